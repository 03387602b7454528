"""Pages written by several workers: the same bytes as by one or by MkDocs, and the same words where it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from command import files, lorepath
from hosts import built_by, unsigned

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FIXED = {"SOURCE_DATE_EPOCH": "1767225600"}


def portal(folder: Path, lessons: int, *settings: str) -> Path:
    """A generated portal with this project's mkdocs.yml and further `settings`."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from bench_portal import make_portal
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    made = make_portal(folder, lessons)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (made / "mkdocs.yml").write_text("\n".join([text, *settings]), encoding="utf-8")
    return made


def test_workers_one_process_mkdocs_and_properdocs_write_the_same_bytes(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal", 300)
    found = {host: built_by(host, root, tmp_path / host, **FIXED) for host in ("mkdocs", "properdocs")}
    for jobs in ("1", "3"):
        done = lorepath("build", "--root", root, "--site", tmp_path / jobs, "--jobs", jobs, **FIXED)
        assert done.returncode == 0, done.stderr
        found[jobs] = files(tmp_path / jobs)
    assert sum(path.endswith("/index.html") for path in found["1"]) > 300
    assert found["3"] == found["1"] == found["mkdocs"]
    assert unsigned(found["properdocs"]) == unsigned(found["1"])


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_page_that_cannot_be_written_is_named(tmp_path: Path, jobs: str) -> None:
    root = portal(tmp_path / "portal", 60)
    settings = (
        (root / "mkdocs.yml").read_text(encoding="utf-8").replace("theme:\n", "theme:\n  custom_dir: overrides\n")
    )
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (root / "overrides").mkdir()
    broken = "{% if page and page.meta.lorepath == 'lesson' %}{{ nothing() }}{% endif %}"
    page = "{% extends 'base.html' %}{% block htmltitle %}" + broken + "{% endblock %}"
    (root / "overrides/main.html").write_text(page, encoding="utf-8")
    done = lorepath("build", "--root", root, "--jobs", jobs, **FIXED)
    assert done.returncode == 2
    assert "MkDocs could not build the site: Error building page '" in done.stderr
    assert "'nothing' is undefined" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


def test_a_further_plugin_sees_every_page_as_mkdocs_shows_it(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal", 60, "hooks: [hook.py]")
    hook = "seen = []\n"
    hook += "def on_page_content(html, page, **_): seen.append(page.url)\n"
    hook += "def on_post_build(config): open(config.site_dir + '/seen.txt', 'w').write(chr(10).join(seen))\n"
    (root / "hook.py").write_text(hook, encoding="utf-8")
    done = lorepath("build", "--root", root, "--jobs", "3", **FIXED)
    assert done.returncode == 0, done.stderr
    seen = (root / "site/seen.txt").read_text(encoding="utf-8").splitlines()
    assert len(seen) == sum(1 for _ in (root / "site").rglob("index.html"))
