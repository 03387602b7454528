"""What the last build said and left behind, so that where nothing has changed it need not be done again.

All that a build's site, words and exit status come from is taken in as it lies on disk, by content, before any of it
is understood. Where one of these things cannot be told, the build runs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lorepath.content_places import CONTENT, TEXTS
from lorepath.derived import keep, recalled
from lorepath.digest import Digest
from lorepath.git_state import git_state
from lorepath.mkdocs_plugin.build_time import EPOCH
from lorepath.mkdocs_plugin.output import SiteFolder
from lorepath.mkdocs_plugin.settings_file import CONFIG, STARTER, settings_file
from lorepath.mkdocs_plugin.site_stamps import Stamp, stamps
from lorepath.mkdocs_plugin.sources import Sources, chain_of, sources
from lorepath.raw_files import LeadsElsewhere, RawFiles
from lorepath.reporters.safe import plain
from lorepath.store import Key, Store, key_of

if TYPE_CHECKING:
    from lorepath.history import History

_KIND = "builds"
BESIDE = ("schemas", ".github", CONFIG)
"""What a portal holds beside `content/`: own schemas, the baseline and the report on links, MkDocs' settings."""
_PACKAGE = Path(__file__).parents[1]
_OURS = (STARTER, _PACKAGE.parents[1] / "schemas")
"""What of Lorepath the code's version does not cover: settings for portals without any, a checkout's schemas."""


class Wish(Struct, frozen=True):
    """What a build is asked for. How many processes work at it makes no difference."""

    root: Path
    site: Path | None
    today: date
    allow_findings: bool = False
    full_text: bool = False


class Outcome(Struct, frozen=True):
    """What a build says: its report, then line by line what it says beside that, and what it made of how many lessons.

    `site` is the folder of the site, None where a finding blocked.
    """

    report: str
    said: tuple[str, ...]
    lessons: int
    site: Path | None = None


class Left(Struct, frozen=True):
    """What a build left behind: the folder `asked` for, its files' stamps, and what else the settings name."""

    asked: Path
    files: Mapping[str, Stamp]
    sources: Sources


class _Inputs(Struct, frozen=True):
    """All that lay there at one moment, as digests, and the commit that is HEAD."""

    held: str
    stamps: str
    head: str


class _Note(Struct, frozen=True):
    """What is kept of a build: what the portal held (`inputs`), the sources that it names, and its outcome.

    `held` stands for what the sources held, `stamp` for the files of the site in the folder `asked` for.
    """

    inputs: str
    held: str
    sources: tuple[str, ...]
    variables: tuple[str, ...]
    report: str
    said: tuple[str, ...]
    lessons: int
    asked: str | None
    stamp: str


class LastBuild:
    """The last build of which the same was wished. Make it before anything of the portal is read."""

    def __init__(self, store: Store, wish: Wish) -> None:
        self._store, self._wish = store, wish
        self.texts: Mapping[str, bytes] = {}
        """What the texts in `content/` held a moment ago, by their paths."""
        self._before = self._inputs() if store.folder else None

    def outcome(self) -> Outcome | None:
        """What a build would say now whose site stands already; None where it has to run."""
        if not self._before:
            return None
        note = recalled(self._store, _KIND, self._key, _Note)
        # Nothing that a note names is looked at where the note is about something else.
        if note is None or note.inputs != self._before.held or not self._may_name(note):
            return None
        try:
            return self._outcome(note)
        except (ValueError, OSError):
            return None

    def _outcome(self, note: _Note) -> Outcome | None:
        read = sources(note.sources, note.variables)
        if read is None or read.held != note.held:
            return None
        # A terminal must not obey it.
        report = "".join(f"{plain(line)}\n" for line in note.report.splitlines())
        outcome = Outcome(report, tuple(map(plain, note.said)), note.lessons)
        if note.asked is None:
            return outcome
        folder = SiteFolder(self._wish.site or Path(note.asked))
        with folder.at_rest() as quiet:
            stands = quiet and _stamp(stamps(folder.site)) == note.stamp
        return replace(outcome, site=folder.site) if stands else None

    def _may_name(self, note: _Note) -> bool:
        """Whether a build of this portal may have left this note, which may come from somebody else.

        What it names is read, and a lock stands beside the site for a moment. So these must lie in the portal's folder,
        or the wish, or the settings as they stand now, must name them.
        """
        root = self._wish.root.resolve()
        if note.asked is not None and not self._wish.site and not _is_below(root, note.asked):
            return False
        elsewhere = {path for path in note.sources if not _is_below(root, path)}
        if not elsewhere:
            return True
        chain = chain_of(settings_file(root / CONFIG))
        return chain is not None and elsewhere <= set(chain.paths)

    def noted(self, outcome: Outcome, history: History, left: Left | None = None) -> Outcome:
        """The outcome, after noting it, and what the build `left`.

        There is no note where that cannot be told, where the history cannot be read, which may be mended in ways that
        nobody sees here, and where somebody wrote while the build ran.
        """
        before, read = self._before, left.sources if left else None if outcome.site else sources(())
        if not before or not read or not history.available or read != sources(read.paths, read.variables):
            return outcome
        now = self._inputs(read=False)
        if now and (now.stamps, now.head) == (before.stamps, before.head) and self._is_head(before.head):
            note = _Note(
                before.held,
                read.held,
                read.paths,
                read.variables,
                outcome.report,
                outcome.said,
                outcome.lessons,
                str(left.asked) if left else None,
                _stamp(left.files) if left else "",
            )
            keep(self._store, _KIND, self._key, note)
        return outcome

    @cached_property
    def _key(self) -> Key:
        wish = self._wish
        site = os.fsencode(wish.site.absolute()) if wish.site else b""
        return key_of("build", os.fsencode(wish.root.absolute()), site, repr((wish.allow_findings, wish.full_text)))

    def _inputs(self, read: bool = True) -> _Inputs | None:
        """Everything that a build is made from, but for what settings name elsewhere; None where it cannot be told.

        What is not read has only its stamps.
        """
        root, state = self._wish.root, git_state(self._wish.root)
        if state is None:
            return None
        files = RawFiles(read=read, keep=TEXTS)
        try:
            files.add(root / CONTENT, CONTENT, follow=False)
            for name in BESIDE:
                files.add(root / name, name)
            for path in _OURS:
                files.add(path, str(path))
        except (LeadsElsewhere, RecursionError):  # folders nest without end, or nearly
            return None
        self.texts = files.kept if read else self.texts
        day = f"{self._wish.today} {os.environ.get(EPOCH, '')}"
        held = Digest(day, str(_PACKAGE), state.parts, files.held)
        return _Inputs(held.hex(), Digest(state.parts, files.stamps).hex(), state.head)

    def _is_head(self, commit: str) -> bool:
        """Whether Git, too, takes this commit for HEAD."""
        from lorepath.history.head import head_of

        head = head_of(self._wish.root, self._store)
        return head is not None and head.id == commit


def _is_below(folder: Path, path: str) -> bool:
    """Whether a path leads into a folder, as it is written."""
    return os.path.isabs(path) and Path(os.path.normpath(path)).is_relative_to(folder)  # noqa: PTH117 - as texts


def _stamp(files: Mapping[str, Stamp]) -> str:
    return Digest(repr(sorted(files.items()))).hex()
