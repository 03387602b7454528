"""`lorepath new`: files that pass the check once their text is filled in, and nothing written over or unsound."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from lorepath.cli import main
from lorepath.loader import load
from lorepath.naming import slug
from lorepath.scaffold.answers import fit
from lorepath.scaffold.lesson import FORMATS
from lorepath.scaffold.refused import Refused
from lorepath.scaffold.yaml_text import levels, listed, quoted
from lorepath.yaml_reader import read_yaml
from portal import WELL_MADE_LESSONS, lesson, make_portal, write
from tiny import tiny

# Of a flag that is given twice, the last counts.
LESSON = ("new", "lesson", "--title", "Close a ticket", "--topic", "basics", "--teaches", "plain-language=1")
TODO = re.compile(r'TODO [^"\n]*')


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(root)])


def written(root: Path, *arguments: str) -> Path:
    """The file that a command wrote."""
    result = run(root, *arguments)
    assert result.exit_code == 0, result.output
    return Path(result.output.splitlines()[0].removeprefix("Wrote "))


def codes(root: Path) -> list[str]:
    """The codes that a check reports, but for the lack of a Git repository."""
    result = run(root, "check")
    return [line.split()[1] for line in result.output.splitlines() if line.startswith("content/") and "HIS" not in line]


def objectives(number: int) -> tuple[str, ...]:
    """Flags for this many objectives."""
    return tuple(flag for each in range(number) for flag in ("--objective", f"Write a note that says step {each}."))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in order, under the strict profile and with every rule."""
    settings = "name: Northwind learning\nlanguage: en\nprofile: strict\n"
    return make_portal(tmp_path, {"content/portal.yml": settings, **WELL_MADE_LESSONS})


# ── a lesson ────────────────────────────────────────────────────────────────────────────────────────────────


WRITTEN = {
    "Say in a sentence what the lesson gives": "Write a closing note that the customer understands.",
    "Say what a learner can do": "Write a closing note that says what was done.",
    "Say why a reader should care": "A customer who reads only “closed” calls again, and you do the work twice.",
    "Explain just enough": "Say what was broken, what you did and what the customer can do now.",
    "Show one real case": "“Your door shuts again: we planed its lower edge.” The customer need not go and look.",
    "Put the recording here": '<video src="note.mp4" controls><track src="note.vtt" srclang="en"></video>',
    "Write down what is said": "A colleague types a note, reads it aloud and takes out a word.",
    "Say what people need": "Open three tickets that you closed last week. You need ten minutes.",
    "Write the first step": "Say what was broken.",
    "Say what happens when you meet": "We read two notes together for ten minutes. Bring one of your own.",
    "Give a small task": "A lamp was dark, and you changed its fuse. Write the closing note in two sentences.",
    "Show your own solution": "“Your lamp works again: its fuse was gone.” Yours is good too where it names the cause.",
    "Describe a small situation": "A door that jammed has been planed. Which closing note helps the customer most?",
    "Write a mistake": "We have taken care of your request.",
    "Say what is wrong with it": "This could stand under each ticket. Name the door.",
    "Write another mistake": "The ticket is closed, thank you.",
    "Say what this reader has mixed up": "It is polite, but the customer still has to go and look.",
    "Write the right answer": "The edge is planed and shuts again.",
    "Say why it is right": "The customer knows what was done.",
    "Say in one line what to keep": "Say what you did, not that you are done.",
    "Ask for one thing": "Before you close your next ticket, read its note aloud.",
}
"""What an author writes, by how the placeholder starts."""


