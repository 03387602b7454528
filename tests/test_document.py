"""One Markdown file's text: front matter, body, knowledge checks and suppressions, each with its place."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from lorepath.document import Document, read_document
from lorepath.finding import Finding, Place
from lorepath.fixes import edited

START = "start the file with `---`, `title: …`, `summary: …`, `teaches: {skill: 1}`, `objectives: …` and `---`; `lorepath new lesson` writes them for you"


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{each.place}: {each.code} {each.message}; {each.hint}" for each in findings]


def read(text: str) -> Document:
    return read_document(text, "f.md")


def test_front_matter_and_body_are_told_apart() -> None:
    document = read("---\ntitle: T\nteaches:\n  git: 1\n---\n\n# Head\n\n---\n\nMore.\n")
    assert document.front == {"title": "T", "teaches": {"git": 1}}
    assert (document.body, document.body_line) == ("\n# Head\n\n---\n\nMore.\n", 6)
    assert str(document.source.at("teaches", "git")) == "f.md:4:8"
    assert [(block.text, block.line) for block in document.outline.blocks] == [("Head", 7), ("More.", 11)]
    assert document.complete
    assert document.renderable


FIRST = "delete what stands before it: its `---` is the first line of the file"
AGAIN = (
    "DOC07 a second front matter begins here, which the page would show as text; "
    "keep one: put the fields that hold into the first, between its two lines of `---`, and delete this one"
)
FRONTS = [
    ("none", "# Head\n", None, ["f.md:1:1: DOC07 this lesson has no front matter: its first line is not `---`; " + START]),
    ("an empty file", "", None, ["f.md:1:1: DOC07 this lesson has no front matter: its first line is not `---`; " + START]),
    ("after a blank line", "\n---\ntitle: T\n---\n", None, ["f.md:1:1: DOC07 line 1 is empty, and the front matter begins on line 2; " + FIRST]),
    ("after lines of spaces", " \n\t\n\n---\ntitle: T\n---\nText", None, ["f.md:1:1: DOC07 line 1 is empty, and the front matter begins on line 4; " + FIRST]),
    ("after spaces", "  ---\n  title: T\n  ---\nText", None, ["f.md:1:1: DOC07 spaces stand before the `---` that begins the front matter; " + FIRST]),
    ("after a heading", "# Head\n\n---\ntitle: T\n---\nText", None, ["f.md:1:1: DOC07 the front matter begins on line 3, below other text; move what stands before it to below the `---` that ends it: front matter is the first thing in a file"]),
    ("none, with rules", "\n---\n\nText\n\n---\n", None, ["f.md:1:1: DOC07 this lesson has no front matter: its first line is not `---`; " + START]),
    ("twice", "---\ntitle: T\n---\n\n---\nteaches: {git: 1}\n---\nText", {"title": "T"}, ["f.md:5:1: " + AGAIN]),
    ("twice at once", "---\ntitle: T\n---\n---\nsummary: S\n---\nText", {"title": "T"}, ["f.md:4:1: " + AGAIN]),
    ("followed by rules", "---\ntitle: T\n---\n\n---\n\nText: more\n\n---\n", {"title": "T"}, []),
    ("not closed", "---\ntitle: T\n\n# Head\n", None, ["f.md:1:1: DOC08 the front matter that starts here is not closed; write a line of three dashes, `---`, after its last field"]),
    ("closed with four dashes", "---\ntitle: T\n----\n", None, ["f.md:1:1: DOC08 the front matter that starts here is not closed; write a line of three dashes, `---`, after its last field"]),
    ("three dashes alone", "---", None, ["f.md:1:1: DOC08 the front matter that starts here is not closed; write a line of three dashes, `---`, after its last field"]),
    ("empty", "---\n---\nText", {}, []),
    ("a remark only", "---\n# later\n---\nText", {}, []),
    ("with spaces behind the dashes", "---  \ntitle: T\n--- \t\nText", {"title": "T"}, []),
    ("a list", "---\n- title\n---\nText", None, ["f.md:2:1: DOC07 this front matter holds no fields; " + START]),
    ("a word", "---\ntitle\n---\nText", None, ["f.md:2:1: DOC07 this front matter holds no fields; " + START]),
    ("broken", "---\ntitle: a: b\n---\nText", None, ["f.md:2:9: DOC09 this line holds a second `: `, which starts a new field; put the text in quotes, for example `title: \"Git: the basics\"`"]),
    ("with an alias", "---\ntitle: *t\n---\nText", {"title": None}, ["f.md:2:8: DOC11 the alias `*t` is not used in a portal; write the value out as plain text"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "front", "findings"), [case[1:] for case in FRONTS], ids=[case[0] for case in FRONTS])
def test_front_matter(text: str, front: object, findings: list[str]) -> None:
    document = read(text)
    assert (document.front, said(document.findings)) == (front, findings)
    assert document.complete == (not findings)


def test_a_page_needs_no_front_matter() -> None:
    page = read_document("# Welcome\n", "content/welcome.md", front_matter=False)
    assert (page.front, page.findings, page.body_line) == (None, (), 1)
    assert [heading.text for heading in page.outline.headings] == ["Welcome"]


def test_front_matter_of_a_page_is_its_first_line_too() -> None:
    page = read_document("\n---\ntitle: T\n---\nText", "f.md", front_matter=False)
    assert said(page.findings) == [f"f.md:1:1: DOC07 line 1 is empty, and the front matter begins on line 2; {FIRST}"]
    assert read_document("Text\n\n---\ntitle: T\n---\n", "f.md", front_matter=False).findings == ()


@pytest.mark.parametrize("before", ["\n", " \n\t\n", "  "])
def test_what_stands_before_front_matter_is_taken_away(before: str) -> None:
    text = "---\ntitle: T\n---\nText"
    [finding] = read(before + text).findings
    assert finding.fix
    assert finding.fix.safe
    assert edited(before + text, finding.fix.edits) == text


def test_a_body_is_read_although_the_front_matter_cannot_be() -> None:
    document = read("---\ntitle: [\n---\n\n# Head\n")
    assert [heading.text for heading in document.outline.headings] == ["Head"]


def test_a_body_that_nests_beyond_reason_is_kept_from_every_renderer() -> None:
    document = read("---\ntitle: T\n---\n\n" + "[" * 10_000)
    assert (document.front, document.body, document.renderable) == ({"title": "T"}, "", False)
    assert [str(finding.place) for finding in document.findings] == ["f.md:5:101"]


def test_a_quiz_is_yaml_whose_places_are_those_of_the_file() -> None:
    document = read(
        '---\n---\n\n```quiz\n- id: a\n```\n\n- item\n\n    === "Tab"\n\n        ```quiz\n        - id: b\n          stem: c\n        ```\n'
    )
    assert [quiz.data for quiz in document.quizzes] == [[{"id": "a"}], [{"id": "b", "stem": "c"}]]
    first, second = document.quizzes
    assert str(first.source.at(0, "id")) == "f.md:5:7"
    assert str(second.source.at(0, "stem")) == "f.md:14:17"


def test_a_broken_quiz_is_a_finding_of_its_own_and_hides_no_other() -> None:
    document = read("---\n---\n```quiz\n- id: [\n```\n\n```quiz\n- id: b\n```\n\n```quiz\n```\n")
    assert [quiz.data for quiz in document.quizzes] == [None, [{"id": "b"}], None]
    assert [said(quiz.findings) for quiz in document.quizzes] == [
        ["f.md:4:8: DOC09 a list or map in brackets is not closed; close each `[` with `]` and each `{` with `}`"],
        [],
        [],
    ]


def allowed(body: str) -> list[tuple[str, str, date | None, tuple[int, int] | None, str]]:
    """Code, reason, until, lines, what is unclear: of every suppression in a body that starts on line 1."""
    return [
        (each.code, each.reason, each.until, each.lines, each.unclear)
        for each in read_document(body, "f.md", front_matter=False).suppressions
    ]


COMMENTS = [
    ("<!-- lorepath: allow STR09 because it is the subject -->", ("STR09", "it is the subject", None, None, "")),
    ("<!--lorepath:allow str09 because a-->", ("STR09", "a", None, None, "")),
    ("<!-- lorepath: allow STR09 until 2027-01-31 because a -->", ("STR09", "a", date(2027, 1, 31), None, "")),
    ("<!-- lorepath: allow STR09\n     because it runs\n     over lines -->", ("STR09", "it runs over lines", None, None, "")),
    ("<!-- lorepath: allow STR09 -->", ("STR09", "", None, None, "")),
    ("<!-- lorepath: allow STR09 because -->", ("", "", None, None, "allow STR09 because")),
    ("<!-- lorepath: allow STR09 until soon because a -->", ("STR09", "a", None, None, "soon")),
    ("<!-- lorepath: allow STR09 until 2027-02-30 because a -->", ("STR09", "a", None, None, "2027-02-30")),
    ("<!-- lorepath: allow everything -->", ("", "", None, None, "allow everything")),
    ("<!-- lorepath: ignore STR09 -->", ("", "", None, None, "ignore STR09")),
    ("<!-- lorepath: -->", ("", "", None, None, "")),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "suppression"), COMMENTS, ids=[comment for comment, _ in COMMENTS])
def test_a_comment_says_which_code_until_when_and_why(comment: str, suppression: tuple[object, ...]) -> None:
    assert allowed(comment + "\n\nText.") == [suppression]


NO_COMMENTS = {
    "in code": "```\n<!-- lorepath: allow STR09 because a -->\n```",
    "in inline code": "`<!-- lorepath: allow STR09 because a -->`",
    "another remark": "<!-- we allow STR09 here -->",
    "never closed": "<!-- lorepath: allow STR09 because a",
}


@pytest.mark.parametrize("body", NO_COMMENTS.values(), ids=NO_COMMENTS)
def test_what_only_looks_like_a_suppression_is_none(body: str) -> None:
    assert allowed(body) == []


A = "<!-- lorepath: allow STR09 because a -->"
COVERED = [
    ("before the first heading: the whole lesson", f"Text.\n\n{A}\n\nText.\n\n# Head", None),
    ("in a lesson without heading: the whole lesson", f"{A}\n\nText.", None),
    ("the paragraph below", f"# Head\n\n{A}\nOne\ntwo.\n\nThree.", (4, 5)),
    ("the paragraph below, after blank lines", f"# Head\n\n{A}\n\n\nOne.\n\nTwo.", (6, 6)),
    ("the heading below, not its section", f"# Head\n\n{A}\n## Two\n\nText.", (4, 4)),
    ("the code below", f"# Head\n\n{A}\n```\na\n```\n", (4, 6)),
    ("the quiz below", f"# Head\n\n{A}\n```quiz\n- id: a\n  stem: b\n```\n", (4, 7)),
    ("the whole table below", f"# Head\n\n{A}\n\n| a |\n|---|\n| b |\n| c |\n\nText.", (5, 8)),
    ("the first item of the list below", f"# Head\n\n{A}\n\n- a\n- b", (5, 5)),
    ("nothing, at the end", f"# Head\n\nText.\n\n{A}", (5, 5)),
    ("inside a list item", f"# Head\n\n- a\n\n    {A}\n    b\n", (6, 6)),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), [case[1:] for case in COVERED], ids=[case[0] for case in COVERED])
def test_a_comment_concerns(body: str, lines: tuple[int, int] | None) -> None:
    assert allowed(body) == [("STR09", "a", None, lines, "")]


def test_comments_in_a_row_concern_the_same_block() -> None:
    body = f"# Head\n\n{A}\n<!-- a remark -->\n{A.replace('STR09', 'REF01')}\nText.\n"
    assert [(code, lines) for code, _, _, lines, _ in allowed(body)] == [("STR09", (6, 6)), ("REF01", (6, 6))]


def test_a_suppression_keeps_its_place() -> None:
    body = f"# Head\n\n- a\n\n    {A}\n"
    (suppression,) = read_document(body, "f.md", front_matter=False).suppressions
    assert suppression.place == Place("f.md", 5, 5)


_PIECES = (
    *("---\n", "title: T\n", "- id: a\n", "```quiz\n", "```\n", "# Head\n", "\n", "    ", "| a |\n|---|\n"),
    *("<!-- lorepath: allow ", "STR09", " until 2027-01-01", " because x ", "-->\n", "[a](b)", "é\u202e", "{", "[[["),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), st.booleans())
@examples(250)
def test_any_text_is_a_document(text: str, front_matter: bool) -> None:
    document = read_document(text, "f.md", front_matter)
    last = text.count("\n") + 1
    places = [finding.place for finding in document.findings] + [each.place for each in document.suppressions]
    assert all(1 <= place.line <= last and place.column >= 1 for place in places)
    assert document.front is not None or document.findings or not (front_matter or text.startswith("---"))
