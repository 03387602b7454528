"""Edits of every kind that people make in a portal, each made by chance, for tests that make many in a row."""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lorepath.baseline import PATH as BASELINE
from lorepath.link_report import PATH as LINK_REPORT
from repo import Repo
from tiny import tiny

ROOT = Path(__file__).parent.parent
LESSONS = "content/lessons/*/*.md"
_THEME = "theme:\n  custom_dir: overrides\n"
_PICTURE = tiny(".png")
_HOSTS = ("films.example.org", "videos.example.org")


def edited_portal(folder: Path) -> Repo:
    """A generated portal with this project's settings, a template and a picture of its own."""
    if str(ROOT / "scripts") not in sys.path:
        sys.path.append(str(ROOT / "scripts"))
    from bench_portal import make_portal

    repo = Repo(make_portal(folder, 12))
    repo.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("theme:\n", _THEME))
    repo.write("overrides/main.html", "{% extends 'base.html' %}")
    repo.write("content/lessons/picture.png", _PICTURE)
    repo.commit("Set the looks")
    return repo


Edit = Callable[[Repo, random.Random], None]


class NothingToEdit(Exception):
    """Earlier edits have taken away what this one would change."""


def _one(repo: Repo, chance: random.Random, pattern: str) -> Path:
    found = sorted(repo.root.glob(pattern))
    if not found:
        raise NothingToEdit
    return chance.choice(found)