def fill_in(path: Path) -> None:
    """Put words in place of every placeholder, as an author would, and a film where the lesson shows one."""

    def words(placeholder: re.Match[str]) -> str:
        (text,) = (text for start, text in WRITTEN.items() if placeholder[0].startswith(f"TODO {start}"))
        return text

    path.write_text(TODO.sub(words, path.read_text("utf-8")), "utf-8")
    if "<video" in path.read_text("utf-8"):
        write(path.parent / "note.mp4", tiny(".mp4"))
        write(path.parent / "note.vtt", "WEBVTT\n\n00:01.000 --> 00:04.500\nThis is my note.\n")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("flags", "asked"),
    [
        ((), []),
        (("--summary", "Close it: kindly, and #well.", "--objective", "Close a ticket."), []),
        (("--teaches", "plain-language=2", "--requires", "plain-language=1", *objectives(3)), []),
        # What the author has said on the command line can be a finding of its own.
        (("--objective", "学ぶ", "--objective", "学ぶ"), ["OBJ03", "OBJ03"]),
        (objectives(5), ["OBJ06"]),
    ],
)
def test_a_new_lesson_passes_the_strict_check_once_it_is_filled_in(
    root: Path, form: str, flags: tuple[str, ...], asked: list[str]
) -> None:
    path = written(root, *LESSON, "--format", form, *flags)
    assert path == root / "content/lessons/basics/close-a-ticket.md"
    placeholders = path.read_text("utf-8").count("TODO")
    assert sorted(codes(root)) == [*asked, *["STR09"] * placeholders]
    fill_in(path)
    assert codes(root) == asked


def test_a_new_lesson_has_the_parts_of_a_good_one(root: Path) -> None:
    path = written(root, *LESSON, "--objective", "Close a ticket.", "--objective", "Open it again.")
    made = load(root)[0].lessons[path.stem]
    headings = [heading.text for heading in made.outline.headings]
    assert headings == [
        *("Why this matters", "How it works", "Example", "Your turn", "Check yourself", "In short", "On the job")
    ]
    assert [objective.text for objective in made.objectives] == ["Close a ticket.", "Open it again."]
    assert [item.objective for item in made.items] == ["close-a-ticket", "open-it-again"]
    practice = next(heading for heading in made.outline.headings if heading.text == "Your turn")
    assert practice.attributes["data-assesses"] == "close-a-ticket open-it-again"
    keys = [[option.correct for option in item.options].index(True) for item in made.items]
    assert len(set(keys)) == 2
    assert all(len(item.options) == 3 for item in made.items)


@pytest.mark.parametrize(
    "title", ['Say: "hello"', "no", "It's ours", "100 % done #1", "{a}, [b]", "Größe – 学ぶ", "- a"]
)
def test_any_title_reads_back(root: Path, title: str) -> None:
    path = written(root, "new", "lesson", "an-id", *LESSON[4:], "--title", title)
    assert load(root)[0].lessons[path.stem].title == title


def test_it_says_what_to_do_next(root: Path) -> None:
    output = run(root, *LESSON).output
    assert "in place of the 16 texts that start with TODO" in output
    assert f"`lorepath check --root {root}`" in output


def test_it_says_what_the_check_will_ask_beside_the_text(root: Path) -> None:
    write(root / "content/skills/fax.yml", "name: Fax\nsummary: Send a fax.\nlevels: {1: Sends one, 2: Mends one}\n")
    output = run(root, *LESSON[:-2], "--title", "Fax", "--teaches", "fax=1").output
    assert "SKL04 no role needs `fax`" in output
    output = run(root, *LESSON, "--requires", "fax=2").output
    assert "SKL02 no lesson teaches `fax` level 2, which this lesson requires" in output
    assert "SKL04" not in output
    output = run(root, *LESSON[:-1], "plain-language=2", "--title", "Six", *objectives(5)).output
    assert "OBJ06 5 objectives in " in output


# ── the other kinds ─────────────────────────────────────────────────────────────────────────────────────────


