"""The only place that starts Git: one streamed pass over the history, and small questions beside it.

Nothing that a repository configures may run: no hook, file-system monitor, external diff, text conversion,
content filter, pager, prompt or network. What Git prints to standard error may hold addresses, so it is only
ever matched, never shown.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec import Struct

from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import records, standards

if TYPE_CHECKING:
    from io import BufferedReader
    from subprocess import Popen

_OPTIONS = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=true"),
    *("-c", "mailmap.file="),
    *("-c", "mailmap.blob="),
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # for a Git too old to know GIT_NO_LAZY_FETCH
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_FLUSH": "0",  # else it writes every commit to the pipe by itself
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# Where the user says how far Git may look and what is safe. Other variables would lead it elsewhere.
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_EXEC_PATH")
DIFF = ("--no-textconv", "--no-ext-diff", "--no-relative", "--no-color", "-O/dev/null")
# `--raw` is `--name-status` plus the ids of the contents, at the same price: they tell moves and reverts.
_LOG = (
    *("log", "-z", "--raw", "--no-abbrev", "-M", "-l1000", "--topo-order", "--reverse", "--no-diff-merges"),
    *("--no-decorate", "--no-notes", "--no-mailmap", "--encoding=UTF-8", *DIFF),
    *(f"--format={records.FORMAT}", "--end-of-options", "HEAD"),
)


class Repository(Struct, frozen=True):
    """A repository that Git can read. `prefix` leads from its top to the portal's root: empty or `sub/dir/`.

    `options` make Git read it (folders that the user declared safe); findings about it are at `place`.
    """

    root: Path
    top: Path
    prefix: str
    shallow: bool
    options: tuple[str, ...]
    place: Place

    def ask(
        self, *question: str, more: Mapping[str, str] | None = None, stdin: BinaryIO | None = None
    ) -> tuple[int, str, str]:
        """Run one small Git command; returns its status, standard output and standard error."""
        environment = {**_ENVIRONMENT, **(more or {})}
        return _ask(self.root, self.place, (*self.options, *question), environment, stdin)

    @contextmanager
    def stream(self, *question: str, stdin: BinaryIO | None = None) -> Iterator[BufferedReader]:
        """Run one Git command whose standard output is read piece by piece."""
        with _git(self.root, self.place, (*self.options, *question), stdin=stdin) as git:
            yield git.stdout


def locate(root: Path, place: Place) -> Repository:
    """The repository around a portal's root. Raises PortalError with a finding at `place` if there is none."""
    question = ("rev-parse", "--is-shallow-repository", "--show-cdup", "--show-prefix")
    options: tuple[str, ...] = ()
    status, out, problem = _ask(root, place, question)
    if status and "dubious ownership" in problem:
        options = _safe_folders(root, place)
        status, out, problem = _ask(root, place, (*options, *question))
    if status and "dubious ownership" in problem:
        raise PortalError(standards.found(standards.OTHER_OWNER, place))
    answers = out.split("\n")
    if status or len(answers) < 3:
        raise PortalError(standards.found(standards.NO_REPOSITORY, place))
    shallow, up, prefix = answers[:3]
    top = Path(os.path.normpath(root.resolve() / up))
    return Repository(root, top, prefix, shallow == "true", options, place)


def commits(repository: Repository, since: str = "") -> Iterator[tuple[records.Commit, list[records.Change]]]:
    """Every commit that HEAD has, parents before children, with the changes of all but merges; streamed.

    Those that the commit `since` has too are left out. Raises PortalError when Git cannot read the history to its end.
    """
    question = (*repository.options, *_LOG, *([f"^{since}"] if since else []), "--")
    with _git(repository.root, repository.place, question) as git:
        yield from records.read(git.stdout)
        status, _ = git.finish()
    if not status or repository.ask("rev-parse", "--verify", "--quiet", "HEAD")[0]:
        return  # all is read, or nothing has been committed yet
    cause = standards.INCOMPLETE if is_partial(repository) else standards.UNREADABLE
    raise PortalError(standards.found(cause, repository.place))


def is_partial(repository: Repository) -> bool:
    """Whether this is a partial clone, which may lack contents and never gets them here."""
    promises = r"^(extensions\.partialclone|remote\..*\.promisor)$"
    return bool(repository.ask("config", "--get-regexp", promises)[1])


def _safe_folders(root: Path, place: Place) -> tuple[str, ...]:
    """Options that repeat which folders the user's own configuration declares safe, and nothing else of it."""
    own = {name: value for name, value in _ENVIRONMENT.items() if not name.startswith("GIT_CONFIG")}
    options: list[str] = []
    for scope in ("--system", "--global"):
        question = ("config", scope, "-z", "--get-all", "safe.directory")
        folders = _ask(root, place, question, environment=own)[1].split("\0")[:-1]
        for folder in folders:
            options += ("-c", f"safe.directory={folder}")
    return tuple(options)


class _Running:
    """A Git process: read `stdout` to its end, then `finish`."""

    def __init__(self, process: Popen[bytes]) -> None:
        self._process = process
        self._problem = b""
        self.stdout = cast("BufferedReader", process.stdout)
        self._stderr = cast("BufferedReader", process.stderr)
        # Read beside the output: a process whose standard error is full stands still.
        self._reader = threading.Thread(target=self._read_problem, daemon=True)
        self._reader.start()

    def finish(self) -> tuple[int, str]:
        """Wait for the end; returns the status and the beginning of standard error."""
        status = self._process.wait()
        self._reader.join()
        return status, self._problem.decode(errors="replace")

    def close(self) -> None:
        """End the process, if it still runs."""
        self._process.kill()
        self.finish()
        self.stdout.close()
        self._stderr.close()

    def _read_problem(self) -> None:
        self._problem = self._stderr.read(4096)
        while self._stderr.read(65536):
            pass


@contextmanager
def _git(
    root: Path,
    place: Place,
    arguments: Sequence[str],
    environment: Mapping[str, str] = _ENVIRONMENT,
    stdin: BinaryIO | None = None,
) -> Iterator[_Running]:
    """Git, running for `root` with the options and the environment that make it safe."""
    try:
        import git
    except ImportError:  # GitPython looks for Git when it is imported
        raise PortalError(standards.found(standards.GIT_MISSING, place)) from None
    command = ["git", *_OPTIONS, "-C", str(root), *arguments]
    # A hook, `git rebase --exec` and the like tell Git where it is; the portal may be elsewhere.
    surroundings = {name: os.environ.pop(name) for name in list(os.environ) if name[:4] == "GIT_"}
    kept = {name: value for name, value in surroundings.items() if name in _KEPT}
    try:
        started = git.Git().execute(command, stdin, as_process=True, env={**kept, **environment})
    except (git.GitError, OSError):
        raise PortalError(standards.found(standards.GIT_MISSING, place)) from None
    finally:
        os.environ.update(surroundings)
    # GitPython's own `wait` would put standard error, and the addresses in it, into its exception.
    running = _Running(cast("Popen[bytes]", started.proc))
    try:
        yield running
    finally:
        running.close()


def _ask(
    root: Path,
    place: Place,
    question: Sequence[str],
    environment: Mapping[str, str] = _ENVIRONMENT,
    stdin: BinaryIO | None = None,
) -> tuple[int, str, str]:
    with _git(root, place, question, environment, stdin) as git:
        out = git.stdout.read().decode(errors="replace")
        status, problem = git.finish()
    return status, out, problem
