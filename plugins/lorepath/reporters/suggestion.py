"""A fix as whole lines: what a reviewer, or a bot for one, can suggest on a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from lorepath.finding import Edit, Finding
from lorepath.fixes import apply
from lorepath.reporters.safe import fence
from lorepath.reporters.source import Texts, lines_of

MOST_LINES = 30


class Suggestion(Struct, frozen=True):
    """`lines` to stand in place of the lines from `first` to `last`, both counted from 1; no lines delete them."""

    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one text, without an end of the last one."""
        return "\n".join(self.lines)

    def block(self) -> str:
        """GitHub's notation: a fence named `suggestion`, that nothing in the lines can close."""
        marks = fence(self.text)
        return "\n".join([f"{marks}suggestion", *self.lines, marks])


def suggestion(finding: Finding, texts: Texts) -> Suggestion | None:
    """The fix of a finding as whole lines; None without a fix, or where it does not fit the text or is too long."""
    path = finding.place.path
    if not finding.fix or not finding.fix.edits or path not in texts:
        return None
    everything = lines_of(texts[path])
    # What is added behind the last line is a change of that line.
    first = min(*(edit.start[0] for edit in finding.fix.edits), len(everything))
    last = min(max(edit.end[0] for edit in finding.fix.edits), len(everything))
    # Only these lines are looked at: a file may be large, and have many findings.
    old = list(everything[first - 1 : last])
    end = "\n" if last < len(everything) or texts[path].endswith("\n") else ""
    fixed, applied = apply({path: "\n".join(old) + end}, [_moved_up(finding, first - 1)], unsafe=True)
    if not applied:
        return None
    lines = list(lines_of(fixed[path])) if fixed[path] else []
    first, last, lines = _without_what_stays(everything, first, last, lines)
    if max(len(lines), last - first + 1) > MOST_LINES:
        return None
    return Suggestion(first, last, tuple(lines))


def _moved_up(finding: Finding, by: int) -> Finding:
    """The finding in a text without its first lines."""
    fix = finding.fix
    if not fix:
        return finding
    edits = tuple(Edit((e.start[0] - by, e.start[1]), (e.end[0] - by, e.end[1]), e.text) for e in fix.edits)
    return replace(finding, fix=replace(fix, edits=edits))


def _without_what_stays(old: Sequence[str], first: int, last: int, lines: list[str]) -> tuple[int, int, list[str]]:
    """The same change without lines at its ends that stay as they are. A suggestion needs at least one line."""
    while first < last and lines and lines[-1] == old[last - 1]:
        last, lines = last - 1, lines[:-1]
    while first < last and lines and lines[0] == old[first - 1]:
        first, lines = first + 1, lines[1:]
    return first, last, lines
