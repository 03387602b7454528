"""Draw the pictures of lessons anew: each SVG of scripts/pictures becomes a WebP file, twice as large, at its lesson.

    .venv/bin/python scripts/draw_pictures.py

Portals publish no SVG, because it can run programs. The first comment of a drawing names its lesson.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("LOREPATH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        chrome = page.context.new_cdp_session(page)
        chrome.send("Emulation.setDefaultBackgroundColorOverride", {"color": {"r": 0, "g": 0, "b": 0, "a": 0}})
        for drawing in sorted((ROOT / "scripts" / "pictures").glob("*.svg")):
            source = drawing.read_text(encoding="utf-8")
            lesson = re.search(r"<!-- For (\S+) -->", source)
            if not lesson:
                raise SystemExit(f"{drawing.name}: say which lesson it is for, as in <!-- For content/lessons/… -->")
            page.set_content(f"<body style='margin:0'>{source}")
            clip = {**(page.locator("svg").bounding_box() or {}), "scale": 2}
            taken = chrome.send("Page.captureScreenshot", {"format": "webp", "quality": 72, "clip": clip})
            target = (ROOT / lesson[1]).with_name(f"{drawing.stem}.webp")
            target.write_bytes(base64.b64decode(taken["data"]))
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
