"""Fixes: what is applied, what is not, and that nothing else in a file changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from lorepath import fixes
from lorepath.assemble import assemble
from lorepath.document import read_document
from lorepath.errors import PortalError
from lorepath.finding import Edit, Finding, Fix, Place, Severity
from lorepath.lesson_reader import read_lesson
from lorepath.rules.accessibility import image_alt
from lorepath.rules.language_tag import language_tag
from lorepath.rules.references import retired_cited
from lorepath.rules.removal import removal
from lorepath.rules.rule import Rule
from lorepath.schema import Schemas
from portal import FILES, lesson, make_portal, write

TODAY = date(2026, 11, 22)
PATH = "content/a.md"


def finding(*edits: Edit, safe: bool = True, path: str = PATH) -> Finding:
    return Finding("ABC01", "a-name", Severity.HINT, Place(path), "wrong", fix=Fix("mend it", edits, safe))


def applied(text: str, *findings: Finding, unsafe: bool = False) -> str:
    return fixes.apply({PATH: text}, findings, unsafe)[0][PATH]


def insertion(spot: tuple[int, int], text: str) -> Edit:
    return Edit(spot, spot, text)


# ── which fixes, and how ────────────────────────────────────────────────────────────────────────────────────


def test_only_safe_fixes_are_applied_unless_others_are_asked_for() -> None:
    guess = finding(Edit((1, 1), (1, 2), "b"), safe=False)
    assert fixes.apply({PATH: "a\n"}, [guess]) == ({PATH: "a\n"}, ())
    assert fixes.apply({PATH: "a\n"}, [guess], unsafe=True) == ({PATH: "b\n"}, (guess,))


def test_a_finding_without_a_fix_or_in_another_file_changes_nothing() -> None:
    plain = structs.replace(finding(), fix=None)
    elsewhere = finding(Edit((1, 1), (1, 2), "b"), path="content/other.md")
    assert fixes.apply({PATH: "a\n"}, [plain, finding(), elsewhere]) == ({PATH: "a\n"}, ())


def test_of_two_fixes_that_touch_the_first_is_applied_and_the_other_waits() -> None:
    first, second = finding(Edit((1, 1), (1, 3), "x")), finding(Edit((1, 2), (1, 4), "y"))
    assert fixes.apply({PATH: "abcd"}, [first, second]) == ({PATH: "xcd"}, (first,))


def test_fixes_side_by_side_are_both_applied() -> None:
    assert applied("abcd", finding(Edit((1, 3), (1, 5), "y")), finding(Edit((1, 1), (1, 3), "x"))) == "xy"


def test_two_insertions_at_one_place_do_not_come_in_an_order_of_chance() -> None:
    assert applied("ab", finding(insertion((1, 2), "x")), finding(insertion((1, 2), "y"))) == "axb"


def test_two_findings_with_the_same_remedy_are_both_mended_by_it() -> None:
    one, two = finding(insertion((1, 2), "x")), structs.replace(finding(insertion((1, 2), "x")), message="too")
    assert fixes.apply({PATH: "ab"}, [one, two]) == ({PATH: "axb"}, (one, two))


@pytest.mark.parametrize("spot", [(0, 1), (3, 1), (1, 0), (1, 4), (2, 2)])
def test_a_fix_for_a_place_that_is_not_there_is_left_alone_as_a_whole(spot: tuple[int, int]) -> None:
    assert applied("ab\n", finding(Edit((1, 1), (1, 2), "x"), insertion(spot, "y"))) == "ab\n"


def test_an_end_before_its_start_is_no_range() -> None:
    assert applied("ab", finding(Edit((1, 2), (1, 1), "x"))) == "ab"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_inserted_gets_the_line_ends_of_its_file(end: str) -> None:
    assert applied(f"a{end}b{end}", finding(insertion((2, 1), "x\ny\n"))) == f"a{end}x{end}y{end}b{end}"


def test_columns_are_counted_as_readers_count_them() -> None:
    assert applied("\ufeffab\u2028cd\n", finding(Edit((1, 2), (1, 3), "x"))) == "\ufeffax\u2028cd\n"


# ── properties ──────────────────────────────────────────────────────────────────────────────────────────────

texts = st.lists(st.sampled_from(["a", "é", "😀", " ", "\t", "#", "\x85", "\u2028", "\n", "\r\n", "\r"])).map("".join)


@st.composite
def texts_and_ranges(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text and replacements of it, as indices; in order, and none beside another."""
    text = draw(texts)
    inside = [index for index in range(len(text) + 1) if text[index - 1 : index + 1] != "\r\n"]
    points = sorted(draw(st.sets(st.sampled_from(inside), max_size=8)))
    pairs = zip(points[::2], points[1::2], strict=False)
    return text, [(start, end, draw(st.sampled_from(["", "x", "xyz"]))) for start, end in pairs]