def _rewrite(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, lambda _: by, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise NothingToEdit
    path.write_text(text, encoding="utf-8")


def _in_lesson(repo: Repo, chance: random.Random, pattern: str, by: str) -> None:
    _rewrite(_one(repo, chance, LESSONS), pattern, by)


# ── lessons ──────────────────────────────────────────────────────────────────────────────────────────────────


def body(repo: Repo, chance: random.Random) -> None:
    """More text in a lesson."""
    lesson = _one(repo, chance, LESSONS)
    other = os.path.relpath(_one(repo, chance, LESSONS), lesson.parent)
    more = [
        "One more sentence.",
        "## One more section\n\nWith text.",
        "[A link](https://example.org/)",
        f"[Another lesson]({other})",
        "![A picture](../picture.png)",
        "<!-- lorepath: ignore STR02 because there is nothing to practise -->",
        "*[One]: an abbreviation",
        f'<iframe src="https://{chance.choice(_HOSTS)}/film" title="A film"></iframe>',
    ]
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\n{chance.choice(more)}\n", encoding="utf-8")


def bodies(repo: Repo, chance: random.Random) -> None:
    """More text in several lessons at once."""
    for _ in range(3):
        body(repo, chance)


def title(repo: Repo, chance: random.Random) -> None:
    """Another title of a lesson."""
    _in_lesson(repo, chance, r"^title: .*$", f"title: Another title {chance.random()}")


def summary(repo: Repo, chance: random.Random) -> None:
    """Another summary of a lesson."""
    _in_lesson(repo, chance, r"^summary: .*$", f"summary: Another summary {chance.random()}.")


def teaches(repo: Repo, chance: random.Random) -> None:
    """Another level that a lesson teaches."""
    _in_lesson(repo, chance, r"^teaches: .*$", f'teaches: {{"skill-000": {chance.randrange(1, 5)}}}')


def reviewed(repo: Repo, chance: random.Random) -> None:
    """A lesson was looked at, or is retired."""
    _in_lesson(repo, chance, r"^teaches:", chance.choice(["reviewed: 2026-01-02", "retired: true"]) + "\nteaches:")


def remark(repo: Repo, chance: random.Random) -> None:
    """A remark in front matter, which only moves lines."""
    _in_lesson(repo, chance, r"^teaches:", "# a remark\nteaches:")


def quiz(repo: Repo, chance: random.Random) -> None:
    """Another question."""
    stem = f'"stem": "Which of these would you do first on day {chance.randrange(10**6)}?"'
    _in_lesson(repo, chance, r'"stem": "[^"]*"', stem)


def minutes(repo: Repo, chance: random.Random) -> None:
    """A declared time."""
    _in_lesson(repo, chance, r"^minutes: .*$", f"minutes: {chance.randrange(5, 14)}")


def broken(repo: Repo, chance: random.Random) -> None:
    """A lesson that cannot be read."""
    _in_lesson(repo, chance, r"^title: .*$", "title: 'Unclosed")


def mended(repo: Repo, chance: random.Random) -> None:
    """It can be read again."""
    for lesson in repo.root.glob(LESSONS):
        with suppress(NothingToEdit):
            _rewrite(lesson, "^title: 'Unclosed$", f"title: Mended {chance.random()}")


def rename(repo: Repo, chance: random.Random) -> None:
    """Another id of a lesson, which keeps the old one as an alias."""
    lesson = _one(repo, chance, LESSONS)
    _rewrite(lesson, r"^teaches:", f"aliases: [{lesson.stem}]\nteaches:")
    lesson.rename(lesson.with_stem(f"renamed-{chance.randrange(10**6)}"))


def move(repo: Repo, chance: random.Random) -> None:
    """A lesson in another topic."""
    lesson, topic = _one(repo, chance, LESSONS), f"content/lessons/other-{chance.randrange(2)}"
    repo.write(f"{topic}/topic.yml", "title: Another topic\nsummary: Lessons that were moved.\nowner: person-000\n")
    lesson.rename(repo.root / topic / lesson.name)


def remove(repo: Repo, chance: random.Random) -> None:
    """A lesson less."""
    _one(repo, chance, LESSONS).unlink()


# ── what stands around them ──────────────────────────────────────────────────────────────────────────────────


def skill(repo: Repo, chance: random.Random) -> None:
    """Another name of a skill."""
    _rewrite(_one(repo, chance, "content/skills/*.yml"), r"^name: .*$", f"name: A skill {chance.random()}")


def skill_levels(repo: Repo, chance: random.Random) -> None:
    """Another meaning of a skill's level."""
    _rewrite(_one(repo, chance, "content/skills/*.yml"), r"^  2: .*$", f"  2: Does it {chance.random()}")


def skill_added(repo: Repo, chance: random.Random) -> None:
    """One more skill, or one that was deleted, with fewer levels."""
    levels = ", ".join(f"{level}: Does it" for level in range(1, chance.randrange(2, 5)))
    text = f"name: A skill\nsummary: What one can do.\nlevels: {{{levels}}}\n"
    repo.write(f"content/skills/skill-{chance.randrange(2):03}.yml", text)


def skill_removed(repo: Repo, chance: random.Random) -> None:
    """A skill less."""
    _one(repo, chance, "content/skills/*.yml").unlink()


def role(repo: Repo, chance: random.Random) -> None:
    """Another summary of a role."""
    _rewrite(_one(repo, chance, "content/roles/*.yml"), r"^summary: .*$", f"summary: A role {chance.random()}.")


def role_levels(repo: Repo, chance: random.Random) -> None:
    """Another level that a role needs, so that its path changes."""
    by = f'requires: {{"skill-000": {chance.randrange(1, 5)}}}'
    _rewrite(_one(repo, chance, "content/roles/*.yml"), r"^requires: .*$", by)


def role_added(repo: Repo, chance: random.Random) -> None:
    """One more role, or one that was deleted, which may lead to another."""
    text = 'title: A role\nsummary: What one does.\nowner: person-000\nrequires: {"skill-000": 2}\n'
    leads_to = "leads_to: [role-000]\n" * chance.randrange(2)
    repo.write(f"content/roles/role-{chance.randrange(3):03}.yml", text + leads_to)


def role_removed(repo: Repo, chance: random.Random) -> None:
    """A role less."""
    _one(repo, chance, "content/roles/*.yml").unlink()


def person(repo: Repo, chance: random.Random) -> None:
    """One more person, or another name."""
    repo.write(f"content/people/somebody-{chance.randrange(3)}.yml", f"name: Somebody {chance.random()}\n")


def person_removed(repo: Repo, chance: random.Random) -> None:
    """A person less, who may own something."""
    _one(repo, chance, "content/people/*.yml").unlink()


def topic(repo: Repo, chance: random.Random) -> None:
    """Another title of a topic."""
    _rewrite(_one(repo, chance, "content/lessons/*/topic.yml"), r"^title: .*$", f"title: A topic {chance.random()}")


def page(repo: Repo, chance: random.Random) -> None:
    """A page that is no lesson."""
    repo.write(f"content/about-{chance.randrange(2)}.md", f"# About us\n\nWe are {chance.randrange(10**6)}.\n")


def glossary(repo: Repo, chance: random.Random) -> None:
    """A word explained."""
    repo.write("content/glossary.yml", f"WORD: an explanation {chance.random()}\n")


def _in_portal(repo: Repo, name: str, value: object) -> None:
    path = repo.root / "content/portal.yml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(True) if not line.startswith(f"{name}:")]
    path.write_text(f"{''.join(kept)}{name}: {value}\n", encoding="utf-8")


def portal(repo: Repo, chance: random.Random) -> None:
    """Another weekly time."""
    _in_portal(repo, "weekly_minutes", chance.randrange(10, 90))


def language(repo: Repo, chance: random.Random) -> None:
    """Another language."""
    _in_portal(repo, "language", chance.choice(["en", "de", "pt-BR"]))


def embed_hosts(repo: Repo, chance: random.Random) -> None:
    """Another host that films may come from."""
    _in_portal(repo, "embed_hosts", f"[{chance.choice(_HOSTS)}]")


def schema(repo: Repo, chance: random.Random) -> None:
    """A schema of the portal's own, which some lessons may not fit."""
    longest = chance.choice([10, 30, 200])
    repo.write("schemas/lesson.schema.json", json.dumps({"properties": {"title": {"maxLength": longest}}}))


def baseline(repo: Repo, chance: random.Random) -> None:
    """Other findings that are known."""
    known = [{"path": "a", "code": "b", "fingerprint": f"{chance.random()}", "message": "c"}]
    repo.write(BASELINE, json.dumps({"version": 1, "findings": known}))


def links(repo: Repo, chance: random.Random) -> None:
    """Another report on links."""
    lesson = _one(repo, chance, LESSONS).stem
    found = {"url": "https://example.org/", "days": ["2026-01-01", "2026-01-04"], "why": "gone", "lessons": [lesson]}
    repo.write(LINK_REPORT, json.dumps({"checked": "2026-01-04", "failing": [found]}))


def settings(repo: Repo, chance: random.Random) -> None:
    """Another description of the site."""
    _rewrite(repo.root / "mkdocs.yml", r"^site_description: .*$", f"site_description: Short lessons {chance.random()}")


def template(repo: Repo, chance: random.Random) -> None:
    """Another template."""
    text = "{% extends 'base.html' %}{% block libs %}<!-- " + str(chance.random()) + " -->{% endblock %}"
    repo.write("overrides/main.html", text)


def template_removed(repo: Repo, chance: random.Random) -> None:
    """A template less."""
    _one(repo, chance, "overrides/*.html").unlink()


def asset(repo: Repo, chance: random.Random) -> None:
    """Another picture under the same name."""
    repo.write("content/lessons/picture.png", _PICTURE[:40] + chance.randbytes(8) + _PICTURE[40:])


def asset_added(repo: Repo, chance: random.Random) -> None:
    """One more picture."""
    repo.write(f"content/lessons/picture-{chance.randrange(3)}.png", _PICTURE)


def asset_removed(repo: Repo, chance: random.Random) -> None:
    """A picture less, which lessons may show."""
    _one(repo, chance, "content/lessons/*.png").unlink()


def stray(repo: Repo, chance: random.Random) -> None:
    """A file that has no place in a portal."""
    repo.write(f"content/lessons/Stray {chance.randrange(3)}.txt", str(chance.random()))


# ── the repository, and nothing at all ───────────────────────────────────────────────────────────────────────


def commit(repo: Repo, chance: random.Random) -> None:
    """A new commit: dates and credit change, the files do not."""
    repo.write("notes.txt", str(chance.random()))
    day = f"2026-02-{chance.randrange(10, 28)}"
    repo.commit("Write it down", author=f"Somebody {chance.randrange(3)} <somebody@example.org>", date=day)


def mailmap(repo: Repo, chance: random.Random) -> None:
    """Somebody has another name."""
    repo.write(".mailmap", f"Person {chance.randrange(9)} <person-1@example.org>\n")


def taken_back(repo: Repo, chance: random.Random) -> None:
    """All that was not committed is as it was."""
    repo.git("checkout", "--quiet", "--", ".")


def nothing(repo: Repo, chance: random.Random) -> None:
    """Only time stamps change."""
    _one(repo, chance, LESSONS).touch()


EDITS: tuple[Edit, ...] = (
    *(body, bodies, title, summary, teaches, reviewed, remark, quiz, minutes, broken, mended, rename, move, remove),
    *(skill, skill_levels, skill_added, skill_removed, role, role_levels, role_added, role_removed),
    *(person, person_removed, topic, page, glossary, portal, language, embed_hosts, schema, baseline, links),
    *(settings, template, template_removed, asset, asset_added, asset_removed, stray),
    *(commit, mailmap, taken_back, nothing),
)


def make(edit: Edit, repo: Repo, chance: random.Random) -> str:
    """Make an edit, where there is something to make it in; its name."""
    with suppress(NothingToEdit):
        edit(repo, chance)
    return edit.__name__