def test_new_things_pass_the_strict_check_at_once(root: Path) -> None:
    written(
        root, "new", "person", "--name", "Tom O'Neill", "--helps-with", "plain-language", "--email", "t@example.org"
    )
    written(root, "new", "topic", "--title", "Tickets: all", "--summary", "Open, close.", "--owner", "tom-oneill")
    written(
        root,
        "new",
        "skill",
        "--name",
        "Ticket care",
        "--summary",
        "Cares.",
        "--level",
        "One: a",
        "--level",
        "Two",
        "--core",
    )
    flags = ("--summary", "Helps.", "--owner", "maria", "--requires", "plain-language=2", "--leads-to", "writer")
    written(root, "new", "role", "support", "--title", "Support, first line", *flags)
    assert codes(root) == []
    portal = load(root)[0]
    assert portal.people["tom-oneill"].emails == ("t@example.org",)
    assert portal.topics["tickets-all"].owner == "tom-oneill"
    assert portal.skills["ticket-care"].levels == {1: "One: a", 2: "Two"}
    assert portal.skills["ticket-care"].core
    assert portal.roles["support"].requires == {"plain-language": 2}
    assert portal.roles["support"].leads_to == ("writer",)


def test_a_new_role_hears_about_its_gaps(root: Path) -> None:
    written(root, "new", "skill", "--name", "Fax", "--summary", "Send a fax.", "--level", "Sends one")
    result = run(root, "new", "role", "--title", "Clerk", "--summary", "S.", "--owner", "maria", "--requires", "fax=1")
    assert "SKL05 no lesson teaches `fax` level 1, which the role `clerk` needs" in result.output


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────

REFUSED = [
    (("new", "lesson"), "--topic, --title and --teaches are missing"),
    (("new", "lesson", "--topic", "basics", "--teaches", "plain-language=1"), "--title is missing; add it"),
    (("new", "topic", "--title", "A", "--summary", "B"), "--owner is missing"),
    (("new", "skill", "--name", "A", "--summary", "B"), "--level is missing"),
    (("new", "role", "--title", "A"), "--summary, --owner and --requires are missing"),
    (("new", "person"), "--name is missing"),
    (("new", "person", "--name", "  "), "--name is missing"),
    (("new", "role", "--title", "A", "--summary", "B", "--owner", "maria", "--requires", ""), "there is no skill ``"),
    ((*LESSON, "--topic", "basic"), "there is no topic `basic`; did you mean `basics`?"),
    ((*LESSON, "--teaches", "plain-langage=1"), "there is no skill `plain-langage`; did you mean `plain-language`?"),
    ((*LESSON, "--teaches", "plain-language=7"), "the skill `plain-language` has no level 7"),
    (
        (*LESSON, "--teaches", "plain-language"),
        "`plain-language` says no level; it has 1 (Aware) and 2 (Working); write for example `plain-language=1`",
    ),
    ((*LESSON, "--requires", "plain-language=1"), "teaches `plain-language` level 1 and requires level 1 of it"),
    ((*LESSON, "--title", "a\nb"), "`title` must be one line of text"),
    ((*LESSON, "--title", "x" * 121), "`title` must have at most 120 characters"),
    ((*LESSON, "--summary", "a\x00b"), "`summary` must be one line of text"),
    ((*LESSON, "--objective", "a\u202eb"), "must be one line of text"),
    ((*LESSON, *("--objective", "a") * 6), "6 of these are too many"),
    ((*LESSON, "--title", "Short sentences"), "there is a lesson `short-sentences` already"),
    ((*LESSON, "--title", "Old name"), "`old-name` is an old name of `content/lessons/basics/new-name.md`"),
    ((*LESSON, "--title", "Broken"), "there is a lesson `broken` already, in a file that cannot be read"),
    ((*LESSON, "--title", "学ぶ"), "no id can be made of '学ぶ'"),
    ((*LESSON[:2], "Close It", *LESSON[2:]), "write for example `close-it`"),
    ((*LESSON[:2], "close-it.md", *LESSON[2:]), "an id has no ending; write `close-it`"),
    ((*LESSON[:2], "../up", *LESSON[2:]), "cannot become a web address"),
    ((*LESSON[:2], "readme", *LESSON[2:]), "the portal writes its own `readme` pages"),
    ((*LESSON[:2], "linked", *LESSON[2:]), "there is a lesson `linked` already, in a file that cannot be read"),
    (
        ("new", "skill", "plain-language", "--name", "A", "--summary", "B", "--level", "C"),
        "there is a skill `plain-language`",
    ),
    (("new", "topic", "--title", "A", "--summary", "B", "--owner", "mary"), "no person `mary`; did you mean `maria`?"),
    (("new", "person", "--name", "Maria", "--email", "x"), "there is a person `maria` already (Maria Okafor)"),
    (("new", "person", "--name", "Tom", "--email", "x"), "must be an e-mail address"),
    (("new", "person", "--name", "Tom", "--helps-with", "fax"), "there is no skill `fax`"),
]


