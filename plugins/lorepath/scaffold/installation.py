"""The files of a portal that say which Lorepath everyone who works on it installs, its workflows too.

Three ways: a wheel that the portal holds itself, with the hash of everything that is installed beside it; an exact
version from the package index; a commit of a Git repository.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib import resources

from lorepath.scaffold.refused import Refused

REQUIREMENTS = "requirements.txt"
LOCK = "requirements.lock"
WHEELS = "wheels"

WHEEL, INDEX = "wheel", "index"
"""What may be written for the way; the third is an address such as `git+https://…/lorepath@<commit>`."""

_GIT = re.compile(r"git\+(?:https|ssh)://[\w.~:/@%+-]+@[0-9a-f]{40}\Z")
_WHO = "# What everyone who works on this portal installs, its workflows too: pip install -r requirements.txt\n"
_RENEW = "# A newer Lorepath: install it, then let it write these files anew with `lorepath init . --renew`.\n"


def installation(way: str, version: str, wheel: tuple[str, bytes] | None) -> Mapping[str, str | bytes]:
    """The files by path. `wheel` is Lorepath's own (name and bytes), for the way `wheel`.

    Raises Refused where the way is none, or where there is no wheel to hold.
    """
    if way == INDEX:
        exact = "# The version is exact, so that a check says the same on every computer.\n"
        return {REQUIREMENTS: f"{_WHO}{exact}lorepath[full-text]=={version}\n"}
    if _GIT.match(way):
        exact = "# The commit is exact, so that a check says the same on every computer.\n"
        return {REQUIREMENTS: f"{_WHO}{exact}lorepath[full-text] @ {way}\n"}
    if way != WHEEL:
        raise Refused(
            f"Lorepath cannot be installed from {way[:90]!r}; write {WHEEL}, {INDEX}, or the address of a repository "
            "with the 40 digits of a commit behind it: git+https://git.example.org/tools/lorepath@0123…"
        )
    if not wheel:
        raise Refused(
            f"this Lorepath cannot be put into a wheel; say with --install-from where to get one: {INDEX}, or the "
            "address of a repository"
        )
    name, data = wheel
    digest = hashlib.sha256(data).hexdigest()
    where = (
        "# Lorepath itself is in this folder, all else comes from the package index in exact versions, with hashes.\n"
    )
    line = f"./{WHEELS}/{name} --hash=sha256:{digest}\n"
    return {
        REQUIREMENTS: f"{_WHO}{where}{_RENEW}{line}-r {LOCK}\n",
        LOCK: _lock(),
        f"{WHEELS}/{name}": data,
    }


def _lock() -> str:
    """What Lorepath needs, on every platform: one exact version and its hashes each."""
    lock = (resources.files("lorepath") / "scaffold" / "portal.lock").read_text("utf-8")
    lines = [line for line in lock.splitlines(keepends=True) if not line.startswith("#")]
    return "".join(
        ["# What Lorepath needs, in exact versions with their hashes. Written by `lorepath init`.\n", *lines]
    )
