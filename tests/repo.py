"""Git repositories for tests: small, real, and the same in every run.

repo = Repo(tmp_path)
repo.write("content/lessons/a/hello.md", "# Hello")
repo.commit("Say hello", author="Maria <maria@example.org>", date="2026-01-05")
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MARIA = "Maria Okafor <maria@example.org>"


class Repo:
    """A repository in a folder of its own, untouched by the configuration of whoever runs the tests."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def write(self, path: str, text: str | bytes = "text\n") -> Path:
        """Write a file and the folders above it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def move(self, old: str, new: str) -> None:
        """Move a file, over another one where there is one."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).replace(self.root / new)

    def commit(
        self,
        message: str,
        author: str = MARIA,
        date: str = "2026-01-05",
        committer: str = "",
        committed: str = "",
    ) -> str:
        """Commit all that changed, at noon UTC; returns the commit's id.

        The committer and the day of the commit are the author's, unless given.
        """
        self.git("add", "--all")
        self.git(
            *("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--message", message),
            environment=_people(author, date, committer, committed),
        )
        return self.head

    def branch(self, name: str, start: str = "HEAD") -> None:
        """Begin a branch and go to it."""
        self.git("switch", "--quiet", "--create", name, start)

    def switch(self, name: str) -> None:
        """Go to a branch."""
        self.git("switch", "--quiet", name)

    def merge(self, branch: str, message: str, author: str = MARIA, date: str = "2026-01-05") -> str:
        """Merge a branch into the current one with a merge commit; returns its id."""
        people = _people(author, date, "", "")
        self.git("merge", "--quiet", "--no-ff", "--message", message, branch, environment=people)
        return self.head

    @property
    def head(self) -> str:
        """The id of the current commit."""
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str, environment: dict[str, str] | None = None, stdin: bytes = b"") -> str:
        """Run any Git command here; returns what it prints."""
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command,
            cwd=self.root,
            env={**_CLEAN, **_people(MARIA, "2026-01-05", "", ""), **(environment or {})},
            input=stdin,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")


_CLEAN = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C",
}


def _people(author: str, date: str, committer: str, committed: str) -> dict[str, str]:
    names = {"AUTHOR": (author, date), "COMMITTER": (committer or author, committed or date)}
    variables = {}
    for who, (person, day) in names.items():
        name, _, email = person.partition("<")
        variables[f"GIT_{who}_NAME"] = name.strip()
        variables[f"GIT_{who}_EMAIL"] = email.rstrip(">")
        variables[f"GIT_{who}_DATE"] = day if "T" in day or "@" in day else f"{day}T12:00:00+0000"
    return variables
