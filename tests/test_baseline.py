"""The baseline: old findings are known, and only new ones are reported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.assemble import assemble
from lorepath.baseline import PATH, Baseline, fingerprint, read_baseline, write_baseline
from lorepath.check import Report, check
from lorepath.errors import PortalError
from lorepath.finding import Finding, Place, Severity
from lorepath.rules.rule import Remark, portal_rule
from portal import FILES, QUIZ, lesson, make_portal, write
from repo import Repo

TODAY = date(2026, 6, 1)
A = "content/lessons/basics/a.md"
OLD = lesson("# Head\n\nTODO: say more.\n\n## Check\n\n" + QUIZ, owner="zoe")
"""A lesson with a placeholder (STR09) and an owner whom nobody knows (REF02)."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with old faults: three findings (one says that it is in no Git repository)."""
    return make_portal(tmp_path / "portal", lessons={"a": OLD})


def report(root: Path) -> Report:
    return check(assemble(root, TODAY))


def said(root: Path) -> list[str]:
    """The findings of a check, each as its file's name, line and code."""
    return [f"{each.place.path.rpartition('/')[2]}:{each.place.line} {each.code}" for each in report(root).findings]


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    write(root / path, text.replace(old, new, 1))


# ── old and new ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_written_is_not_reported_any_more_and_is_counted(root: Path, cli: Cli) -> None:
    assert said(root) == ["a.md:6 REF02", "a.md:11 STR09", "portal.yml:1 HIS02"]
    result = cli("baseline", "--root", root)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote 3 findings to {PATH}. Commit it; from now on only new ones count.\n"
    assert said(root) == []
    assert (report(root).known, report(root).suppressed) == (3, 0)
    result = cli("check", "--root", root)
    assert (result.exit_code, result.stdout) == (0, "3 lessons checked, nothing to mend (3 in the baseline).\n")


EVERY_KIND = {
    "content/portal.yml": f"{FILES['content/portal.yml']}  ABC01: {{severity: off}}\n",  # UPK03, about the policy
    A: lesson("<!-- lorepath: allow STR09 because of the move -->\n\nText.\n\n" + QUIZ),  # UPK02, about a wish
    "content/lessons/basics/b.md": lesson(tilte="x"),  # SCH02, about a shape
    "content/lessons/basics/c.md": "",  # DOC07, about a file
    "content/people/Maria Two.yml": "name: M\n",  # DOC, about a name
}


def test_findings_of_every_kind_can_be_known(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, EVERY_KIND)
    codes = {each.code for each in report(root).findings}
    assert {"UPK02", "UPK03", "SCH02", "DOC07", "HIS02"} < codes
    assert cli("baseline", "--root", root).exit_code == 0
    assert said(root) == []


def test_what_is_found_twice_over_is_written_and_known_once(root: Path) -> None:
    @portal_rule("ABC01", "twice", Severity.ERROR)
    def twice(_: object) -> list[Remark]:
        """A rule that says the same thing of the same place twice."""
        return [Remark(Place(A, 1), "wrong")] * 2

    assembly = assemble(root, TODAY)
    findings = check(assembly, [twice]).findings
    assert [each.code for each in findings if each.place.path == A] == ["ABC01"]
    write(root / PATH, write_baseline(findings, assembly.portal.line_at))
    assert check(assembly, [twice]).findings == ()


