"""A portal with one of everything that pages show, as an assembly made in memory, for tests of the pages.

Maria and Tom are shown; Hana is hidden. `old-way` is retired for `short-sentences`. No Git is involved: the
history is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lorepath.assemble import Assembly, assemble
from lorepath.finding import Severity, Standard
from lorepath.history import Contributor, Declared, Freshness, History, LessonHistory, Status
from lorepath.history.people import records
from lorepath.site.views.shelf import Shelf
from portal import QUIZ, lesson, make_portal

TODAY = date(2026, 11, 22)
MARIA, TOM, HANA = Contributor("Maria Okafor", "maria"), Contributor("Tom Li", "tom"), Contributor("Hana Hid", "hana")
STRANGER = Contributor("Sam Stranger")

FILES = {
    "content/people/maria.yml": "name: Maria Okafor\nhelps_with: [plain-language]\nemails: [maria@example.org]\n",
    "content/people/tom.yml": "name: Tom Li\n",
    "content/people/hana.yml": "name: Hana Hid\nhelps_with: [plain-language]\ncredit: hidden\n",
    "content/skills/review.yml": "name: Review\nsummary: Read for others.\nlevels: {1: Reads, 2: Judges, 3: Coaches}\n",
    "content/skills/layout.yml": "name: Layout\nsummary: Set a page.\nlevels: {1: Sets a page}\n",
    "content/roles/writer.yml": """\
title: Writer
summary: Writes what others read.
owner: maria
requires: {plain-language: 2, review: 3, layout: 1}
leads_to: [editor]
""",
    "content/roles/editor.yml": "title: Editor\nsummary: Edits.\nowner: hana\nrequires: {plain-language: 1}\n",
    "content/lessons/reading/topic.yml": "title: Reading\nsummary: Read well.\nowner: hana\ndeputy: tom\n",
    "content/lessons/reading/read-aloud.md": lesson(
        title="Read aloud", teaches={"review": 1}, requires={"plain-language": 1}, minutes=20, format="exercise"
    ),
    "content/lessons/basics/old-way.md": lesson(
        title="The old way", teaches={"layout": 1}, retired=True, replaced_by="short-sentences"
    ),
}
STANDARDS = (
    Standard("OBJ01", "objective-present", Severity.ERROR, "Say it.\n\nBad:\n```yaml\na: 1\n```\nGood: `b`\n"),
    Standard("STR02", "practice-present", Severity.HINT, "Do <b>it</b>.<script>alert(1)</script>"),
)


def site_assembly(folder: Path, files: dict[str, str] | None = None) -> Assembly:
    """The assembly of the portal described above, read from `folder`."""
    assembly = assemble(make_portal(folder, {**FILES, **(files or {})}), TODAY)
    return replace(assembly, history=_history(assembly))


def shelf(folder: Path, files: dict[str, str] | None = None) -> Shelf:
    """The shelf of that portal."""
    return Shelf(site_assembly(folder, files))


def quiz_lesson(items: int = 1) -> str:
    """A lesson body with several knowledge checks."""
    return "\n".join([QUIZ] * items)


def years(*days: date) -> tuple[int, ...]:
    """The years of some days, each once."""
    return tuple(sorted({day.year for day in days}))


def _history(assembly: Assembly) -> History:
    fresh = Freshness(Status.FRESH, "Verified on 2026-06-01.", due=date(2027, 6, 1), verified=date(2026, 6, 1))
    stale = Freshness(
        Status.STALE, "Nobody has looked for two years.", due=date(2025, 1, 31), verified=date(2024, 1, 31)
    )
    known = {
        "short-sentences": LessonHistory(
            fresh,
            created=date(2025, 3, 4),
            edited=date(2026, 7, 1),
            tidied=date(2026, 7, 2),
            # Hana opted out: history names her here to prove that the pages do not.
            written={MARIA: years(date(2025, 3, 4), date(2026, 7, 1)), HANA: years(TODAY), STRANGER: years(TODAY)},
            reviewed={TOM: years(date(2026, 7, 1))},
            renewed={MARIA: years(date(2026, 6, 1))},
            declared=(Declared(TOM, "subject advice"), Declared(MARIA, "author")),
        ),
        "edit-for-a-reader": LessonHistory(
            stale, created=date(2025, 1, 1), edited=date(2025, 1, 1), written={TOM: years(date(2025, 1, 1))}
        ),
        "old-way": LessonHistory(
            Freshness(Status.RETIRED, "It is retired, and another lesson replaces it."),
            created=date(2024, 2, 3),
            edited=date(2024, 2, 3),
            written={MARIA: years(date(2024, 2, 3))},
        ),
    }
    unknown = LessonHistory(Freshness(Status.UNKNOWN, "Its history is not there."))
    lessons = {identifier: known.get(identifier, unknown) for identifier in assembly.portal.lessons}
    active = {MARIA: date(2026, 7, 1), TOM: date(2026, 7, 1), STRANGER: TODAY}
    people, guests = records(assembly.portal, lessons, active)
    return History(
        lessons,
        people=people,
        guests=tuple(guest for guest in guests if guest.contributor != HANA),
        redirects={
            "content/lessons/basics/brief-sentences.md": "short-sentences",
            "content/lessons/writing/cut.md": "edit-for-a-reader",
        },
        hidden=frozenset({"Hana Hid"}),
    )


class Page(HTMLParser):
    """A page taken apart for tests: what a reader finds by name, not by class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.links: dict[str, str] = {}
        self.headings: list[str] = []
        self.data: list[Any] = []
        """What stands in scripts that are read and not run."""
        self._open: list[tuple[str, dict[str, str | None], int]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("a", "h1", "h2", "h3"):
            self._open.append((tag, dict(attrs), len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, attributes, start = self._open.pop()
            said = " ".join(self.text[start:].split())
            if tag == "a":
                self.links[said] = attributes.get("href") or ""
            else:
                self.headings.append(said)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem != "script":
            self.text += data
        elif self.tags[-1][1].get("type") == "application/ld+json":
            self.data.append(json.loads(data))

    @property
    def words(self) -> str:
        """All text, with single spaces."""
        return " ".join(self.text.split())

    def all(self, tag: str) -> Iterable[dict[str, str | None]]:
        """The attributes of every element of one kind."""
        return [attributes for name, attributes in self.tags if name == tag]
