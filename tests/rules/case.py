"""A rule's case is one document: files in, findings out.

A fence whose first word is a path is a file that joins the portal of `base.md` or replaces one of its files. A word
after the path changes what that means:

- `absent`: the file is taken out of the portal
- `escaped`: the text holds escapes such as `\\x00` for bytes that nobody could see here
- `link`: the file is a symbolic link to what the text names
- `size`: the file holds so many bytes
- `asset`: the file is the smallest sound one of its kind

The fence `expected` lists every finding, in order, each with its hint on the line below. After a change of wording,
`python tests/rules/case.py` writes what is found into all documents; read the difference before you keep it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lorepath.assemble import assemble
from lorepath.check import check
from lorepath.errors import PortalError
from lorepath.finding import Finding
from lorepath.gate import own_gate
from lorepath.rules import RULES, Rule
from tiny import TINY, tiny

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 22)
LOGICAL = frozenset(
    {
        "OBJ01",
        "OBJ07",
        "SKL01",
        "SKL02",
        "SKL03",
        "SKL04",
        "SKL05",
        "SKL06",
        "STR02",
        "STR09",
        "REF01",
        "REF02",
        "REF03",
        "REF04",
        "REF05",
        "REF06",
        "REF09",
        "MCQ01",
        "MCQ12",
    }
)
"""Rules that speak of sense, not of style; a case of one of them shows what the others say beside it."""
NOT_IN_GIT = "HIS02"
"""The cases stand in no repository, which is a finding of its own in each of them."""

_FENCE = re.compile(r"^(`{3,})(\S+)(?: (\w+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One document. `kind` is fires, silent or edge: the first word of its name."""

    path: Path
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    expected: str = ""

    @property
    def code(self) -> str:
        return self.path.parent.name

    @property
    def kind(self) -> str:
        return self.path.stem.partition("-")[0]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that look at this case: its own, or all logical ones where it is one of them or no rule's."""
        own = tuple(rule for rule in RULES if rule.standard.code == self.code)
        logical = tuple(rule for rule in RULES if rule.standard.code in LOGICAL)
        return own if own and self.code not in LOGICAL else logical

    def __str__(self) -> str:
        return f"{self.code}/{self.path.stem}"

    def findings(self, root: Path) -> list[Finding]:
        """Everything that a check of the base portal with this case's files finds; it is written to `root`."""
        for name, (how, text) in {**BASE.files, **self.files}.items():
            _write(root / name, how, text)
        try:
            assembly = assemble(root, TODAY)
            found = check(assembly, self.rules, own_gate(assembly.portal, RULES)).findings
        except PortalError as error:
            found = (error.finding,)
        return [finding for finding in found if finding.code != NOT_IN_GIT]


def read(path: Path) -> Case:
    """The case that a document describes."""
    fences = list(_FENCE.finditer(path.read_text("utf-8")))
    files = {fence[2]: (fence[3] or "", fence[4]) for fence in fences if fence[2] != "expected"}
    expected = next((fence[4] for fence in fences if fence[2] == "expected"), "")
    return Case(path, files, expected)


def shown(findings: list[Finding]) -> str:
    """Findings as documents state them."""
    return "".join(
        f"{each.place}: {each.severity} {each.code} {each.message}\n" + (f"    {each.hint}\n" if each.hint else "")
        for each in findings
    )


def _write(path: Path, how: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match how:
        case "absent":
            pass
        case "escaped":
            path.write_bytes(text.encode("ascii").decode("unicode_escape").encode("latin-1"))
        case "link":
            path.symlink_to(text.strip())
        case "size":
            size = int(text)
            path.write_bytes(tiny(path.suffix, size) if path.suffix in TINY else b"x" * size)
        case "asset":
            path.write_bytes(tiny(path.suffix))
        case _:
            path.write_text(text, "utf-8")


def cases() -> Iterator[Case]:
    return map(read, sorted(FOLDER.glob("*/*.md")))


BASE = read(FOLDER / "base.md")


def _update() -> None:
    for case in cases():
        folder = Path(tempfile.mkdtemp())
        text = case.path.read_text("utf-8")
        found = f"```expected\n{shown(case.findings(folder))}```"
        parts = text.partition("```expected\n")
        case.path.write_text(parts[0].rstrip("\n") + "\n\n" + found + "\n", "utf-8")
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(_update())