def spot(text: str, index: int) -> tuple[int, int]:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@given(texts_and_ranges(), st.randoms())
def test_every_character_outside_the_ranges_stays(case: tuple[str, list[tuple[int, int, str]]], random: object) -> None:
    text, ranges = case
    found = [finding(Edit(spot(text, start), spot(text, end), new)) for start, end, new in ranges]
    random.shuffle(found)  # type: ignore[attr-defined]
    after, mended = fixes.apply({PATH: text}, found)
    expected, at = "", 0
    for start, end, new in ranges:
        expected, at = expected + text[at:start] + new, end
    assert after[PATH].encode() == (expected + text[at:]).encode()
    assert set(mended) == set(found)


@given(texts, st.lists(st.tuples(*[st.integers(0, 6)] * 4, st.sampled_from(["", "x", "\n"])), max_size=6))
def test_edits_of_any_kind_never_raise_and_never_half_apply(
    text: str, given_edits: list[tuple[int, int, int, int, str]]
) -> None:
    found = [finding(Edit((a, b), (c, d), new)) for a, b, c, d, new in given_edits]
    after, mended = fixes.apply({PATH: text}, found)
    assert fixes.apply({PATH: text}, mended) == (after, mended)
    if not mended:
        assert after[PATH] == text


# ── the fixes of rules ──────────────────────────────────────────────────────────────────────────────────────


def settle(root: Path, *rules: Rule) -> tuple[dict[str, str], int]:
    """Check and mend until nothing is left to mend; the changed files, and how many rounds it took."""
    changed: dict[str, str] = {}
    for number in range(10):
        assembly = assemble(root, TODAY)
        found = [each for rule in rules for each in rule.findings(assembly) if each.fix]
        before = fixes.read(root, {each.place.path for each in found})
        after, mended = fixes.apply(before, found, unsafe=True)
        if not mended:
            assert after == before
            return changed, number
        for path, text in after.items():
            fixes.write(root, path, before[path], text)
            changed[path] = text
    raise AssertionError("mending does not end")


def test_a_prefix_is_taken_off_alternative_texts_wherever_they_stand(tmp_path: Path) -> None:
    body = (
        "![Image of a box](b.png) and ![a picture of it](b.png)\r\n\r\n| ![Photo of x\\|y](b.png) |\r\n|-|\r\n\r\n"
        '<img src="b.png" alt="Image of <b>">\r\n\r\n!!! note\r\n\r\n    ![Icon of é][b]\r\n\r\n[b]: b.png\r\n'
    )
    root = make_portal(tmp_path, {"content/hello.md": body})
    changed, rounds = settle(root, image_alt)
    expected = (
        body.replace("Image of a box", "A box")
        .replace("a picture of it", "it")
        .replace("Photo of x", "X")
        .replace("Image of <", "<")
        .replace("Icon of é", "É")
    )
    assert changed == {"content/hello.md": expected}
    assert rounds == 1


def test_a_wrong_language_tag_is_replaced_inside_its_quotation_marks(tmp_path: Path) -> None:
    portal = "# ours\nname: 'Northwind'   # a name\nlanguage: \"en-UK\" # British\n"
    wrong = lesson(language="zh-CN-Hans")
    root = make_portal(tmp_path, {"content/portal.yml": portal}, {"shi": wrong})
    changed, _ = settle(root, language_tag)
    assert changed == {
        "content/portal.yml": portal.replace("en-UK", "en-GB"),
        "content/lessons/basics/shi.md": wrong.replace("zh-CN-Hans", "zh-Hans-CN"),
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: Ours", "name: Ours\nlanguage: en"),
        ("# c\nname: Ours # d\nprofile: pilot\n", "# c\nname: Ours # d\nlanguage: en\nprofile: pilot\n"),
        ("name: Ours\r\nprofile: pilot\r\n", "name: Ours\r\nlanguage: en\r\nprofile: pilot\r\n"),
    ],
)
def test_a_missing_language_is_added_below_the_name(tmp_path: Path, before: str, after: str) -> None:
    root = make_portal(tmp_path, {"content/portal.yml": before})
    assert settle(root, language_tag)[0] == {"content/portal.yml": after}


@pytest.mark.parametrize("text", ["{name: Ours}\n", "name: Ours and\n  yours\n"])
def test_where_the_name_is_written_in_another_way_nothing_is_added(tmp_path: Path, text: str) -> None:
    assert settle(make_portal(tmp_path, {"content/portal.yml": text}), language_tag)[0] == {}


def test_a_retired_lesson_is_replaced_once(tmp_path: Path) -> None:
    role = FILES["content/roles/writer.yml"] + (
        "required:\n  - 'old' # keep\n  - older\nelectives: [{choose: 1, of: [older, oldest]}]\n"
    )
    old = {"old": "short-sentences", "older": "edit-for-a-reader", "oldest": "older"}
    lessons = {name: lesson(retired=True, replaced_by=new) for name, new in old.items()}
    root = make_portal(tmp_path, {"content/roles/writer.yml": role}, lessons)
    changed, _ = settle(root, retired_cited)
    expected = role.replace("'old'", "'short-sentences'").replace("- older", "- edit-for-a-reader")
    assert changed == {"content/roles/writer.yml": expected}


