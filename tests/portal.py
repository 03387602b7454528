"""A small valid portal for tests: one topic, one role, two lessons that build on each other.

    root = make_portal(tmp_path)                                            # nothing to mend
    root = make_portal(tmp_path, lessons={"call-home": lesson(title="Call home")})
    root = make_portal(tmp_path, {"content/people/maria.yml": None})        # a file less
    root = make_portal(tmp_path, {"content/portal.yml": b"\\xff\\xfe"})       # a file with these bytes

It is no Git repository, so its check says one thing: the hint HIS02, that credit and freshness are unknown.
`repo.Repo` makes one of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import rules.case
from lorepath.rules import RULES

Content = str | bytes | None

QUIZ = """\
```quiz
- id: which-is-shorter
  objective: do-it
  stem: Which of these sentences would a busy colleague read to its end?
  options:
    - text: The one that says one thing
      because: One idea fits into one sentence.
      correct: true
    - text: The one that says everything
      because: Nobody gets to its end.
    - text: The one with the longest words
      because: Long words slow readers down.
```
"""


def lesson(body: str = QUIZ, **fields: object) -> str:
    """The text of a lesson that is in order; `fields` replace its front matter, None takes one out.

    It teaches `plain-language` level 1 and has the objective `do-it`, which its knowledge check assesses.
    """
    front: dict[str, object] = {
        "title": "Write short sentences",
        "summary": "Say one thing in each sentence.",
        "teaches": {"plain-language": 1},
        "objectives": [{"id": "do-it", "text": "Split a sentence that says two things."}],
        **fields,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body])


WELL_MADE = f"""\
## Why this matters

Nobody reads a long text to its end.

## Example

Maria cut a note of forty words down to eleven.

{QUIZ}
## In short

- Say one thing.

## On the job

Cut your next note by half.
"""
"""The text of a lesson that has every part, and in which no rule finds anything."""

LOGICAL = rules.case.LOGICAL | {"OBJ09", "REF07", "UPK01"}
LOGICAL_ONLY = "rules:\n" + "".join(
    f"  {rule.standard.code}: {{severity: off}}\n" for rule in RULES if rule.standard.code not in LOGICAL
)
"""Settings that switch off what is style: the lessons of tests are too short to be well made."""

FILES: Mapping[str, str] = {
    "content/portal.yml": f"name: Northwind learning\nlanguage: en\n{LOGICAL_ONLY}",
    "content/people/maria.yml": "name: Maria Okafor\n",
    "content/skills/plain-language.yml": """\
name: Plain language
summary: Write so that a colleague understands at first reading.
levels: {1: Writes short sentences, 2: Edits for a busy reader}
""",
    "content/roles/writer.yml": """\
title: Writer
summary: Writes what others read.
owner: maria
requires: {plain-language: 2}
""",
    "content/lessons/basics/topic.yml": """\
title: The basics
summary: Write so that others read on.
owner: maria
""",
    "content/lessons/basics/short-sentences.md": lesson(minutes=8),
    "content/lessons/basics/edit-for-a-reader.md": lesson(
        title="Edit for a busy reader",
        summary="Cut what your reader does not need.",
        teaches={"plain-language": 2},
        requires={"plain-language": 1},
        minutes=12,
    ),
}
"""Path → text of everything in the portal."""

WELL_MADE_LESSONS: Mapping[str, str] = {
    "content/lessons/basics/short-sentences.md": lesson(WELL_MADE),
    "content/lessons/basics/edit-for-a-reader.md": lesson(
        WELL_MADE, title="Edit for a busy reader", teaches={"plain-language": 2}, requires={"plain-language": 1}
    ),
}
"""The lessons of `FILES` where every rule is on."""


def make_portal(
    folder: Path, files: Mapping[str, Content] | None = None, lessons: Mapping[str, Content] | None = None
) -> Path:
    """Write the portal into `folder`, which need not exist yet; returns `folder`.

    `files` (paths from the portal's root) and `lessons` (ids; they join the topic `basics`) come on top of
    `FILES` or replace what is there. None leaves a file out.
    """
    more = {f"content/lessons/basics/{identifier}.md": text for identifier, text in (lessons or {}).items()}
    for path, content in {**FILES, **more, **(files or {})}.items():
        if content is not None:
            write(folder / path, content)
    return folder


def write(path: Path, content: str | bytes) -> None:
    """Write a file and the folders above it; text as UTF-8, line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
