"""One portal in an editor: the texts that are open, and what the last look at it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from lorepath import history
from lorepath.assemble import complete
from lorepath.check import check
from lorepath.errors import PortalError
from lorepath.finding import Finding
from lorepath.history import History
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.lsp.roots import may_stand_in
from lorepath.model import Portal
from lorepath.policy import read_policy
from lorepath.rules import RULES
from lorepath.text_check import TextCheck


class OpenFile(Struct, frozen=True):
    """A file in an editor: its URI as the editor writes it, its text, and the editor's number for this text."""

    uri: str
    text: str
    version: int | None


class Look(Struct, frozen=True):
    """What one look at a portal found, by path. `files` are those that were open then.

    `stopped` says why nothing else could be found: the portal cannot be read.
    """

    files: Mapping[str, OpenFile] = {}
    findings: Mapping[str, tuple[Finding, ...]] = {}
    stopped: Finding | None = None

    def of(self, path: str, file: OpenFile) -> tuple[Finding, ...] | None:
        """The findings in a file; None where the look was at another text of it."""
        return self.findings.get(path, ()) if self.files.get(path) == file else None


class OpenPortal:
    """What an editor and this server know of one portal."""

    def __init__(self, root: Path, today: Callable[[], date]) -> None:
        self.root = root
        self.files: dict[str, OpenFile] = {}
        self.last = Look()
        self.portal: Portal | None = None
        """The portal as it could last be read: names to offer are wanted most while a file is unfinished."""
        self._today = today
        self._history = _Memory()
        self._kept = Kept(check_for=lambda settings: TextCheck(RULES, read_policy(settings, RULES)[0]))

    def forget_history(self) -> None:
        """Ask Git again at the next look; while somebody types, it has nothing new to say."""
        self._history = _Memory()

    def look(self, files: Mapping[str, OpenFile]) -> Look:
        """Check the portal with these texts in place of their files."""
        instead = {path: _bytes(file.text) for path, file in files.items() if may_stand_in(self.root, path)}
        stopped = None
        try:
            findings = self._check(instead)
        except PortalError as error:
            stopped = error.finding
            findings = (stopped,)
        by_path: dict[str, list[Finding]] = {}
        for finding in findings:
            by_path.setdefault(finding.place.path, []).append(finding)
        self.last = Look(files, {path: tuple(each) for path, each in by_path.items()}, stopped)
        return self.last

    def _check(self, instead: Mapping[str, bytes]) -> tuple[Finding, ...]:
        today = self._today()
        memory = self._history
        portal, found = load(self.root, instead, self._kept)
        self.portal = portal
        return check(complete(portal, found, memory.of(portal, today), today)).findings


class _Memory:
    """What Git said, for as long as the question is the same."""

    def __init__(self) -> None:
        self._question: object = None
        self._answer: History | None = None

    def of(self, portal: Portal, today: date) -> History:
        """The history of a portal: Git is asked again where its lessons' facts, or its people, changed."""
        question = (
            today,
            [
                (
                    *(
                        each.path,
                        each.aliases,
                        each.reviewed,
                        each.shelf_life,
                        each.retired,
                        each.replaced_by,
                        each.owner,
                    ),
                    *(each.teaches, each.requires, each.watches, each.includes, each.contributors),
                )
                for each in portal.lessons.values()
            ],
            [(each.id, each.name, each.emails, each.hidden, each.left) for each in portal.people.values()],
            portal.any_trailer,
        )
        if self._answer is None or question != self._question:
            self._question, self._answer = question, history.read(portal, today)
        return self._answer


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
