"""Chromium for tests and benchmarks: one that is named or here, else Debian's package, else Playwright's."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from _env import BIN, must, run, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """Answer Chromium's executable; set it up where there is none."""
    found = os.environ.get("LOREPATH_CHROMIUM") or find_browser()
    if not found:
        say("Setting up Chromium, once")
        found = install_debian_browser() or install_playwright_browser()
    return found


def find_browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None) or playwright_browser()


def install_debian_browser() -> str | None:
    release = Path("/etc/os-release")
    if not release.exists() or "\nID=debian\n" not in release.read_text():
        return None  # Ubuntu's package of that name is only a pointer to a snap
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        return None
    run(*sudo, "apt-get", "update", "--quiet=2")
    run(*sudo, "apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", "chromium")
    return find_browser()


def install_playwright_browser() -> str:
    must("playwright", "install", "chromium")
    return playwright_browser() or sys.exit("Chromium could not be set up; name one in LOREPATH_CHROMIUM.")


def playwright_browser() -> str | None:
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as here: print(here.chromium.executable_path)"
    )
    place = subprocess.check_output([BIN / "python", "-c", ask], text=True).strip()
    return place if Path(place).is_file() else None
