"""`lorepath check --fix`: what is mended in the files, what is left alone, and what is reported afterwards."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from conftest import Cli
from lorepath import fixes
from lorepath.rules import RULES
from portal import LOGICAL, lesson, make_portal, write
from repo import Repo

FOLDER = "content/lessons/basics/"
A = f"{FOLDER}a.md"
B = f"{FOLDER}b.md"
LOOKING = LOGICAL | {"ACC05", "MCQ05", "MCQ09", "STR06", "STR08"}
"""Rules whose fixes are safe (ACC05, MCQ05, MCQ09 and UPK02) and are not (STR06, STR08), beside the usual ones."""
PORTAL = "name: N\nlanguage: en\nrules:\n" + "".join(
    f"  {rule.standard.code}: {{severity: off}}\n" for rule in RULES if rule.standard.code not in LOOKING
)

UNTIDY = """\
---
# A comment that stays.
title:   "Write short sentences"   # so does this one
summary: 'Say one thing in each sentence.'
teaches: { plain-language: 1 }
objectives:
    - { id: do-it,   text: "Split a sentence that says two things." }
minutes:  55
language: en-UK  # British
---

# Head \t

<!-- lorepath: allow STR09 because of the move -->

Some   text,\twith spaces at its end.\x20\x20
*   A list\u00a0item
+   and another\x20

**What comes next**

More text.

Setext
------

Text.

## Check

~~~quiz
-   id: which-is-short   # why not
    objective:   do-it
    stem: "Which of these sentences is not short?"
    options:
      - {text: '30 words', because: "That is long.",   correct: true}
      - text:  "10 words"
        because: >-
            That is
            short.
      - {text: 20 words, because: That will do.}
~~~


<!-- The end, without a line end. -->"""

LONGEST = """\
      - {text: '30 words', because: "That is long.",   correct: true}
