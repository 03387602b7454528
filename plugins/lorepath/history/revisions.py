"""Two revisions beside each other: which files differ, and what they held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from lorepath.content_disk import MAX_ASSET_BYTES, MAX_TEXT_BYTES
from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import standards
from lorepath.history.blobs import contents
from lorepath.history.identity import displayed
from lorepath.history.log import DIFF, Repository, locate


class Difference(Struct, frozen=True):
    """The paths that differ, relative to the portal's root, and the bytes that each had before; None: no file.

    Of a file that held more than a text may, these are one byte more than that.
    """

    paths: frozenset[str]
    before: Mapping[str, bytes | None]


def difference(root: Path, base: str) -> Difference:
    """What differs between a base and what is in the folder now, and what files below `content/` held before.

    The base is where HEAD's history parted from the commit `base`; untracked files count as changed. Raises
    PortalError when there is no repository or no such base.
    """
    repository = _repository(root, base)
    fork = _fork(repository, base)
    paths = _changed(repository, fork)
    contents = sorted(path for path in paths if path.startswith(f"{CONTENT}/"))
    held = _held(repository, fork, contents, MAX_TEXT_BYTES + 1)
    return Difference(paths, {path: held.get(path) for path in contents})


def _changed(repository: Repository, fork: str) -> frozenset[str]:
    """The paths, relative to the portal's root, that differ between a commit and what is in the folder now."""
    committed = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", *DIFF, "--end-of-options", fork, "HEAD")
    # Unlike `git diff`, `git status` leaves the index alone when it is told to.
    present = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=dirty")
    failed, differing, _ = repository.ask(*committed, "--")
    failed_too, entries, _ = repository.ask(*present, "--", ".", more=_without_filters(repository))
    if failed or failed_too:
        raise PortalError(standards.found(standards.UNREADABLE, repository.place))
    paths = differing.split("\0") + [entry[3:] for entry in entries.split("\0")]  # after two letters and a space
    prefix = repository.prefix
    return frozenset(path.removeprefix(prefix) for path in paths if path and path.startswith(prefix))


def read_at(root: Path, revision: str, paths: Sequence[str]) -> dict[str, bytes]:
    """The bytes that files had at a revision, by their path from the portal's root; absent ones are left out.

    A baseline may hold more than a text, but of nothing are more bytes read than an asset may hold.
    Raises PortalError when there is no repository or no such revision.
    """
    repository = _repository(root, revision)
    commit = _commit(repository, revision)
    if not commit:
        raise PortalError(standards.found(standards.UNKNOWN_BASE, repository.place, displayed(revision)))
    return _held(repository, commit, paths, MAX_ASSET_BYTES)


def _held(repository: Repository, commit: str, paths: Sequence[str], most: int) -> dict[str, bytes]:
    asked = [path for path in paths if "\n" not in path]
    names = [f"{commit}:{repository.prefix}{path}" for path in asked]
    return {asked[position]: content for position, content in contents(repository, names, most)}


def _commit(repository: Repository, name: str) -> str:
    """The commit that a name stands for, or nothing."""
    if not _is_name(name):
        return ""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return repository.ask(*question)[1].strip()


def _is_name(name: str) -> bool:
    """Whether this may be the name of a commit; it is nothing that Git could take for an option."""
    return bool(name) and name.isprintable() and not name.startswith("-")


def _repository(root: Path, base: str) -> Repository:
    """The repository around the portal; without one, the base is what is unknown."""
    place = Place(".")
    try:
        return locate(root, place)
    except PortalError as problem:
        if problem.finding.code != standards.NO_REPOSITORY.code:
            raise
        raise PortalError(
            standards.UNKNOWN_BASE.at(
                place,
                f"nothing can be compared with `{displayed(base)}`: this folder is in no Git repository",
                "run it in a clone of the portal's repository, or without a branch or commit to compare with",
            )
        ) from None


def _fork(repository: Repository, base: str) -> str:
    """The commit where HEAD's history parted from `base`."""
    question = ("merge-base", "--end-of-options", f"{base}^{{commit}}", "HEAD")
    fork = repository.ask(*question)[1].strip() if _is_name(base) else ""
    if not fork:
        raise PortalError(standards.found(standards.UNKNOWN_BASE, repository.place, displayed(base)))
    return fork


def _without_filters(repository: Repository) -> dict[str, str]:
    """An environment that turns off the repository's content filters: comparing files would run them."""
    keys = repository.ask("config", "-z", "--name-only", "--get-regexp", r"^filter\.")[1].split("\0")
    names = sorted({key.removeprefix("filter.").rpartition(".")[0] for key in keys if key.count(".") > 1})
    off = {"clean": "", "smudge": "", "process": "", "required": "false"}
    settings = [(f"filter.{name}.{key}", value) for name in names for key, value in off.items()]
    environment = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return environment
