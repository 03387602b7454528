"""What Git says of a repository's commits: as much as was kept, and the commits that came since.

A snapshot is kept under the id of the commit that was HEAD, so it can only be met by histories in which that commit
is: another branch, a rebase or a forced push finds the newest snapshot of an ancestor, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

from lorepath.history import corrections, log
from lorepath.history.chronicle import Chronicle
from lorepath.history.records import Change, Commit
from lorepath.history.snapshot import pack, unpack
from lorepath.history.stamps import Suspect, stamps
from lorepath.history.watches import Watches
from lorepath.store import Key, Store, key_of

KIND = "history"
_BACK = 1000
"""How many commits a snapshot may be old."""
_WORTH = 50
"""How many new commits are worth a new snapshot: to read fewer again costs less than to write one."""
_SUSPECTS = 600
"""How many edits that may be stamps are looked at in one go: each go starts two processes, beside which the log takes
longer, and what is left when it ends is waited for."""


def chronicle_of(repository: log.Repository, folder: str, described: frozenset[str], store: Store) -> Chronicle:
    """The chronicle of HEAD. Raises PortalError where Git cannot read the history to its end.

    Files below `folder` and those `described` are watched; both lead from the top of the repository.
    """
    mailmap = corrections.mailmap(repository)

    def key(head: str) -> Key:
        return key_of("history", head, folder, "\0".join(sorted(described)), mailmap)

    heads = list(_heads(repository)) if store.keeps(KIND) else []
    base, chronicle = "", Chronicle(Watches(folder, described))
    for head in heads:
        kept = store.read(KIND, key(head))
        if kept is not None:
            try:
                base, chronicle = head, unpack(kept, Watches(folder, described))
            except ValueError:
                continue
            break
    if base and base == heads[0]:
        return chronicle
    before = len(chronicle.ancestry)
    _add(chronicle, repository, since=base)
    chronicle.name(corrections.current_contacts(repository, chronicle.new_contacts))
    now = len(chronicle.ancestry)
    if store.folder and now and (not base or now - before >= _WORTH):
        # HEAD may have moved on since it was asked for; the last commit is the one that was HEAD for this reading.
        store.write(KIND, key(chronicle.head), pack(chronicle))
    return chronicle


def _add(chronicle: Chronicle, repository: log.Repository, since: str) -> None:
    """Take in the commits since then. What may be a stamp is looked at while Git goes on with the log."""
    suspects = chronicle.lineage.suspects
    looks: list[Future[list[tuple[Suspect, int]]]] = []
    with ThreadPoolExecutor(max_workers=1) as looker:

        def look() -> None:
            looks.append(looker.submit(_stamped, repository, suspects.copy()))
            suspects.clear()

        def watched(commits: Iterable[tuple[Commit, list[Change]]]) -> Iterator[tuple[Commit, list[Change]]]:
            for commit in commits:
                yield commit
                if len(suspects) >= _SUSPECTS:
                    look()

        chronicle.add(watched(log.commits(repository, since=since)))
        if suspects:
            look()
    for suspect, kind in chain.from_iterable(each.result() for each in looks):
        chronicle.lineage.edits.mark(suspect.file, suspect.position, kind)


def _stamped(repository: log.Repository, suspects: Sequence[Suspect]) -> list[tuple[Suspect, int]]:
    """Those that only change a day of review, and how."""
    found = stamps(repository, ((each.old, each.new) for each in suspects))
    return [(each, found[each.old, each.new]) for each in suspects if (each.old, each.new) in found]


def _heads(repository: log.Repository) -> Iterator[str]:
    """The last commits, HEAD first; none where there are none yet."""
    question = ("rev-list", f"--max-count={_BACK}", "--end-of-options", "HEAD", "--")
    yield from repository.ask(*question)[1].split()
