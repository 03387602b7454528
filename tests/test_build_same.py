"""The same commit gives the same site: anywhere, on any day, by any of the commands that build it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from command import files, lorepath
from hosts import built_by, unsigned
from lorepath.mkdocs_plugin import build_time, run
from lorepath.mkdocs_plugin.progress import Steps
from portal import make_portal
from repo import Repo

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FIXED = {"SOURCE_DATE_EPOCH": "1767225600"}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A portal with one commit."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), ".gitignore": "/site/\n"})
    repo.commit("First lessons", date="2026-01-05")
    return repo


def test_the_same_commit_gives_the_same_bytes_anywhere(repo: Repo, tmp_path: Path) -> None:
    here = lorepath("build", "--root", repo.root, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1", LANG="C")
    there = tmp_path / "elsewhere" / "a folder with spaces"
    there.parent.mkdir()
    repo.git("clone", "--quiet", str(repo.root), str(there))
    other = {"TZ": "America/Anchorage", "PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "CI": "true"}
    private = ("sh", "-c", 'umask 077; exec "$@"', "sh")
    again = lorepath("build", "--root", there, before=private, **other)
    assert (here.returncode, again.returncode) == (0, 0), here.stderr + again.stderr
    assert files(repo.root / "site") == files(there / "site")


def test_the_same_commit_gives_the_same_bytes_on_another_day(repo: Repo) -> None:
    sites = []
    for today in (date(2026, 1, 6), date(2031, 12, 31)):
        prepared = run.prepare(repo.root, today, Steps(show=False))
        with Steps(show=False) as steps:
            sites.append(files(run.build(prepared, None, steps).folder))
    assert sites[0] == sites[1]
    assert b"2026-01-05" in sites[0]["sitemap.xml"]


def test_the_moment_is_given_or_committed_or_now(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(build_time.EPOCH, raising=False)
    committed = build_time.moment(repo.root)
    assert committed == 1767614400  # 2026-01-05T12:00:00Z
    assert build_time.moment(tmp_path) > committed
    monkeypatch.setenv(build_time.EPOCH, "42")
    assert build_time.moment(repo.root) == 42


def started(folder: Path) -> Path:
    """The portal that `lorepath init` makes, after its first commit."""
    done = lorepath("init", folder)
    assert done.returncode == 0, done.stderr
    Repo(folder).commit("Start our learning portal", date="2026-01-05")
    return folder


@pytest.mark.parametrize(("own", "pages"), [(True, 60), (False, 20)], ids=["this project's portal", "a new portal"])
def test_mkdocs_and_properdocs_build_the_same_bytes(own: bool, pages: int, tmp_path: Path) -> None:
    """A portal, by all three; only the generator that pages name is another one."""
    root = ROOT if own else started(tmp_path / "new")
    done = lorepath("build", "--root", root, "--site", tmp_path / "lorepath", **FIXED)
    assert done.returncode == 0, done.stdout + done.stderr
    site = files(tmp_path / "lorepath")
    assert sum(path.endswith("/index.html") for path in site) > pages
    assert built_by("mkdocs", root, tmp_path / "mkdocs", **FIXED) == site
    other = built_by("properdocs", root, tmp_path / "properdocs", **FIXED)
    assert unsigned(other) == unsigned(site)
    assert other["index.html"] != site["index.html"]
