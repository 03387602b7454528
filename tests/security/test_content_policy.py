"""The content security policy: on every page, the same on each, and made of nothing that an author wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from command import lorepath
from lorepath.mkdocs_plugin.live_reload import let_pages_reload
from lorepath.site.content_policy import ContentPolicy, ForeignScript, inline_scripts, source_of
from portal import lesson, make_portal

KNOWN = "var known = 1"
POLICY = ContentPolicy([KNOWN])
PAGE = f"<!doctype html>\n<html>\n  <head>\n<title>x</title></head><body><script>{KNOWN}</script></body></html>"
SCRIPTED = "</script><script>alert(1)</script>"
SETTINGS = "site_name: Test\ndocs_dir: content\ntheme: {name: material}\nplugins: [lorepath]\n"
HOOK_PER_PAGE = """\
def on_post_page(output, page, config):
    return output.replace("</body>", "<script>steal()</script></body>") if page.is_homepage else output
"""
HOOK_REDIRECT = """\
import os
def on_post_build(config):
    with open(os.path.join(config.site_dir, "old.html"), "w") as page:
        page.write('<!doctype html><html><head><meta http-equiv="refresh" content="0; url=new/"></head></html>')
"""


def policies(site: Path) -> dict[str, str]:
    """The policy of each page, which must stand directly after the head's beginning."""
    found = {}
    for path in site.rglob("*.html"):
        stated = re.search(
            r'<head><meta http-equiv="Content-Security-Policy" content="([^"]*)">', path.read_text(encoding="utf-8")
        )
        assert stated, path
        found[path.relative_to(site).as_posix()] = stated[1]
    return found


# ── the policy itself ───────────────────────────────────────────────────────────────────────────────────────


def test_it_stands_directly_after_the_head_begins_and_only_once() -> None:
    once = POLICY.applied(PAGE)
    assert f"<head>{POLICY.element}\n<title>" in once
    assert POLICY.applied(once) == once


def test_it_lets_nothing_come_from_elsewhere() -> None:
    directives = dict(each.split(" ", 1) for each in POLICY.text.split("; "))
    assert directives.pop("script-src") == f"'self' {source_of(KNOWN)}"
    assert directives.pop("img-src") == "'self' data:"
    assert set(directives.values()) == {"'none'", "'self'"}
    assert {name for name, sources in directives.items() if sources == "'none'"} == {
        *("default-src", "base-uri", "form-action", "object-src", "frame-src"),
    }
    assert "unsafe" not in POLICY.text


def test_pages_of_named_hosts_may_be_embedded_over_https() -> None:
    text = ContentPolicy([], ["video.example.org", "a.example.org"]).text
    assert "frame-src https://a.example.org https://video.example.org;" in text


@pytest.mark.parametrize(
    "script",
    [
        "<script>steal()</script>",
        "<SCRIPT\n>steal()</SCRIPT >",
        "<script type=module>steal()</script>",
        '<script type="text/javascript">steal()</script>',
        '<script type="importmap">steal()</script>',
        '<script type="speculationrules">steal()</script>',
        '<script data-src="a.js">steal()</script>',
    ],
)
def test_a_script_that_it_does_not_know_is_refused(script: str) -> None:
    with pytest.raises(ForeignScript, match=r"none of the theme's: steal\(\)"):
        POLICY.applied(PAGE.replace("</body>", f"{script}</body>"))


@pytest.mark.parametrize(
    "script",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        "<script id=x type='application/ld+json'>{}</script>",
    ],
)
def test_data_and_files_are_no_scripts_of_the_page(script: str) -> None:
    assert list(inline_scripts(script)) == []


@pytest.mark.parametrize("page", ["<p>x</p>", "<!doctype html><html lang=en><body>x</body></html>", ""])
def test_a_page_without_a_head_gets_one(page: str) -> None:
    assert f'<head><meta charset="utf-8">{POLICY.element}</head>' in POLICY.applied(page)


@pytest.mark.parametrize("hosts", [0, 1, 2, 50])
def test_browsers_find_the_encoding_beside_a_policy_of_any_length(hosts: int) -> None:
    policy = ContentPolicy([KNOWN] * 6, [f"host-{number}.example.org" for number in range(hosts)])
    page = policy.applied(PAGE.replace("\n<title>", '\n    \n      <meta charset="utf-8"><title>'))
    assert '<meta charset="utf-8">' in page[:1024]
    assert policy.applied(page) == page


# ── every page of a site ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def friendly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_portal(tmp_path_factory.mktemp("friendly"), {"mkdocs.yml": SETTINGS})
    done = lorepath("build", "--root", root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_every_page_has_the_same_policy_and_knows_all_its_scripts(friendly: Path) -> None:
    found = policies(friendly)
    assert {"index.html", "404.html", "lessons/basics/short-sentences/index.html"} <= found.keys()
    (policy,) = set(found.values())
    stated = set(re.findall(r"'sha256-[^']*'", policy))
    used = {
        source_of(script)
        for path in friendly.rglob("*.html")
        for script in inline_scripts(path.read_text(encoding="utf-8"))
    }
    assert used == stated


def test_browsers_find_the_encoding_of_every_page(friendly: Path) -> None:
    for path in friendly.rglob("*.html"):
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


def test_what_authors_write_has_no_part_in_the_policy(friendly: Path, tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": SETTINGS.replace("site_name: Test\n", "site_name: ''\n"),
        "content/portal.yml": f"name: {SCRIPTED}\n",
        "content/people/maria.yml": f"name: {SCRIPTED}\n",
        "content/lessons/basics/topic.yml": f"title: {SCRIPTED}\nsummary: {SCRIPTED}\nowner: maria\n",
    }
    hostile = {"short-sentences": lesson(f"# {SCRIPTED}\n\n{SCRIPTED}\n", title=SCRIPTED, summary=SCRIPTED)}
    root = make_portal(tmp_path, files, hostile)
    done = lorepath("build", "--allow-findings", "--root", root)
    assert done.returncode == 0, done.stderr
    assert set(policies(root / "site").values()) == set(policies(friendly).values())


def test_a_page_with_a_script_of_its_own_is_not_published(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"mkdocs.yml": f"{SETTINGS}hooks: [hook.py]\n", "hook.py": HOOK_PER_PAGE})
    done = lorepath("build", "--root", root)
    assert done.returncode == 2
    assert (
        "the page index.md is not published: it holds a script that is none "
        "of the theme's: steal(); write it into a file that `extra_javascript` in mkdocs.yml names; where no theme, "
        "plugin or override of this portal adds it, it is an attack"
    ) in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (root / "site").exists()


def test_pages_that_another_plugin_writes_are_protected_too(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"mkdocs.yml": f"{SETTINGS}hooks: [hook.py]\n", "hook.py": HOOK_REDIRECT})
    done = lorepath("build", "--root", root)
    assert done.returncode == 0, done.stderr
    found = policies(root / "site")
    assert found["old.html"] == found["index.html"]


# ── the live preview ────────────────────────────────────────────────────────────────────────────────────────


def test_the_script_of_the_live_preview_may_run(tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    let_pages_reload(server)
    served = server._inject_js_into_html(POLICY.applied(PAGE).encode(), 1234).decode()
    server.server_close()
    (added,) = (script for script in inline_scripts(served) if script != KNOWN)
    assert "livereload(1234," in added
    assert f"script-src 'self' {source_of(added)} {source_of(KNOWN)};" in served