@pytest.mark.parametrize(("arguments", "reason"), REFUSED)
def test_what_could_not_pass_is_refused(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    root = make_portal(
        tmp_path, lessons={"new-name": lesson(title="A new name", aliases=["old-name"]), "broken": "---\ntitle: A\n"}
    )
    (root / "content/lessons/basics/linked.md").symlink_to(root / "elsewhere.md")
    before = sorted(root.rglob("*"))
    result = run(root, *arguments)
    assert result.exit_code == 2, result.output
    assert reason in result.output
    assert len(result.output.splitlines()) == 1
    assert sorted(root.rglob("*")) == before


def test_outside_a_portal_it_says_what_is_missing(tmp_path: Path) -> None:
    result = run(tmp_path, *LESSON)
    assert result.exit_code == 2
    assert "DOC01" in result.output


def test_it_writes_through_no_link(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", {"content/people/maria.yml": None})
    (tmp_path / "elsewhere").mkdir()
    (root / "content/people").symlink_to(tmp_path / "elsewhere")
    result = run(root, "new", "person", "--name", "Tom")
    assert result.exit_code == 2
    assert "`content/people` is there already" in result.output
    assert not list((tmp_path / "elsewhere").iterdir())


# ── in a terminal ───────────────────────────────────────────────────────────────────────────────────────────


def in_a_terminal(root: Path, arguments: tuple[str, ...], typed: str) -> tuple[int, str]:
    """Run a command whose standard input is a terminal at which somebody has typed this."""
    ours, theirs = pty.openpty()
    code = "import sys; from lorepath.cli import main; main(sys.argv[1:], prog_name='lorepath')"
    command = [sys.executable, "-c", code, *arguments, "--root", str(root)]
    try:
        os.write(ours, typed.encode())
        done = subprocess.run(command, stdin=theirs, capture_output=True, timeout=60, check=False)
    finally:
        os.close(ours)
        os.close(theirs)
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_person_is_asked_for_what_is_missing(root: Path) -> None:
    answers = [
        "Short sentences",
        "Close a ticket",
        "basic",
        "1",
        "plain-language",
        "9",
        "2",
        "",
        "plain-language",
        "1",
        "",
        "",
    ]
    answers += ["Close a ticket kindly.", ""]
    status, output = in_a_terminal(root, ("new", "lesson"), "".join(f"{answer}\n" for answer in answers))
    assert status == 0, output
    assert "there is a lesson `short-sentences` already" in output
    assert "1  basics: The basics" in output
    assert "did you mean `basics`?" in output
    assert "2  Working: Edits for a busy reader" in output
    assert "has no level 9" in output
    made = load(root)[0].lessons["close-a-ticket"]
    assert (made.teaches, made.requires) == ({"plain-language": 2}, {"plain-language": 1})
    assert [objective.text for objective in made.objectives] == ["Close a ticket kindly."]
    assert made.summary.startswith("TODO ")


def test_names_and_words_for_levels_do_and_what_cannot_be_is_asked_again(root: Path) -> None:
    answers = [
        *("Close a ticket", "7", "the BASICS"),
        *("Plain langauge", "Plain language", "expert", "working", ""),
        # What it teaches itself cannot be needed before.
        *("1", "Working", "plain language", "aware", ""),
        *("Closes a ticket kindly.", ""),
    ]
    status, output = in_a_terminal(root, ("new", "lesson"), "".join(f"{answer}\n" for answer in answers))
    assert status == 0, output
    assert "the list ends at 1; type a number from it, or a name" in output
    assert "there is no skill `Plain langauge`; did you mean `Plain language`?" in output
    assert "the skill `plain-language` has no level expert; it has 1 (Aware) and 2 (Working)" in output
    assert "this lesson teaches `plain-language` level 2 and requires level 2 of it" in output
    assert "This one is not taken; choose another, or another level of it." in output
    made = load(root)[0].lessons["close-a-ticket"]
    assert (made.teaches, made.requires) == ({"plain-language": 2}, {"plain-language": 1})


def test_a_requirement_that_closes_a_circle_is_asked_again(root: Path) -> None:
    for skill in ("hearing", "telling"):
        write(root / f"content/skills/{skill}.yml", f"name: {skill.title()}\nsummary: S.\nlevels: {{1: Does it}}\n")
    write(
        root / "content/lessons/basics/hear.md", lesson(title="Hear", teaches={"hearing": 1}, requires={"telling": 1})
    )
    flags = ("--title", "Tell", "--topic", "The basics", "--objective", "Tell it.", "--summary", "Tells.")
    answers = ["Telling", "1", "", "Hearing", "1", "Plain language", "1", "", ""]
    status, output = in_a_terminal(root, ("new", "lesson", *flags), "".join(f"{answer}\n" for answer in answers))
    assert status == 0, output
    assert "these lessons wait for each other in a circle: `hear` → `tell` → `hear`" in output
    assert load(root)[0].lessons["tell"].requires == {"plain-language": 1}


def test_flags_may_name_things_as_people_do(root: Path) -> None:
    path = written(root, *LESSON[:4], "--topic", "the basics", "--teaches", "Plain Language=Working")
    assert load(root)[0].lessons[path.stem].teaches == {"plain-language": 2}


def test_a_person_is_asked_for_levels_until_they_skip(root: Path) -> None:
    status, output = in_a_terminal(root, ("new", "skill", "--name", "Fax"), "Send a fax.\n\nSends one\nMends one\n\n")
    assert status == 0, output
    assert "at level 2 (Working)" in output
    assert "this one is needed" in output
    assert load(root)[0].skills["fax"].levels == {1: "Sends one", 2: "Mends one"}


def test_with_every_needed_flag_nobody_is_asked(root: Path) -> None:
    status, output = in_a_terminal(root, LESSON, "")
    assert status == 0, output


def test_somebody_who_stops_has_written_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    status, output = in_a_terminal(root, ("new", "lesson"), "Close a ticket\n\x04")
    assert (status, output.splitlines()[-1]) == (2, "lorepath: stopped; nothing was written")
    assert sorted(root.rglob("*")) == before


# ── names and values ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Call an incident", "call-an-incident"),
        ("  What's “new”? C++ & you ", "whats-new-c-you"),
        ("Über Straße, Ærø", "uber-strasse-aero"),
        ("学ぶ", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_title_becomes_an_id(title: str, expected: str) -> None:
    assert slug(title) == expected


def one_line_texts() -> Iterator[st.SearchStrategy[str]]:
    yield st.text(max_size=60)
    yield st.text(alphabet="aA1 :#,-?'\"\\[]{}&*!|>%@`~=._/", min_size=1, max_size=12)


@given(st.one_of(*one_line_texts()).map(str.strip))
def test_every_text_that_fits_reads_back_as_it_was(text: str) -> None:
    try:
        fit("lesson", "title", text)
    except Refused:
        return
    read = read_yaml(f"bare: {quoted(text)}\nlist: {listed([text, 'b'])}\nmap: {levels({'a-skill': 2})}\n", "a.yml")
    assert read.findings == ()
    assert read.data == {"bare": text, "list": [text, "b"], "map": {"a-skill": 2}}
