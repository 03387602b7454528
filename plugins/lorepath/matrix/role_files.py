"""What roles need, written into their files: comments, order and style stay where they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from lorepath.finding import Edit
from lorepath.fixes import edited
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.model import Levels, Portal, Role, Source


class Change(Struct, frozen=True):
    """A level that a role is to need from now on; 0 stands for none."""

    role: Role
    skill: str
    before: int
    after: int


def changes(portal: Portal, wanted: Mapping[str, Levels]) -> Iterator[Change]:
    """What differs between what roles need and what they are to need."""
    for identifier, needs in wanted.items():
        role = portal.roles[identifier]
        for skill in dict.fromkeys((*role.requires, *needs)):
            before, after = role.requires.get(skill, 0), needs.get(skill, 0)
            if before != after:
                yield Change(role, skill, before, after)


def edited_roles(
    portal: Portal, wanted: Mapping[str, Levels], typed: Mapping[str, str], kept: Kept | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of the role files that change, by path, and the paths that nobody but a person can change.

    `typed` holds the files' texts as they are. The portal is read anew with the new texts: a file counts as changed
    only where it then says what is wanted, and nothing else. `kept` is what was read of lessons before.
    """
    after: dict[str, str] = {}
    refused: list[str] = []
    for role in {change.role.id: change.role for change in changes(portal, wanted)}.values():
        path = role.source.path
        edits = _edits(portal.texts.get(path, ""), role.source, role.requires, wanted[role.id])
        text = edited(typed[path], edits) if edits and path in typed else None
        if text is None:
            refused.append(path)
        else:
            after[path] = text
    read, _ = load(portal.root, {path: text.encode() for path, text in after.items()}, kept)
    for role in portal.roles.values():
        path, now = role.source.path, read.roles.get(role.id)
        if path in after and (not now or replace(now, source=role.source) != replace(role, requires=wanted[role.id])):
            refused.append(path)
            del after[path]
    return after, tuple(sorted(refused))


def _edits(text: str, source: Source, before: Levels, after: Levels) -> list[Edit] | None:
    """The edits of one file, or None where its `requires` is written in a way that is not understood."""
    lines = text.split("\n")
    start = source.values.get(("requires",))
    places = [(skill, source.keys.get(("requires", skill)), source.values.get(("requires", skill))) for skill in before]
    entries = [_Entry(skill, key, value, before[skill]) for skill, key, value in places if key and value]
    if not start or not entries or len(entries) < len(before) or not all(each.is_plain(lines) for each in entries):
        return None
    added = [f"{skill}: {level}" for skill, level in after.items() if skill not in before]
    if lines[start[0] - 1][start[1] - 1 : start[1]] == "{":
        return [_in_braces(text, lines, entries, after, added)]
    return [*_in_lines(lines, entries, after, added)]


class _Entry(Struct, frozen=True):
    """A skill and its level, and where both stand: line and column, from 1."""

    skill: str
    key: tuple[int, int]
    value: tuple[int, int]
    level: int

    @property
    def end(self) -> tuple[int, int]:
        return self.value[0], self.value[1] + len(str(self.level))

    def is_plain(self, lines: list[str]) -> bool:
        """Whether key and level stand on one line, the level in digits."""
        (line, first), (_, last) = self.value, self.end
        return self.key[0] == line and lines[line - 1][first - 1 : last - 1] == str(self.level)


def _in_lines(lines: list[str], entries: list[_Entry], after: Levels, added: list[str]) -> Iterator[Edit]:
    """One skill a line: a level is replaced, a line taken out, new ones follow the last."""
    indent = " " * (entries[0].key[1] - 1)
    below = "".join(f"{indent}{each}\n" for each in added)
    last = max(entries, key=lambda entry: entry.key)
    for entry in entries:
        line = entry.key[0]
        if entry.skill not in after:
            yield Edit((line, 1), (line + 1, 1), below if entry is last else "")
        elif after[entry.skill] != entry.level:
            yield Edit(entry.value, entry.end, str(after[entry.skill]))
    if added and last.skill in after:
        end = (last.key[0], len(lines[last.key[0] - 1]) + 1)
        yield Edit(end, end, f"\n{below}".removesuffix("\n"))


def _in_braces(text: str, lines: list[str], entries: list[_Entry], after: Levels, added: list[str]) -> Edit:
    """`{git: 2, review: 1}`: entries are written anew between the first and the last, with what stood between them."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def at(place: tuple[int, int]) -> int:
        return starts[place[0] - 1] + place[1] - 1

    entries = sorted(entries, key=lambda entry: entry.key)
    parts: list[str] = []
    for number, entry in enumerate(entries):
        if entry.skill in after:
            following = entries[number + 1] if number + 1 < len(entries) else None
            between = text[at(entry.end) : at(following.key)] if following else ", "
            parts += [text[at(entry.key) : at(entry.value)], str(after[entry.skill]), between]
    for each in added:
        parts += [each, ", "]
    return Edit(entries[0].key, entries[-1].end, "".join(parts[:-1]))
