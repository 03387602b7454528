"""A fix as whole lines: what a reviewer, or a bot for one, can suggest on a pull request."""

from __future__ import annotations

from dataclasses import dataclass

from lorepath.finding import Finding
from lorepath.fixes import apply
from lorepath.reporters.safe import fence
from lorepath.reporters.source import Texts, lines_of

MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Suggestion:
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
    fixed, applied = apply({path: texts[path]}, [finding], unsafe=True)
    if not applied:
        return None
    old, new = lines_of(texts[path]), lines_of(fixed[path])
    # What is added behind the last line is a change of that line.
    first = min(*(edit.start[0] for edit in finding.fix.edits), len(old))
    last = min(max(edit.end[0] for edit in finding.fix.edits), len(old))
    lines = new[first - 1 : len(new) - (len(old) - last)]
    first, last, lines = _without_what_stays(old, first, last, lines)
    if max(len(lines), last - first + 1) > MOST_LINES:
        return None
    return Suggestion(first, last, tuple(lines))


def _without_what_stays(old: list[str], first: int, last: int, lines: list[str]) -> tuple[int, int, list[str]]:
    """The same change without lines at its ends that stay as they are. A suggestion needs at least one line."""
    while first < last and lines and lines[-1] == old[last - 1]:
        last, lines = last - 1, lines[:-1]
    while first < last and lines and lines[0] == old[first - 1]:
        first, lines = first + 1, lines[1:]
    return first, last, lines
