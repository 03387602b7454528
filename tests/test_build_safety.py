"""Interrupted, hindered and simultaneous builds: the site is always a whole one, and nothing of others is lost."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import sys
import time
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from command import files, lorepath, start
from lorepath.mkdocs_plugin import folder_swap
from lorepath.mkdocs_plugin.output import SiteFolder
from lorepath.mkdocs_plugin.stopped import Stopped
from portal import lesson, make_portal, write
from site_writer import writer, written

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("LOREPATH_KILLS", "5"))
ROOT = Path(__file__).parent.parent
FIXED = {"SOURCE_DATE_EPOCH": "1767225600"}
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit and setpriv of util-linux")
OURS = {"index.html": b'<meta name="generator" content="mkdocs-1.6.1">'}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A small portal without Git, whose pages are as of a fixed day."""
    return make_portal(tmp_path / "portal", {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8")})


def build(portal: Path, site: Path | None = None) -> dict[str, bytes]:
    """Build the portal; returns the files of its site."""
    site = site or portal / "site"
    done = lorepath("build", "--root", portal, "--site", site, **FIXED)
    assert done.returncode == 0, done.stderr
    return files(site)


def put(folder: Path, content: dict[str, bytes]) -> Path:
    for path, each in content.items():
        write(folder / path, each)
    return folder


def neighbours(site: Path) -> set[str]:
    return {entry.name for entry in site.parent.iterdir() if "lorepath-" in entry.name}


# ── killed ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_killed_build_leaves_the_old_or_the_new_site(portal: Path, tmp_path: Path) -> None:
    old = build(portal)
    write(portal / "content/lessons/basics/a-third.md", lesson(title="A third"))
    started = time.monotonic()
    new = build(portal, tmp_path / "expected")
    duration = time.monotonic() - started
    assert old != new
    chance = random.Random(2026)
    for _ in range(KILLS):
        process = start("build", "--root", portal, **FIXED)
        try:
            process.communicate(timeout=chance.uniform(0.3, 1.1) * duration)
        except TimeoutExpired:
            process.kill()
            process.communicate()
        found = files(portal / "site")
        assert found in (old, new), sorted(found.keys() ^ new.keys())
    assert build(portal) == new
    assert neighbours(portal / "site") == set()


@pytest.mark.parametrize("swap", [(), ("--without-exchange",)], ids=["exchange", "two-renames"])
@pytest.mark.parametrize("rename", [0, 1, 2])
def test_a_kill_at_any_rename_is_mended(tmp_path: Path, swap: tuple[str, ...], rename: int) -> None:
    site = put(tmp_path / "site", OURS)
    assert writer(site, "new", f"--die-at={rename}", *swap).wait() == 0
    with pytest.raises(ZeroDivisionError), SiteFolder(site).replacing(print):
        raise ZeroDivisionError  # the next build mends before it begins, and here it gets no further
    assert files(site) in (OURS, written("new"))
    assert neighbours(site) == set()


def test_folders_change_places_without_an_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_swap, "_exchange", lambda one, other: False)
    site = put(tmp_path / "site", OURS)
    with SiteFolder(site).replacing(print) as new:
        put(new.folder, {"a.html": b"a"})
    assert files(tmp_path) == {"site/a.html": b"a"}


# ── hindered ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_failing_build_leaves_the_site(tmp_path: Path) -> None:
    site = put(tmp_path / "site", OURS)

    def fail() -> None:
        with SiteFolder(site).replacing(print) as new:
            put(new.folder, {"half.html": b"half"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert files(tmp_path) == {"site/index.html": OURS["index.html"]}


@linux
def test_a_full_disk_leaves_the_site(portal: Path) -> None:
    """A limit on the size of files stands for the disk: writes fail in the midst of the build."""
    before = build(portal)
    write(portal / "content/lessons/basics/a-third.md", lesson(title="A third"))
    done = lorepath("build", "--root", portal, before=("prlimit", "--fsize=10000", "--"), **FIXED)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "File too large" in done.stderr
    assert files(portal / "site") == before
    assert neighbours(portal / "site") == set()


@linux
def test_a_folder_that_cannot_be_written_is_one_line(portal: Path) -> None:
    before = build(portal)
    # Root may write everywhere, unless it gives that right up.
    weak = ("setpriv", "--bounding-set=-dac_override", "--") if os.geteuid() == 0 else ()
    portal.chmod(0o555)
    try:
        done = lorepath("build", "--root", portal, before=weak, **FIXED)
    finally:
        portal.chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Permission denied" in done.stderr
    assert files(portal / "site") == before


def test_whatever_has_become_of_the_cache_the_site_is_the_same(portal: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = lorepath("build", "--root", portal, LOREPATH_CACHE=str(kept), **FIXED)
    assert done.returncode == 0, done.stderr
    before = files(portal / "site")
    entries = [path for path in sorted(kept.rglob("*")) if path.is_file()]
    assert len(entries) > 3
    garbage = (b"", b"\0" * 99, b"garbage", b"\xff" * 4096)
    for number, path in enumerate(entries):
        path.chmod(0o644)
        path.write_bytes(garbage[number % len(garbage)] + (path.read_bytes()[:20] if number % 3 else b""))
    (tmp_path / "a file").write_text("no folder")
    for place in (kept, tmp_path / "a file/below"):
        done = lorepath("build", "--root", portal, LOREPATH_CACHE=str(place), **FIXED)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        assert files(portal / "site") == before


@pytest.mark.parametrize("place", ["/proc/lorepath/site", "{portal}/mkdocs.yml", "{portal}/mkdocs.yml/site"])
def test_an_impossible_place_is_one_line(portal: Path, place: str) -> None:
    done = lorepath("build", "--root", portal, "--site", place.format(portal=portal), **FIXED)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


# ── the folders of others ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        {"thesis.odt": b"years of work"},
        {"index.html": b"<h1>Made by hand</h1>", "style.css": b""},
        {**OURS, ".git/config": b"[core]"},
    ],
    ids=["documents", "a site made by hand", "a repository"],
)
def test_a_folder_that_no_build_made_is_left_alone(portal: Path, content: dict[str, bytes]) -> None:
    put(portal / "site", content)
    done = lorepath("build", "--root", portal, **FIXED)
    assert done.returncode == 2
    assert "no build made" in done.stderr
    assert done.stderr.count("\n") == 1
    assert files(portal / "site") == content
    assert neighbours(portal / "site") == set()


@pytest.mark.parametrize("inside", [".", "content", "content/lessons", ".."])
def test_the_portal_itself_is_never_replaced(portal: Path, inside: str) -> None:
    put(portal, OURS)
    before = files(portal)
    done = lorepath("build", "--root", portal, "--site", portal / inside, **FIXED)
    assert done.returncode == 2
    assert files(portal) == before


@pytest.mark.parametrize("content", [{}, OURS, {"assets/lorepath.css": b""}, {**OURS, ".DS_Store": b""}])
def test_a_folder_that_is_empty_or_built_is_replaced(tmp_path: Path, content: dict[str, bytes]) -> None:
    site = put(tmp_path / "site", content)
    site.mkdir(exist_ok=True)
    with SiteFolder(site).replacing(print) as new:
        put(new.folder, {"a.html": b"a"})
    assert files(tmp_path) == {"site/a.html": b"a"}


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real = put(tmp_path / "real", OURS)
    (tmp_path / "site").symlink_to(real)
    with SiteFolder(tmp_path / "site").replacing(print) as new:
        put(new.folder, {"a.html": b"a"})
    assert (tmp_path / "site").is_symlink()
    assert files(real) == {"a.html": b"a"}


# ── two at once ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_build_waits_and_says_so(portal: Path) -> None:
    before = build(portal)
    lock = portal / ".site.lorepath-lock"
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        process = start("build", "--root", portal, **FIXED)
        assert process.stderr
        assert process.stderr.readline() == ("lorepath: another build is writing site/; waiting for it to end\n")
        assert process.poll() is None
    assert process.wait(timeout=60) == 0
    process.communicate()
    assert files(portal / "site") == before
    assert neighbours(portal / "site") == set()


def test_many_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    """Processes take turns: the site is always one process's work, and only one writes at a time."""
    site = tmp_path / "site"
    writers = [writer(site, f"writer {number}", "--times=20") for number in range(6)]
    assert [each.wait(timeout=600) for each in writers] == [0] * 6  # a busy machine may take its time
    assert files(site) in [written(f"writer {number}") for number in range(6)]
    assert neighbours(site) == set()


def test_stopped_is_raised_for_a_file_in_the_way(tmp_path: Path) -> None:
    write(tmp_path / "site", "a file")
    with pytest.raises(Stopped, match="is not a folder"), SiteFolder(tmp_path / "site").replacing(print):
        pass
    assert (tmp_path / "site").read_text() == "a file"


def test_an_interrupted_build_clears_up(portal: Path) -> None:
    """Ctrl+C ends a build in an orderly way, whatever it is doing."""
    before = build(portal)
    write(portal / "hook.py", "import time\ndef on_env(env, **_):\n    print('now', flush=True)\n    time.sleep(60)\n")
    write(portal / "mkdocs.yml", (portal / "mkdocs.yml").read_text() + "\nhooks: [hook.py]\n")
    process = start("build", "--root", portal, **FIXED)
    assert process.stdout
    while process.stdout.readline().strip() != "now":
        pass
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in errors
    assert files(portal / "site") == before
    assert neighbours(portal / "site") == set()
