"""The two files by which a repository corrects its own history: `.mailmap` and `.git-blame-ignore-revs`."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lorepath.errors import PortalError
from lorepath.history import standards
from lorepath.history.identity import Contact
from lorepath.history.log import Repository

# One contact that Git cannot parse would end the command for all.
_PLAIN = re.compile(r"[^<>\x00-\x1f]+ <[^<>\s\x00-\x1f]+>")
_REVISION = re.compile(rb"(?m)^[ \t]*([0-9a-fA-F]{64}|[0-9a-fA-F]{40})\b")
_MOST = 1 << 24


def mailmap(repository: Repository) -> bytes:
    """What `.mailmap` says, at the top of the repository; nothing where it is no ordinary file."""
    return _read(repository.top / ".mailmap")


def current_contacts(repository: Repository, contacts: Iterable[Contact]) -> dict[Contact, Contact]:
    """What `.mailmap` makes of each contact, asked in one go."""
    lines = {contact: f"{contact.name} <{contact.email}>" for contact in contacts}
    asked = {contact: line for contact, line in lines.items() if _PLAIN.fullmatch(line)}
    if not asked or not mailmap(repository):
        return {}
    with tempfile.TemporaryFile() as question:
        question.writelines(f"{line}\n".encode() for line in asked.values())
        question.seek(0)
        status, out, _ = repository.ask("check-mailmap", "--stdin", stdin=question)
    answers = out.split("\n")[:-1]
    if status or len(answers) != len(asked):
        raise PortalError(standards.found(standards.UNREADABLE, repository.place))
    current = {}
    for contact, answer in zip(asked, answers, strict=True):
        name, _, email = answer.rpartition("<")
        current[contact] = Contact(name.strip(), email.rstrip(">"))
    return current


def ignored_revisions(repository: Repository) -> frozenset[bytes]:
    """The ids of the commits that `.git-blame-ignore-revs` lists, at the top of the repository."""
    text = _read(repository.top / ".git-blame-ignore-revs")
    return frozenset(bytes.fromhex(found.decode()) for found in _REVISION.findall(text))


def _read(path: Path) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""