def test_a_new_finding_is_reported_and_blocks(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    write(root / "content/lessons/basics/b.md", lesson(owner="yan"))
    result = cli("check", "--root", root)
    assert result.exit_code == 1
    assert result.stdout.startswith("content/lessons/basics/b.md:6:8: REF02 there is no person `yan`;")
    assert "4 lessons checked: 1 error (3 in the baseline); it blocks.\n" in result.stdout


def test_lines_that_move_do_not_bring_old_findings_back(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    change(root, A, "title:", "# A comment.\n\nminutes: 8\ntitle:")
    change(root, A, "# Head\n", "# Head\n\nA new paragraph.\n\n- And\n- a list.\n")
    assert said(root) == []


def test_white_space_around_a_line_does_not_bring_it_back(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    change(root, A, "TODO: say more.", "TODO:  say   more.  ")
    assert said(root) == []


def test_a_line_that_is_written_anew_with_the_old_defect_is_new(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    change(root, A, "TODO: say more.", "TODO: say much more.")
    assert said(root) == ["a.md:11 STR09"]


def test_the_same_defect_made_a_second_time_is_new(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    change(root, A, "TODO: say more.", "TODO: say more.\n\nAnd then:\n\nTODO: say more.")
    assert said(root) == ["a.md:15 STR09"]
    change(root, A, "And then:", "TODO: say more.")
    assert said(root) == ["a.md:13 STR09", "a.md:15 STR09"]


def test_the_same_defect_in_another_file_is_new(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    write(root / "content/lessons/basics/b.md", OLD)
    assert said(root) == ["b.md:6 REF02", "b.md:11 STR09"]


def test_numbers_in_a_message_may_change(tmp_path: Path, cli: Cli) -> None:
    def objectives(number: int) -> str:
        entries = "".join(f"  - {{id: do-{each}, text: Split sentence {each}.}}\n" for each in range(number))
        return lesson(objectives=None).replace("---\n\n", f"objectives:\n{entries}---\n\n", 1)

    root = make_portal(tmp_path, lessons={"a": objectives(6)})
    assert "a.md:5 OBJ01" in said(root)
    cli("baseline", "--root", root)
    write(root / A, objectives(7))
    new = [each for each in said(root) if "OBJ01" in each]
    assert new == [], "6 objectives were too many already"


def test_what_is_mended_and_broken_again_is_known_until_the_baseline_is_written_anew(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    change(root, A, "TODO: say more.", "More.")
    assert report(root).known == 2
    cli("baseline", "--root", root, "--update")
    change(root, A, "More.", "TODO: say more.")
    assert said(root) == ["a.md:11 STR09"]


def test_suppressed_findings_are_not_written(root: Path, cli: Cli) -> None:
    change(root, A, "TODO: say more.", "<!-- lorepath: allow STR09 because it is the example -->\nTODO: say more.")
    assert "Wrote 2 findings" in cli("baseline", "--root", root).stdout
    assert (report(root).known, report(root).suppressed) == (2, 1)


def test_rules_that_are_off_are_not_written_and_so_not_known_later(root: Path, cli: Cli) -> None:
    settings = FILES["content/portal.yml"]
    write(root / "content/portal.yml", f"{settings}  REF02: {{severity: off}}\n")
    assert "Wrote 2 findings" in cli("baseline", "--root", root).stdout
    write(root / "content/portal.yml", settings)
    assert said(root) == ["a.md:6 REF02"]


def test_another_severity_makes_nothing_new(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    write(root / "content/portal.yml", f"{FILES['content/portal.yml']}  STR09: {{severity: error}}\n")
    assert said(root) == []


def test_only_what_is_new_is_in_the_report_for_programs(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    write(root / "content/lessons/basics/b.md", lesson(owner="yan"))
    shape = json.loads(cli("check", "--root", root, "--format", "json").stdout)
    assert [each["path"].rpartition("/")[2] for each in shape["findings"]] == ["b.md"]
    assert shape["summary"]["blocking"] == 1


def test_a_portal_without_findings_has_an_empty_baseline(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root)
    repo.commit("Begin")
    assert cli("baseline", "--root", repo.root).stdout.startswith(f"Wrote 0 findings to {PATH}.")
    assert (repo.root / PATH).read_text() == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert (said(repo.root), report(repo.root).known) == ([], 0)


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_can_be_read_and_reviewed_by_people(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    text = (root / PATH).read_bytes().decode("ascii")
    assert text.startswith('{\n  "version": 1,\n  "findings": [\n    {"path": "content/lessons/basics/a.md", "code": "')
    assert text.endswith('"}\n  ]\n}\n')
    assert "\r" not in text
    entries = json.loads(text)["findings"]
    assert [(each["path"], each["code"]) for each in entries] == [
        (A, "REF02"),
        (A, "STR09"),
        ("content/portal.yml", "HIS02"),
    ]
    assert len(text.splitlines()) == len(entries) + 5, "one finding, one line"
    assert all(set(each) == {"path", "code", "fingerprint", "message"} for each in entries)


def test_the_same_portal_has_the_same_baseline_byte_for_byte(root: Path, tmp_path: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    first = (root / PATH).read_bytes()
    cli("baseline", "--root", root, "--update")
    assert (root / PATH).read_bytes() == first
    again = make_portal(tmp_path / "elsewhere", lessons={"a": OLD})
    cli("baseline", "--root", again)
    assert (again / PATH).read_bytes() == first


def test_the_order_of_findings_does_not_matter() -> None:
    findings = [
        Finding("ABC01", "n", Severity.ERROR, Place(path, line), "wrong") for path in ("b", "a") for line in (2, 1)
    ]
    texts = {1: "one", 2: "two"}
    written = write_baseline(findings, lambda place: texts[place.line])
    assert write_baseline(reversed(findings), lambda place: texts[place.line]) == written
    baseline = read_baseline(written)
    assert baseline.new(findings, lambda place: texts[place.line]) == []
    assert baseline.new(findings[:1] * 2, lambda place: texts[place.line]) == findings[:1]


def test_code_file_message_and_line_make_a_finding_what_it_is() -> None:
    finding = Finding("ABC01", "n", Severity.ERROR, Place("a", 3), "7 are wrong")
    mark = fingerprint(finding, lambda _: "text")
    same = Finding("ABC01", "other", Severity.HINT, Place("a", 9, 4), "12 are wrong", "a hint")
    assert fingerprint(same, lambda _: "  text ") == mark
    others = [
        Finding("ABC02", "n", Severity.ERROR, Place("a", 3), "7 are wrong"),
        Finding("ABC01", "n", Severity.ERROR, Place("b", 3), "7 are wrong"),
        Finding("ABC01", "n", Severity.ERROR, Place("a", 3), "7 are bad"),
    ]
    assert mark not in [fingerprint(each, lambda _: "text") for each in others]
    assert fingerprint(finding, lambda _: "texts") != mark


def test_half_a_character_in_a_message_is_no_hindrance() -> None:
    finding = Finding("ABC01", "n", Severity.ERROR, Place("a"), "\ud83d is wrong")
    text = write_baseline([finding], lambda _: "\udc00")
    assert text.isascii()
    assert read_baseline(text).new([finding], lambda _: "\udc00") == []


def test_a_baseline_that_is_there_is_not_written_over_unless_asked(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    before = (root / PATH).read_bytes()
    change(root, A, "TODO: say more.", "More.")
    result = cli("baseline", "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"lorepath: {PATH} is there already; write over it with --update\n"
    assert (root / PATH).read_bytes() == before
    result = cli("baseline", "--root", root, "--update")
    assert (result.exit_code, result.stdout[:16]) == (0, "Wrote 2 findings")
    assert [each["code"] for each in json.loads((root / PATH).read_text())["findings"]] == ["REF02", "HIS02"]


def test_an_update_takes_in_what_is_new_and_keeps_what_is_still_wrong(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    write(root / "content/lessons/basics/b.md", lesson(owner="yan"))
    assert "Wrote 4 findings" in cli("baseline", "--root", root, "--update").stdout
    assert said(root) == []


def test_update_writes_the_first_baseline_too(root: Path, cli: Cli) -> None:
    assert "Wrote 3 findings" in cli("baseline", "--root", root, "--update").stdout


def test_links_are_refused(root: Path, cli: Cli) -> None:
    target = root.parent / "elsewhere.json"
    target.write_text("precious\n")
    (root / PATH).parent.mkdir()
    (root / PATH).symlink_to(target)
    for arguments in (), ("--update",):
        result = cli("baseline", "--root", root, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"lorepath: {PATH} is a link, or lies behind one; put the file itself there\n"
    assert target.read_text() == "precious\n"


def test_a_link_on_the_way_is_refused(root: Path, cli: Cli) -> None:
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / ".github").symlink_to(elsewhere, target_is_directory=True)
    assert cli("baseline", "--root", root, "--update").exit_code == 2
    assert list(elsewhere.iterdir()) == []


def test_a_link_is_not_followed_by_a_check(root: Path, cli: Cli) -> None:
    cli("baseline", "--root", root)
    (root / PATH).rename(root.parent / "elsewhere.json")
    (root / PATH).symlink_to(root.parent / "elsewhere.json")
    assert len(said(root)) == 3


def test_a_place_where_nothing_can_be_written_is_status_2(root: Path, cli: Cli) -> None:
    write(root / ".github", "a file, no folder\n")
    result = cli("baseline", "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"lorepath: {PATH} cannot be written (")
    assert result.stderr.count("\n") == 1


def test_a_folder_that_is_no_portal_gets_no_baseline(tmp_path: Path, cli: Cli) -> None:
    result = cli("baseline", "--root", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("content/portal.yml:1:1: DOC01 ")
    assert list(tmp_path.iterdir()) == []


# ── a file that nobody wrote so ─────────────────────────────────────────────────────────────────────────────

BROKEN = {
    "nothing": b"",
    "no JSON": b"known: []\n",
    "a merge conflict": b'{\n<<<<<<< HEAD\n  "version": 1,\n=======\n  "version": 1,\n>>>>>>> x\n  "findings": []\n}\n',
    "a list": b"[]",
    "a number": b"1",
    "no version": b'{"findings": []}',
    "a later version": b'{"version": 2, "findings": []}',
    "no findings": b'{"version": 1}',
    "findings that are none": b'{"version": 1, "findings": 7}',
    "a finding that is none": b'{"version": 1, "findings": ["abc"]}',
    "a finding without its mark": b'{"version": 1, "findings": [{"path": "a", "code": "ABC01"}]}',
    "no text": b"\xff\xfe\x00\x01",
    "too many brackets": b"[" * 100_000,
    "too many digits": b'{"version": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_baseline_is_status_2_and_one_line(data: bytes, root: Path, cli: Cli) -> None:
    write(root / PATH, data)
    result = cli("check", "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{PATH}:1:1: UPK04 this baseline cannot be read; write it again with `lorepath baseline --update`\n"
    )


def test_a_broken_baseline_is_said_to_programs_in_their_format(root: Path, cli: Cli) -> None:
    write(root / PATH, "{")
    result = cli("check", "--root", root, "--format", "json")
    assert (result.exit_code, result.stderr) == (2, "")
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == ["UPK04"]


def test_an_update_mends_a_broken_baseline(root: Path, cli: Cli) -> None:
    write(root / PATH, "{")
    assert cli("baseline", "--root", root).exit_code == 2
    assert (root / PATH).read_text() == "{"
    assert cli("baseline", "--root", root, "--update").exit_code == 0
    assert said(root) == []


def test_an_empty_baseline_knows_nothing() -> None:
    finding = Finding("ABC01", "n", Severity.ERROR, Place("a"), "wrong")
    assert Baseline().new([finding], lambda _: "") == [finding]
    with pytest.raises(PortalError):
        read_baseline("{}")
