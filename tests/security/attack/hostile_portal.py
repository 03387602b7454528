"""A portal in which everybody is hostile: every payload in a lesson, every short text a payload, in Git too."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lorepath.rendering import usual_renderer
from lorepath.safe_html.sanitizer import Sanitizer
from portal import QUIZ, lesson, make_portal, write
from repo import Repo
from security.attack.html import HTML
from security.attack.markup import MARKDOWN, SVG, WORDS
from security.attack.more import MORE

CANARY = "canary-4711-never-published"
KINDS = len(WORDS) // 4
EACH = 20
PAYLOADS = HTML + SVG + MARKDOWN + MORE
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ON_PAGES = tuple(each for each in PAYLOADS if not _CONTROL.search(each))
"""The payloads that reach a page at all: a text with control characters is not read."""
MARK = "<p>Payload:</p>"
"""Stands before every payload on a page."""
SETTINGS = """\
site_name: ""
docs_dir: content
repo_url: https://example.com/team/learning
edit_uri: edit/main/content/
theme: {name: material}
plugins: [lorepath]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - tables: {use_align_attribute: true}
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""


def payloads_by_page() -> list[list[str]]:
    """All payloads of `ON_PAGES`, many to a page. What swallows all that follows it stands last on its page, so that nothing is lost."""
    clean, html = Sanitizer().clean, usual_renderer().html
    greedy = [each for each in ON_PAGES if clean(html(_written([each, "```\nx\n```", ""]))).count(MARK) < 3]
    others = [each for each in ON_PAGES if each not in greedy]
    pages = [others[start : start + EACH] for start in range(0, len(others), EACH)]
    pages += [[] for _ in greedy[len(pages) :]]
    return [[*page, *greedy[number : number + 1]] for number, page in enumerate(pages)]


def _written(payloads: list[str]) -> str:
    return "\n\n".join(f"Payload:\n\n{each}\n\n" for each in payloads)


def make_hostile_portal(root: Path) -> Path:
    """Write the portal, and commit it, into `root`."""
    files: dict[str, str | bytes | None] = {
        "mkdocs.yml": SETTINGS,
        "content/portal.yml": _yaml(name=WORDS[0], language="en"),
    }
    for number, word in enumerate(WORDS):
        files |= _words(number, word)
    for number in range(KINDS):
        files |= _things(number)
    lessons = {
        f"payloads-{number:02}": lesson(f"{QUIZ}\n{_written(payloads)}")
        for number, payloads in enumerate(payloads_by_page())
    }
    make_portal(root, {**files, **_files()}, lessons)
    (root / "outside.txt").write_text(CANARY)
    (root / "content/lessons/basics/link.png").symlink_to(root / "outside.txt")
    (root / "content/lessons/basics/link.md").symlink_to(root / "outside.txt")
    (root / "content/lessons/elsewhere").symlink_to(root.parent)
    _commit(root)
    return root


def _words(number: int, word: str) -> dict[str, str | bytes | None]:
    """A lesson with one payload in each of its short texts."""
    quiz = [
        {
            "id": "q-1",
            "objective": "do-it",
            "stem": f"{word} What is it?",
            "options": [
                {"text": f"{word} {each}", "because": word, **({"correct": True} if not each else {})}
                for each in range(3)
            ],
        }
    ]
    fields = {
        "title": word,
        "summary": f"{word} summary",
        "tags": [word],
        "teaches": {f"skill-{number % KINDS}": 1},
        "requires": {"plain-language": 1},
        "objectives": [{"id": "do-it", "text": f"Do {word}"}],
        "owner": f"person-{number % KINDS}",
        "allow": [{"code": "SAF01", "reason": word}],
        "template": "../../../outside.txt",
        "hide": ["navigation"],
        "description": word,
        "author": word,
    }
    body = f"{word}\n\n```quiz\n{json.dumps(quiz)}\n```\n"
    return {f"content/lessons/topic-{number % KINDS}/word-{number}.md": lesson(body, **fields)}


def _things(number: int) -> dict[str, str | bytes | None]:
    """A person, a skill, a role, a topic and a page, with another payload in each of their texts."""
    one, two, three, four = (WORDS[(4 * number + each) % len(WORDS)] for each in range(4))
    person, skill = f"person-{number}", f"skill-{number}"
    return {
        f"content/people/{person}.yml": _yaml(name=one, helps_with=[skill], emails=[f"p{number}@secret.example"]),
        f"content/skills/{skill}.yml": _yaml(name=two, summary=three, levels={"1": four, "2": one}, same_as=[two]),
        f"content/roles/role-{number}.yml": _yaml(
            title=three, summary=four, owner=person, requires={skill: 2}, leads_to=["writer"]
        ),
        f"content/lessons/topic-{number}/topic.yml": _yaml(title=four, summary=one, owner=person, deputy="maria"),
        f"content/page-{number}.md": f"---\n{_yaml(title=two)}---\n\n# {two}\n\n{three}\n",
    }


def _files() -> dict[str, str | bytes | None]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    below = "content/lessons/basics/"
    return {
        f"{below}evil.svg": svg,
        f"{below}evil.html": "<script>alert(1)</script>",
        f"{below}evil.js": "alert(1)",
        f"{below}evil.png": svg,
        f"{below}evil.pdf": b"MZ\x90\x00",
        f"{below}<script>alert(1)<%2fscript>.md": lesson(),
        f'{below}" onmouseover="alert(1).png': b"\x89PNG\r\n\x1a\n",
        "content/overrides/main.html": "<script>alert(1)</script>",
        "content/assets/javascripts/bundle.js": "alert(1)",
        "content/404.html": "<script>alert(1)</script>",
        "content/search/search_index.json": "{}",
        "content/glossary.yml": "\n".join(f"{json.dumps(word)}: {json.dumps(word)}" for word in WORDS),
    }


def _commit(root: Path) -> None:
    repo = Repo(root)
    for number, word in enumerate(WORDS):
        name = word.replace("<", "‹").replace(">", "›")  # Git itself takes < and > out of authors' names
        write(root / f"content/lessons/topic-{number % KINDS}/word-{number}.md", _touched(root, number))
        message = (
            f"{word}\n\n::error::{word}\n\nCo-authored-by: {word} <c{number}@secret.example>\nReviewed-by: {word} <x>"
        )
        repo.commit(message, author=f"{name} <p{number}@secret.example>", date=f"2026-01-{number + 1:02}")


def _touched(root: Path, number: int) -> str:
    text = (root / f"content/lessons/topic-{number % KINDS}/word-{number}.md").read_text(encoding="utf-8")
    return text + "\n\nMore words.\n"


def _yaml(**fields: object) -> str:
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