"""
SAFE = (
    UNTIDY.replace("language: en-UK ", "language: en-GB ")
    .replace("<!-- lorepath: allow STR09 because of the move -->\n\n", "")
    .replace("is not short?", "is **not** short?")
    .replace(LONGEST, "")
    .replace("That will do.}\n", f"That will do.}}\n{LONGEST}")
)
UNSAFE = SAFE.replace("minutes:  55", "minutes:  1").replace("**What comes next**", "## What comes next")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in a repository with the untidy lesson `a`."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {"content/portal.yml": PORTAL, f"{FOLDER}edit-for-a-reader.md": None, A: UNTIDY})
    for path in "content/roles/writer.yml", f"{FOLDER}short-sentences.md":
        repo.write(
            path, (repo.root / path).read_text().replace("language: 2", "language: 1").replace("minutes: 8\n", "")
        )
    repo.commit("Begin")
    return repo.root


def fix(cli: Cli, root: Path, *arguments: str | Path) -> tuple[int, str]:
    """Exit status and what is said beside the report."""
    result = cli("check", "--root", root, "--fix", *arguments)
    return result.exit_code, result.stderr


def codes(cli: Cli, root: Path, *arguments: str) -> list[str]:
    shape = json.loads(cli("check", "--root", root, "--format", "json", *arguments).stdout)
    return sorted(each["code"] for each in shape["findings"])


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


# ── which fixes ─────────────────────────────────────────────────────────────────────────────────────────────


def test_without_fix_nothing_is_written(root: Path, cli: Cli) -> None:
    before = files(root)
    assert codes(cli, root) == ["ACC05", "MCQ05", "MCQ09", "STR06", "STR08", "UPK02"]
    assert files(root) == before


def test_fix_mends_what_is_safe_and_reports_the_rest(root: Path, cli: Cli) -> None:
    before = files(root)
    result = cli("check", "--root", root, "--fix")
    assert (root / A).read_bytes().decode() == SAFE
    assert files(root) == {**before, A: SAFE.encode()}, "no other file, and none left behind"
    assert (result.exit_code, result.stderr) == (0, "lorepath: mended 4 findings\n")
    assert "STR06 declared 55 minutes" in result.stdout
    assert "ACC05" not in result.stdout
    assert codes(cli, root) == ["STR06", "STR08"], "a new check says the same"


def test_fix_unsafe_mends_the_others_too(root: Path, cli: Cli) -> None:
    result = cli("check", "--root", root, "--fix", "--unsafe")
    assert (root / A).read_bytes().decode() == UNSAFE
    assert (result.exit_code, result.stderr) == (0, "lorepath: mended 6 findings\n")
    assert result.stdout == "2 lessons checked, nothing to mend.\n"


def test_a_second_time_nothing_is_left_to_mend(root: Path, cli: Cli) -> None:
    for arguments, number in ((), 4), (("--unsafe",), 2):
        assert fix(cli, root, *arguments)[1] == f"lorepath: mended {number} findings\n"
        before = files(root)
        stamps = {path: (root / path).stat().st_mtime_ns for path in before}
        assert fix(cli, root, *arguments)[1] == "lorepath: mended 0 findings\n"
        assert files(root) == before
        assert {path: (root / path).stat().st_mtime_ns for path in before} == stamps, "nothing is written anew"


def test_one_finding_is_said_so(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, {"content/portal.yml": "name: N\nlanguage: en-UK\n" + PORTAL.partition("en\n")[2]})
    assert fix(cli, root)[1] == "lorepath: mended 1 finding\n"
    assert (root / "content/portal.yml").read_text().startswith("name: N\nlanguage: en-GB\nrules:\n")


def test_unsafe_alone_is_a_wrong_use(root: Path, cli: Cli) -> None:
    before = files(root)
    result = cli("check", "--root", root, "--unsafe")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("Error: --unsafe goes with --fix\n")
    assert files(root) == before


def test_fixes_that_touch_each_other_come_one_after_the_other(tmp_path: Path, cli: Cli) -> None:
    entries = "".join(f"  - code: {code}\n    reason: It was so.\n" for code in ("STR09", "REF01", "SKL01"))
    text = lesson().replace("---\n\n", f"allow:\n{entries}---\n\n", 1)
    root = make_portal(tmp_path, lessons={"a": text})
    assert fix(cli, root) == (0, "lorepath: mended 3 findings\n")
    assert (root / A).read_text() == lesson()


# ── what is kept ────────────────────────────────────────────────────────────────────────────────────────────

FORMS = {
    "LF": ("", "\n"),
    "CRLF": ("", "\r\n"),
    "CR": ("", "\r"),
    "LF after a byte order mark": ("\ufeff", "\n"),
    "CRLF after a byte order mark": ("\ufeff", "\r\n"),
}


@pytest.mark.parametrize(("start", "end"), FORMS.values(), ids=FORMS)
def test_line_ends_comments_and_formatting_are_kept_byte_for_byte(start: str, end: str, root: Path, cli: Cli) -> None:
    def formed(text: str) -> bytes:
        return (start + text.replace("\n", end)).encode()

    write(root / A, formed(UNTIDY))
    fix(cli, root)
    assert (root / A).read_bytes() == formed(SAFE)
    fix(cli, root, "--unsafe")
    assert (root / A).read_bytes() == formed(UNSAFE)


def test_mixed_line_ends_stay_mixed(root: Path, cli: Cli) -> None:
    def mixed(text: str) -> bytes:
        return text.replace("Head \t\n", "Head \t\r\n").replace("More text.\n", "More text.\r\n").encode()

    write(root / A, mixed(UNTIDY))
    fix(cli, root)
    assert (root / A).read_bytes() == mixed(SAFE)


def test_characters_of_any_width_stay_where_they_are(root: Path, cli: Cli) -> None:
    wide = {"# British": "# 🇬🇧 e\u0301 日本 \U0001f469\u200d\U0001f680", "Some   text": "Ünï 日本   te\u0301xt 🎉"}

    def widened(text: str) -> str:
        for old, new in wide.items():
            text = text.replace(old, new)
        return text

    write(root / A, widened(UNTIDY))
    fix(cli, root, "--unsafe")
    assert (root / A).read_text("utf-8") == widened(UNSAFE)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_permissions_of_a_file_are_kept(root: Path, cli: Cli) -> None:
    (root / A).chmod(0o640)
    fix(cli, root)
    assert (root / A).stat().st_mode & 0o777 == 0o640


def test_what_is_suppressed_known_or_off_is_not_mended(root: Path, cli: Cli) -> None:
    settings = PORTAL + "  ACC05: {severity: off}\n"
    write(root / "content/portal.yml", settings)
    write(root / A, UNTIDY.replace("allow STR09 because of the move", "allow MCQ05 because it is so"))
    cli("baseline", "--root", root)
    write(root / A, (root / A).read_text().replace("# A comment", "# A new comment"))
    before = files(root)
    assert fix(cli, root, "--unsafe") == (0, "lorepath: mended 0 findings\n")
    assert files(root) == before


# ── where ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_paths_narrow_what_is_mended(root: Path, cli: Cli) -> None:
    write(root / B, UNTIDY)
    assert fix(cli, root, root / B)[1] == "lorepath: mended 4 findings\n"
    assert ((root / A).read_bytes().decode(), (root / B).read_bytes().decode()) == (UNTIDY, SAFE)
    assert fix(cli, root, root / "content/people")[1] == "lorepath: mended 0 findings\n"
    assert (root / A).read_bytes().decode() == UNTIDY
    assert fix(cli, root, root / "content/lessons")[1] == "lorepath: mended 4 findings\n"
    assert (root / A).read_bytes().decode() == SAFE


def test_with_changed_only_what_differs_is_mended(root: Path, cli: Cli) -> None:
    write(root / B, UNTIDY)
    assert fix(cli, root, "--changed", "HEAD")[1] == "lorepath: mended 4 findings\n"
    assert ((root / A).read_bytes().decode(), (root / B).read_bytes().decode()) == (UNTIDY, SAFE)


def test_a_base_that_there_is_not_leaves_everything_as_it_is(root: Path, cli: Cli) -> None:
    before = files(root)
    for option in "--changed", "--policy-from":
        status, said = fix(cli, root, option, "no-such-branch")
        assert (status, "HIS07" in said, "mended" in said) == (2, True, False)
    assert files(root) == before


def test_a_file_outside_of_content_is_not_written(root: Path, cli: Cli) -> None:
    outside = root.parent / "outside.md"
    outside.write_text(UNTIDY)
    (root / A).unlink()
    (root / A).symlink_to(outside)
    fix(cli, root)
    assert outside.read_text() == UNTIDY
    assert (root / A).is_symlink()


# ── how it ends ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_status_is_that_of_what_is_left(root: Path, cli: Cli) -> None:
    assert cli("check", "--root", root).exit_code == 1
    assert fix(cli, root)[0] == 0, "a warning is left"
    write(root / A, UNTIDY.replace("title:", "owner: zoe\ntitle:"))
    assert fix(cli, root) == (1, "lorepath: mended 4 findings\n")
    write(root / "content/portal.yml", PORTAL.replace("name: N\n", "name: N\nprofile: strict\n"))
    write(root / A, UNTIDY)
    assert fix(cli, root)[0] == 1, "a warning blocks here"
    assert fix(cli, root, "--unsafe")[0] == 0


@pytest.mark.parametrize("form", ["json", "github", "sarif", "rdjson"])
def test_programs_read_what_is_left_and_nothing_else(form: str, root: Path, cli: Cli) -> None:
    result = cli("check", "--root", root, "--fix", "--format", form)
    assert result.stderr == "lorepath: mended 4 findings\n"
    assert "lorepath: mended" not in result.stdout
    assert "no valid language tag" not in result.stdout
    assert "STR06" in result.stdout
    assert result.stdout == cli("check", "--root", root, "--format", form).stdout


def test_a_file_that_cannot_be_written_is_status_2_and_one_line(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fixes, "write", full)
    status, said = fix(cli, root)
    assert status == 2
    assert said == f"lorepath: {A} cannot be written (No space left on device), so it was not mended\n"
    assert (root / A).read_bytes().decode() == UNTIDY


def test_a_file_that_somebody_changes_meanwhile_is_left_to_them(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = fixes.write

    def late(folder: Path, path: str, before: str, after: str) -> None:
        write(folder / path, "Somebody's words.\n")
        really(folder, path, before, after)

    monkeypatch.setattr(fixes, "write", late)
    status, said = fix(cli, root)
    assert status == 2
    assert said.startswith(f"{A}:1:1: ")
    assert "this file has been changed since it was checked, so it was not mended; check again" in said
    assert (root / A).read_text() == "Somebody's words.\n"


def test_a_portal_without_a_fault_is_left_alone(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path)
    before = files(root)
    assert fix(cli, root, "--unsafe") == (0, "lorepath: mended 0 findings\n")
    assert files(root) == before
