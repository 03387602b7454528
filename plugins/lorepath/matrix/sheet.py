"""The spreadsheet: a row for each skill, a column for each role, the level that is needed where they meet.

The first column holds the ids of skills, under the heading `Skill`. A second one, `Name`, is there for people and is
not read. Every other heading is the id or the title of a role. An empty cell, `0` or `-` says that the role does not
need the skill; a level stands there as a number or by its name. Skills and roles that the sheet does not name stay as
they are. Separators may be commas, semicolons or tabs, as spreadsheets write them in different countries.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from lorepath import spreadsheet
from lorepath.model import Levels, Portal, Skill
from lorepath.wording import count, instead_of, listed

SKILL, NAME = "Skill", "Name"  # with a capital: no role has such an id
_NOT_NEEDED = ("", "0", "-", "–", "—")
_MOST_SKILLS = 40  # as schemas/role.schema.json has it


class Sheet(Struct, frozen=True):
    """What a sheet says: by role, by id, all that it needs. Nothing of it counts where there are complaints.

    `unnamed` are skills that its roles need and that it has no row for: what roles need of them stays.
    """

    wanted: Mapping[str, Levels]
    complaints: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


def write(portal: Portal) -> str:
    """The matrix of a portal: every skill and every role, also those that nobody needs and that need nothing."""
    named = {skill for role in portal.roles.values() for skill in role.requires}
    rows: Iterable[Mapping[str, spreadsheet.Cell]] = (
        {
            SKILL: skill,
            NAME: portal.skills[skill].name if skill in portal.skills else None,
            **{role.id: role.requires.get(skill) for role in portal.roles.values()},
        }
        for skill in sorted({*portal.skills, *named})
    )
    return spreadsheet.write((SKILL, NAME, *portal.roles), rows)


def read(text: str, portal: Portal) -> Sheet:
    """What a sheet wants of a portal's roles, or everything that is wrong with it, by row and column."""
    broken = ""
    for separator in (",", ";", "\t"):
        try:
            rows = spreadsheet.table(text, separator)
        except csv.Error as error:
            broken = str(error)  # with another separator, it may be sound
            continue
        if rows and rows[0][:1] and rows[0][0].strip().casefold() == SKILL.casefold():
            return _Reading(portal, rows).sheet()
    first = text.split("\n", 1)[0].strip()[:60]
    if broken and first.lstrip('"').casefold().startswith(SKILL.casefold()):
        return Sheet({}, (f"this is no CSV ({broken}); save it from your spreadsheet as CSV UTF-8",))
    expected = f"expected the heading `{SKILL}`, found {first!r}; `lorepath matrix export` shows how"
    return Sheet({}, (f"row 1, column A: {expected}",))


class _Reading:
    """One look through the rows of a sheet."""

    def __init__(self, portal: Portal, rows: Sequence[Sequence[str]]) -> None:
        self.portal, self.rows = portal, rows
        self.complaints: list[str] = []
        self.roles = _by_word((role.id, role.title) for role in portal.roles.values())
        self.skills = _by_word((skill.id, skill.name) for skill in portal.skills.values())
        self.levels = {name.casefold(): number for number, name in enumerate(portal.levels, 1)}

    def sheet(self) -> Sheet:
        columns = dict(self._columns())
        wanted = {role: dict(self.portal.roles[role].requires) for role in columns.values()}
        seen: dict[str, int] = {}
        for number, row in enumerate(self.rows[1:], 2):
            cells = [cell.strip() for cell in row]
            if any(cells) and (skill := self._skill(number, cells, seen)):
                for column, role in columns.items():
                    level = self._level(number, column, role, self.portal.skills[skill], cells[column])
                    if level:
                        wanted[role][skill] = level
                    elif level == 0:
                        wanted[role].pop(skill, None)
        for column, role in columns.items():
            self._look_at_all(column, role, wanted[role])
        unnamed = sorted({skill for needs in wanted.values() for skill in needs} - seen.keys())
        return Sheet({} if self.complaints else wanted, tuple(self.complaints), tuple(unnamed))

    def _columns(self) -> Iterator[tuple[int, str]]:
        """Column, counted from 0, to the role that it stands for."""
        seen: dict[str, int] = {}
        for column, heading in enumerate(cell.strip() for cell in self.rows[0]):
            if column == 0 or (column == 1 and heading == NAME) or not heading:
                if not heading and any(row[column].strip() for row in self.rows[1:] if column < len(row)):
                    self._complain(1, column, "expected the id of a role as heading, found nothing")
                continue
            role = self.roles.get(heading.casefold())
            if not role:
                remedy = instead_of(heading, self.portal.roles, "write the id of a role from content/roles/")
                self._complain(1, column, f"there is no role {heading[:60]!r}; {remedy}")
            elif role in seen:
                self._complain(1, column, f"the role `{role}` stands in column {letters(seen[role])} too; keep one")
            else:
                seen[role] = column
                yield column, role

    def _skill(self, number: int, cells: Sequence[str], seen: dict[str, int]) -> str | None:
        """The skill of a row, where the row is in order."""
        width = len(self.rows[0])
        if len(cells) < width or any(cells[width:]):
            found, heads = count(len(cells), "cell"), count(width, "heading")
            self.complaints.append(
                f"row {number}: {found} below {heads}; give each heading one cell, also an empty one"
            )
            return None
        skill = self.skills.get(cells[0].casefold())
        if not skill:
            remedy = instead_of(cells[0], self.portal.skills, "write the id of a skill from content/skills/")
            self._complain(number, 0, f"there is no skill {cells[0][:60]!r}; {remedy}")
        elif skill in seen:
            self._complain(number, 0, f"the skill `{skill}` stands in row {seen[skill]} too; keep one")
            return None
        else:
            seen[skill] = number
        return skill

    def _level(self, number: int, column: int, role: str, skill: Skill, cell: str) -> int | None:
        """The level in a cell, 0 for none; None where it is no level."""
        if cell in _NOT_NEEDED:
            return 0
        known = sorted(skill.levels) or range(1, len(self.portal.levels) + 1)
        is_number = cell.isascii() and cell.isdecimal() and len(cell) < 4
        level = int(cell) if is_number else self.levels.get(cell.casefold(), 0)
        if level in known:
            return level
        names = listed([f"{each} ({self.portal.level_name(each)})" for each in known], "or", most=9)
        self._complain(
            number, column, f"(`{role}`) {cell[:40]!r} is no level of `{skill.id}`; write {names}, or nothing"
        )
        return None

    def _look_at_all(self, column: int, role: str, needs: Levels) -> None:
        if not needs:
            self._complain(1, column, f"the role `{role}` would need no skill at all; leave it at least one")
        elif len(needs) > _MOST_SKILLS:
            self._complain(1, column, f"the role `{role}` would need {len(needs)} skills; {_MOST_SKILLS} is the most")

    def _complain(self, row: int, column: int, what: str) -> None:
        self.complaints.append(f"row {row}, column {letters(column)}: {what}")


def letters(column: int) -> str:
    """A column, counted from 0, as spreadsheets name it: A, B, … Z, AA, …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _by_word(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What people may write → the id that they mean; a title that two share means nothing."""
    pairs = [*named]
    titles = [title.strip().casefold() for _, title in pairs]
    found = {title.strip().casefold(): each for each, title in pairs if titles.count(title.strip().casefold()) == 1}
    return {**found, **{each: each for each, _ in pairs}}