# ── suppressions ────────────────────────────────────────────────────────────────────────────────────────────

COMMENT = "<!-- lorepath: allow STR09 because it teaches TODO -->"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"# A\n\n{COMMENT}\n\nText.\n", "# A\n\nText.\n"),
        (f"{COMMENT}\n# A\n", "# A\n"),
        (f"# A\n\nText.\n\n{COMMENT}", "# A\n\nText.\n\n"),
        (f"Text\n{COMMENT}\nmore\n", "Text\n\nmore\n"),
        (f"Text.\n\n{COMMENT}\n\n- x\n", "Text.\n\n- x\n"),
        ("# A\n\n<!-- lorepath: allow STR09\n  because of x -->\nText.\n", "# A\n\nText.\n"),
        (f"!!! note\n\n    {COMMENT}\n    Text.\n", "!!! note\n\n    Text.\n"),
        (f"# A\n\n{COMMENT}\n<!-- mine -->\n", "# A\n\n<!-- mine -->\n"),
    ],
)
def test_a_comment_is_taken_out_with_the_lines_it_stands_alone_on(before: str, after: str) -> None:
    assert without_suppressions(before) == after


@pytest.mark.parametrize(
    "text",
    [f"{COMMENT} Text.\n", f"<div>{COMMENT}</div>\n", f"- x\n\n{COMMENT}\n\n- y\n", f"> x\n\n{COMMENT}\n\n> y\n"],
)
def test_a_comment_that_shares_its_line_or_keeps_blocks_apart_stays(text: str) -> None:
    assert without_suppressions(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("allow:\n  - {code: STR09, reason: x}\ntitle: T\n", "title: T\n"),
        ("allow:\n- code: STR09\n  reason: x\n- code: STR02\n  reason: y\n", ""),
        ("title: T\nallow: [{code: STR09, reason: x}]\n", "title: T\n"),
        ("allow:\n  # why\n  - {code: STR09, reason: x}\n", None),
        ("allow: [{code: STR09, reason: x}, {code: STR02, reason: y}]\n", None),
        ("allow: [{code: STR09, reason: x}] # why\n", None),
    ],
)
def test_an_entry_is_taken_out_of_the_front_matter_where_that_is_clear(before: str, after: str | None) -> None:
    assert (
        without_suppressions(f"---\n{before}---\nText.\n") == f"---\n{before if after is None else after}---\nText.\n"
    )


def without_suppressions(text: str) -> str:
    """The text with its suppressions taken out, one round of mending after the other."""
    for _ in range(5):
        found = suppression_fixes(text)
        after = applied(text, *found)
        if after == text:
            return text
        text = after
    raise AssertionError("mending does not end")


def suppression_fixes(text: str) -> list[Finding]:
    document = read_document(text, PATH, front_matter=False)
    lesson, _ = read_lesson(document, "a", "t", Schemas())
    return [finding(*edits) for each in lesson.suppressions if (edits := removal(each, lesson))]


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_written_whole_with_its_mode_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "content/a.md"
    write(path, "a\r\n")
    path.chmod(0o640)
    assert fixes.read(tmp_path, [PATH, "content/gone.md"]) == {PATH: "a\r\n"}
    fixes.write(tmp_path, PATH, "a\r\n", "b\r\n")
    assert path.read_bytes() == b"b\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["a.md"]


def test_a_file_that_somebody_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / PATH, "newer\n")
    with pytest.raises(PortalError, match="changed since"):
        fixes.write(tmp_path, PATH, "a\n", "b\n")
    assert (tmp_path / PATH).read_text() == "newer\n"


@pytest.mark.parametrize("path", [PATH, "content/folder/a.md", "content/../outside.md", "outside.md", "content"])
def test_nothing_is_written_through_a_link_or_outside_content(tmp_path: Path, path: str) -> None:
    write(tmp_path / "outside.md", "a\n")
    write(tmp_path / "elsewhere/a.md", "a\n")
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).symlink_to(tmp_path / "outside.md")
    (tmp_path / "content/folder").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(PortalError, match="left alone"):
        fixes.write(tmp_path, path, "a\n", "b\n")
    assert fixes.read(tmp_path, [path]) == {}
    assert (tmp_path / "outside.md").read_text() == (tmp_path / "elsewhere/a.md").read_text() == "a\n"


def test_when_the_disk_says_no_the_file_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / PATH, "a\n")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        fixes.write(tmp_path, PATH, "a\n", "b\n")
    assert [(each.name, each.read_text()) for each in (tmp_path / "content").iterdir()] == [("a.md", "a\n")]
