"""`lorepath lsp`: whole sessions of an editor with the installed command, and the parts that need many cases."""

from __future__ import annotations

import itertools
import os
import re
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
from lsprotocol.types import Position

from command import lorepath
from editor import Editor
from lorepath import history
from lorepath.loader import load
from lorepath.lsp.completion import completions
from lorepath.lsp.main_thread import MainThread
from lorepath.lsp.open_portal import OpenFile, OpenPortal
from lorepath.lsp.positions import Lines
from lorepath.lsp.roots import may_stand_in, portal_of
from lorepath.lsp.yaml_cursor import yaml_cursor
from lorepath.model import Portal
from lorepath.scaffold.starter import starter_files
from portal import write
from repo import Repo

pytestmark = pytest.mark.slow

OWN = Path(__file__).parents[1]
FILES = starter_files("Northwind")
A = "content/lessons/working-together/hand-over-work.md"
ROLE = "content/roles/team-member.yml"
AMARA = "content/people/amara.yml"
LESSON = FILES[A]
NO_ZOE = "11:8 error REF02 there is no person `zoe`; add `content/people/zoe.yml` with their `name`"
IDLE = "<!-- lorepath: allow STR09 because the lesson teaches what a TODO is -->\n\n"
TODAY = date(2026, 1, 6)


def owned_by(person: str) -> str:
    """A lesson without a fault, but for its owner perhaps."""
    return LESSON.replace("tags: [", f"owner: {person}\ntags: [")


def with_words(words: str) -> str:
    """The lesson with some words before its last but one section."""
    return LESSON.replace("## In short", f"{words}## In short")


def portal_in(folder: Path) -> Path:
    """The portal that `lorepath init` makes, with a person whose credit is hidden."""
    for path, text in FILES.items():
        write(folder / path, text)
    write(folder / AMARA, "name: Amara Nwosu\nemails: [amara@northwind.example]\ncredit: hidden\n")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """That portal in a repository, with a lesson whose owner nobody knows."""
    repo = Repo(tmp_path / "a portal")
    portal_in(repo.root)
    write(repo.root / A, owned_by("zoe"))
    repo.commit("Begin")
    return repo.root


def test_a_session(root: Path) -> None:
    with Editor(root) as editor:
        assert editor.server["serverInfo"]["name"] == "lorepath"
        uri = editor.open(A)
        assert editor.findings(uri) == [NO_ZOE]
        assert editor.hover(uri, editor.at(uri, "zoe")).startswith(
            "**REF02 owner-known** (error)\n\nEvery owner, deputy and named contributor is a person of this portal.\n"
        )
        assert editor.hover(uri, editor.at(uri, "title")) == ""

        assert editor.complete(uri, editor.at(uri, "owner: ")) == {"sam": "Sam Rivera"}
        assert editor.complete(uri, editor.at(uri, "  objective: ")) == {
            "confirm-handover": "Confirm a handover by letting the other person tell it back.",
            "list-open-threads": "List the open threads of a piece of work, each with its next step.",
        }
        assert editor.complete(uri, editor.at(uri, "stem: A supplier")) == {}

        editor.change(uri, owned_by("sam"))
        assert editor.findings(uri) == []
        editor.change(uri, owned_by("zoe"))
        assert editor.findings(uri) == [NO_ZOE]
        editor.close(uri)
        editor.wait_for(uri)


def test_a_text_beyond_its_bounds_is_named_and_the_session_goes_on(root: Path) -> None:
    soon = "from lorepath import bounds; bounds.CPU_SECONDS = 0.5; from lorepath.cli import main; main()"
    with Editor(root, command=(sys.executable, "-c", soon)) as editor:
        uri = editor.open(A, with_words("![a](" * 60_000 + "\n\n"))
        assert editor.findings(uri) == [
            "13:1 error DOC19 no page can be made of this text: it takes more than 0.5 seconds; "
            "look for signs that repeat (brackets, backticks, tags) and delete what is not meant, or split the text"
        ]
        editor.change(uri, owned_by("zoe"))
        assert editor.findings(uri) == [NO_ZOE]


def test_what_the_main_thread_is_given_is_done_there_while_another_one_asks() -> None:
    desk = MainThread()
    told: list[object] = []

    def ask() -> None:
        told.append(desk.submit(threading.current_thread).result())
        told.append(desk.submit(int, "x").exception())
        told.append(desk.submit(int, "10", base=2).result())

    desk.run(ask)
    assert told[0] is threading.main_thread()
    assert isinstance(told[1], ValueError)
    assert told[2] == 2


def test_what_ends_the_other_thread_ends_all() -> None:
    desk = MainThread()
    with pytest.raises(ValueError, match="invalid literal"):
        desk.run(lambda: desk.submit(int, "x").result())


def test_no_address_is_ever_said(root: Path) -> None:
    with Editor(root) as editor:
        uri = editor.open(A)
        editor.findings(uri)
        for words in ("owner: ", "  objective: ", "zoe"):
            editor.complete(uri, editor.at(uri, words))
            editor.hover(uri, editor.at(uri, words))
        person = editor.open(AMARA, "name: Amara Nwosu\nemails: amara@northwind.example\n")
        assert [each.split(" ")[:3] for each in editor.findings(person)] == [["2:9", "error", "SCH03"]]
        said = str(editor.said)
    assert "Sam Rivera" in said
    assert "northwind.example" not in said


def test_a_quick_fix_leaves_nothing_to_mend(root: Path) -> None:
    with Editor(root) as editor:
        uri = editor.open(A, with_words(IDLE))
        line = editor.at(uri, IDLE, 0)["line"] + 1
        assert editor.findings(uri) == [
            f"{line}:1 error UPK02 the suppression of STR09 hides nothing; take it out",
        ]
        quick, everything = editor.actions(uri, editor.at(uri, "lorepath:"))
        assert (quick["title"], quick["kind"], quick["isPreferred"]) == ("take the suppression out", "quickfix", True)
        assert [each["code"] for each in quick["diagnostics"]] == ["UPK02"]
        assert (everything["title"], everything["kind"]) == ("Lorepath: apply all safe fixes", "source.fixAll")
        assert [each["kind"] for each in editor.actions(uri, editor.at(uri, "title"))] == ["source.fixAll"]
        allow = editor.at(uri, ": allow")
        assert [each["kind"] for each in editor.actions(uri, allow, ["source"])] == ["source.fixAll"]
        assert editor.actions(uri, allow, ["refactor"]) == []
        assert editor.hover(uri, editor.at(uri, "STR09", 2)).count("\n\n---\n\n") == 1  # of the finding, of the code

        editor.change(uri, editor.apply(uri, quick["edit"]["changes"][uri]))
        assert editor.findings(uri) == []
        assert editor.texts[uri] == LESSON


def test_an_editor_that_versions_its_edits_gets_them_so(root: Path) -> None:
    with Editor(root, capabilities={"workspace": {"workspaceEdit": {"documentChanges": True}}}) as editor:
        uri = editor.open(A, LESSON)
        editor.change(uri, with_words(IDLE).replace("## On the job", f"{IDLE}## On the job"))
        (action,) = editor.actions(uri, editor.at(uri, "title"))
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 2}
        assert editor.apply(uri, change["edits"]) == LESSON


def test_windows_line_ends_stay(root: Path) -> None:
    with Editor(root) as editor:
        uri = editor.open(A, with_words(IDLE).replace("\n", "\r\n"))
        (action,) = editor.actions(uri, editor.at(uri, "title"))
        assert editor.apply(uri, action["edit"]["changes"][uri]) == LESSON.replace("\n", "\r\n")


@pytest.mark.parametrize(("encodings", "column"), [(None, 16), (["utf-8"], 18), (["utf-16"], 16), (["utf-32"], 15)])
def test_positions_are_utf_16_unless_the_editor_counts_otherwise(
    root: Path, encodings: list[str] | None, column: int
) -> None:
    with Editor(root, capabilities={"general": {"positionEncodings": encodings}}) as editor:
        assert editor.server["capabilities"]["positionEncoding"] == (encodings or ["utf-16"])[0]
        uri = editor.open(A, with_words("Hier 🎈: [hier](../x.md)\n\n"))
        (link,) = [each for each in editor.diagnostics(uri) if each["code"] == "REF01"]
        assert link["range"]["start"] == {"line": editor.at(uri, "Hier")["line"], "character": column}
        assert link["range"]["end"]["character"] == column + len("../x.md")


def test_other_open_files_hear_of_a_change(root: Path) -> None:
    with Editor(root) as editor:
        uri, role = editor.open(A, LESSON), editor.open(ROLE)
        assert editor.findings(role) == []
        editor.change(role, FILES[ROLE] + "required: [hand-over-work]\n")
        assert editor.findings(role) == []
        editor.change(uri, LESSON.replace("tags: [", "retired: true\ntags: ["))
        editor.wait_for(role, lambda codes: "REF04" in codes)
        editor.change(uri, LESSON)
        editor.wait_for(role)
        skill = editor.open("content/skills/clear-communication.yml", "name: C\nsummary: S.\nlevels: {1: Asks}\n")
        editor.wait_for(role, lambda codes: "SKL01" in codes)
        editor.close(skill)
        editor.wait_for(role)


def test_a_broken_portal_file_is_a_finding_and_not_the_end(root: Path) -> None:
    with Editor(root) as editor:
        uri = editor.open(A)
        assert editor.findings(uri) == [NO_ZOE]
        portal = editor.open("content/portal.yml")
        editor.change(portal, 'name: "Northwind\n')
        assert editor.findings(portal) == [
            "1:7 error DOC09 a quotation mark is opened and not closed; close it with the same mark"
        ]
        assert editor.complete(uri, editor.at(uri, "owner: ")) == {"sam": "Sam Rivera"}
        editor.wait_for(uri)  # nothing can be said of it
        editor.change(portal, FILES["content/portal.yml"])
        assert editor.findings(portal) == []
        editor.wait_for(uri, lambda codes: codes == {"REF02"})


def test_a_portal_file_that_is_broken_on_the_disk_is_shown_too(root: Path) -> None:
    write(root / "content/portal.yml", "# Ours\nname: [Ours\n")
    with Editor(root) as editor:
        editor.open(A)
        (found,) = editor.wait_for((root / "content/portal.yml").as_uri(), lambda codes: codes == {"DOC09"})
        assert found["range"]["start"] == {"line": 1, "character": 6}
        write(root / "content/portal.yml", FILES["content/portal.yml"])
        editor.tell("workspace/didChangeWatchedFiles", {"changes": []})
        editor.wait_for((root / "content/portal.yml").as_uri())


def test_files_of_no_portal_are_left_alone(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "a portal/README.md", "TODO")
    write(tmp_path / "elsewhere/content/lessons/x/y.md", "TODO")
    with Editor(root) as editor:
        for file in ("README.md", "../elsewhere/content/lessons/x/y.md", "../nowhere.md"):
            outside = editor.open(file, "TODO")
            assert editor.hover(outside, {"line": 0, "character": 1}) == ""
            assert editor.complete(outside, {"line": 0, "character": 1}) == {}
            assert editor.actions(outside, {"line": 0, "character": 1}) == []
            editor.save(outside)
            editor.close(outside)
        editor.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "TODO"}},
        )
        editor.findings(editor.open(A))
        told = [
            each["params"]["uri"] for each in editor.said if each.get("method") == "textDocument/publishDiagnostics"
        ]
        assert set(told) == {(root / A).as_uri()}


def test_with_a_root_it_knows_that_portal_alone(root: Path, tmp_path: Path) -> None:
    other = portal_in(tmp_path / "other")
    write(other / A, owned_by("zoe"))
    with Editor(root, "--root", str(other)) as editor:
        outside = editor.open(A)
        assert editor.complete(outside, editor.at(outside, "owner: ")) == {}
        inside = editor.open("../other/" + A)
        assert editor.findings(inside) == [NO_ZOE]


def test_two_portals_side_by_side(root: Path, tmp_path: Path) -> None:
    other = portal_in(tmp_path / "other")
    write(other / "content/people/zoe.yml", "name: Zoe\n")
    write(other / A, owned_by("zoe"))
    with Editor(root) as editor:
        here, there = editor.open(A), editor.open("../other/" + A)
        assert editor.findings(here) == [NO_ZOE]
        assert editor.findings(there) == []


def test_a_new_lesson_counts_before_it_is_saved(root: Path) -> None:
    with Editor(root) as editor:
        role = editor.open(ROLE, FILES[ROLE] + "required: [brand-new]\n")
        assert [each.split(" ")[2] for each in editor.findings(role)] == ["REF06"]
        editor.open("content/lessons/working-together/brand-new.md", LESSON.replace("Hand over", "Brand new"))
        editor.wait_for(role)
        found = editor.complete(role, editor.at(role, "required: [b"))
        assert found["brand-new"] == "Brand new work without loose ends"


def test_a_file_whose_name_is_at_fault_says_so_while_it_is_open(root: Path) -> None:
    write(root / "content/lessons/working-together/Bad Name.md", LESSON)
    with Editor(root) as editor:
        uri = editor.open("content/lessons/working-together/Bad Name.md")
        editor.change(uri, owned_by("zoe"))
        assert [each.split(" ")[2] for each in editor.findings(uri)] == ["DOC03"]


def test_it_asks_to_hear_of_files_that_change(root: Path) -> None:
    files = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    with Editor(root, capabilities=files) as editor:
        uri = editor.open(A)
        assert editor.findings(uri) == [NO_ZOE]
        (asked,) = [each for each in editor.said if each.get("method") == "client/registerCapability"]
        assert asked["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
        write(root / "content/people/zoe.yml", "name: Zoe\n")
        editor.tell("workspace/didChangeWatchedFiles", {"changes": []})
        editor.wait_for(uri)


def test_an_editor_without_markdown_reads_plain_text(root: Path) -> None:
    plain = {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
    with Editor(root, capabilities=plain) as editor:
        uri = editor.open(A)
        assert editor.hover(uri, editor.at(uri, "zoe")).startswith("REF02 owner-known (error)\n")


def test_any_text_at_all_is_answered(root: Path) -> None:
    odd = [
        "",
        "---",
        "---\n",
        "---\n---",
        "\ufeff---\nowner: x\n---\n",
        "a\u2028b\x0bc\x85d\r\r\n",
        "```quiz\n- ",
        "{" * 500,
    ]
    odd += [
        "---\nteaches: {" * 3,
        "---\nowner: '\n---\n",
        "```quiz\n```\n```quiz\n- objective: ",
        "\x00\x1b]0;x\x07",
        "\ud83d",
    ]
    with Editor(root) as editor:
        uri = editor.open(A)
        for text in odd:
            editor.change(uri, text)
            assert editor.diagnostics(uri), text
            for line, character in itertools.product((0, 1, 99), (0, 3, 999)):
                place = {"line": line, "character": character}
                editor.completions(uri, place)
                editor.hover(uri, place)
                editor.actions(uri, place)
        editor.change(uri, LESSON)
        assert editor.diagnostics(uri) == [], "it has not lost its way"
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", "".join(map(str, editor.said)))


def test_a_wrong_day_in_the_environment_is_said_at_once(root: Path) -> None:
    done = lorepath("lsp", "--root", root, SOURCE_DATE_EPOCH="tomorrow")
    assert (done.returncode, done.stdout) == (2, "")
    assert "SOURCE_DATE_EPOCH holds 'tomorrow'" in done.stderr


# ── completion ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    return load(portal_in(tmp_path_factory.mktemp("portal")))[0]


LEVELS = {
    "1": "Aware: Asks questions that a colleague can answer at once",
    "2": "Working: Hands work over so that nothing is lost on the way",
}
SKILLS = {"clear-communication": "Clear communication", "lesson-writing": "Lesson writing"}
ROLES = {"lesson-author": "Lesson author"}  # but not the one that is being written
OTHERS = {
    "ask-so-you-get-an-answer": "Ask so that you get an answer",
    "write-your-first-lesson": "Write your first lesson",
}
LESSONS = {"hand-over-work": "Hand over work without loose ends", **OTHERS}
TOPICS = {"sharing-knowledge": "Sharing what you know", "working-together": "Working together"}
PEOPLE = {"sam": "Sam Rivera"}  # Amara is named nowhere
HERE = "▮"
ONE = "---\nobjectives: [{id: a, text: B}]\n---\n"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (A, f"---\nowner: {HERE}\n---\n", PEOPLE),
        (A, f"---\nowner: ma{HERE}\n", PEOPLE),
        (A, f"---\nteaches: {{{HERE}", SKILLS),
        (A, f"---\nteaches: {{pl{HERE}: 1}}\n---\n", SKILLS),
        (A, f"---\nteaches:\n  {HERE}\n---\n", SKILLS),
        (A, f"---\nteaches:\n  clear-communication: {HERE}\n---\n", LEVELS),
        (A, f"---\nteaches: {{clear-communication: {HERE}}}\n---\n", LEVELS),
        (A, f"---\nteaches: {{clear-communication: 1, {HERE}}}\n---\n", SKILLS),
        (A, f"---\nteaches: {{\n  clear-communication: 1, # so far\n  {HERE}\n", SKILLS),
        (A, f"---\nrequires: {{'clear-communication': {HERE}}}\n---\n", LEVELS),
        (A, f"---\nrequires: {{nothing: {HERE}}}\n---\n", {}),
        (A, f"---\nteaches: {HERE}\n---\n", {}),
        (A, f"---\nreplaced_by: {HERE}\n---\n", OTHERS),
        (A, f"---\ntitle: {HERE}\n---\n", {}),
        (A, f"---\n{HERE}\n---\n", {}),
        (A, f"---\nowner: # {HERE}\n---\n", {}),
        (A, f"---\nteaches: {{ # {HERE}\n---\n", {}),
        (A, f"---\nsummary: >-\n  owner: {HERE}\n---\n", {}),
        (A, f"---\nteaches:\n  clear-communication: 1\nowner: {HERE}\n---\n", PEOPLE),
        (A, f"---\nobjectives:\n- id: a\n  text: b\nowner: {HERE}\n---\n", PEOPLE),
        (A, f"{HERE}---\ntitle: A\n---\n", {}),
        (A, f"---\nobjectives:\n  - {{id: a, text: B}}\n---\n```quiz\n- objective: {HERE}\n```\n", {"a": "B"}),
        (A, f"{ONE}  ~~~ quiz\n  - id: x\n    objective: a{HERE}\n", {"a": "B"}),
        (A, f"{ONE}```quiz\n- options:\n  - objective: {HERE}\n", {}),
        (A, f"{ONE}```yaml\n- objective: {HERE}\n```\n", {}),
        (A, f"{ONE}```quiz\n```\nobjective: {HERE}", {}),
        (A, f'{ONE}## Your turn {{ data-assesses="x {HERE}" }}', {"a": "B"}),
        (A, f"---\n---\n[on]({HERE}).", {
            "ask-so-you-get-an-answer.md": "Ask so that you get an answer",
            "../sharing-knowledge/write-your-first-lesson.md": "Write your first lesson",
        }),
        (A, f"---\n---\nRead on, {HERE}", {}),
        ("content/about.md", f"---\nowner: {HERE}\n---\n", {}),
        ("content/about.md", f"[x](less{HERE}", {
            "lessons/sharing-knowledge/write-your-first-lesson.md": "Write your first lesson",
            "lessons/working-together/ask-so-you-get-an-answer.md": "Ask so that you get an answer",
            "lessons/working-together/hand-over-work.md": "Hand over work without loose ends",
        }),
        ("content/lessons/working-together/topic.yml", f"deputy: {HERE}", PEOPLE),
        ("content/lessons/working-together/topic.yml", f"owner: {HERE}", PEOPLE),
        (ROLE, f"owner: {HERE}", PEOPLE),
        (ROLE, f"requires: {{{HERE}}}", SKILLS),
        (ROLE, f"requires:\n  clear-communication: {HERE}", LEVELS),
        (ROLE, f"leads_to: [{HERE}", ROLES),
        (ROLE, f"leads_to:\n  - {HERE}", ROLES),
        (ROLE, f"leads_to:\n- edi{HERE}", ROLES),
        (ROLE, f"required:\n  - hand-over-work\n  - {HERE}", LESSONS),
        (ROLE, f"exclude: [hand-over-work, {HERE}]", LESSONS),
        (ROLE, f"electives:\n  - choose: 1\n    of: [{HERE}]", LESSONS),
        (ROLE, f"electives: [{{choose: 1, of: [a, {HERE}", LESSONS),
        (ROLE, f"electives:\n  - choose: {HERE}", {}),
        ("content/people/sam.yml", f"helps_with: [{HERE}]", SKILLS),
        ("content/people/sam.yml", f"emails: [{HERE}]", {}),
        ("content/skills/lesson-writing.yml", f"levels: {{{HERE}", {}),
        ("content/portal.yml", f"name: {HERE}", {}),
        ("content/portal.yml", f"head_counts: {{{HERE}: 3}}", {**ROLES, "team-member": "Team member"}),
        ("content/portal.yml", f"topics: [sharing-knowledge, {HERE}]", TOPICS),
    ],
)  # fmt: skip
def test_names_to_choose_from(path: str, text: str, expected: dict[str, str], portal: Portal) -> None:
    before = text[: text.index(HERE)].split("\n")
    found = completions(portal, path, Lines(text.replace(HERE, "")), (len(before), len(before[-1]) + 1))
    assert {each.label: each.detail for each in found} == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"teaches: {{cl{HERE}x}}", "teaches: {clear-communication: }"),
        (f"teaches: {{cl{HERE}x: 1}}", "teaches: {clear-communication: 1}"),
        (f'teaches: {{"c{HERE}": 1}}', 'teaches: {"clear-communication": 1}'),
        (f"teaches:\n  {HERE}\nminutes: 3", "teaches:\n  clear-communication: \nminutes: 3"),
    ],
)
def test_what_is_chosen_takes_the_place_of_the_word(root: Path, before: str, after: str) -> None:
    text = before.replace(HERE, "")
    with Editor(root) as editor:
        uri = editor.open(A, f"---\ntitle: 🎈\n{text}\n---\n")
        choice, _ = editor.completions(uri, editor.at(uri, text, before.index(HERE)))
        assert editor.apply(uri, [choice["textEdit"]]) == f"---\ntitle: 🎈\n{after}\n---\n"


def test_a_place_in_yaml_is_found_in_any_text() -> None:
    for signs in itertools.product(["a", ":", " ", "-", "{", "}", "[", '"', "#", "\n", "|"], repeat=4):
        text = "k: " + "".join(signs)
        lines = text.split("\n")
        yaml_cursor(lines, len(lines) - 1, len(lines[-1]))


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_and_positions_are_two_names_of_one_thing(encoding: str) -> None:
    lines = Lines("aä\u2028🎈z\r\nb\x0bc\rd\n", encoding)
    assert lines.lines == ["aä\u2028🎈z", "b\x0bc", "d", ""]
    spots = [(number, column) for number, line in enumerate(lines.lines, 1) for column in range(1, len(line) + 2)]
    assert [lines.spot(lines.position(spot)) for spot in spots] == spots
    assert lines.position((99, 99)) == Position(3, 0)
    assert lines.spot(Position(99, 99)) == (4, 1)


def test_half_a_character_is_the_place_before_it() -> None:
    assert Lines("🎈").spot(Position(0, 1)) == (1, 1)


def test_a_byte_order_mark_is_no_column_of_a_finding() -> None:
    lines = Lines("\ufeffab")
    assert lines.position((1, 2)) == Position(0, 2)
    assert lines.spot(Position(0, 2)) == (1, 2)


def test_the_smallest_edit() -> None:
    for before, after in itertools.product(["", "a", "ab\r\ncd", "a\r\n\r\nd", "🎈\n🎈", "\r\n", "\n"], repeat=2):
        edit = Lines(before).replacement(after)
        lines = re.split("(?<=\n)", before)
        start, end = (
            sum(map(len, lines[: each.line]))
            + len(lines[each.line].encode("utf-16-le")[: 2 * each.character].decode("utf-16-le"))
            for each in (edit.range.start, edit.range.end)
        )
        assert before[:start] + edit.new_text + before[end:] == after


def test_which_portal_a_file_belongs_to(tmp_path: Path) -> None:
    outer, inner = portal_in(tmp_path / "outer"), portal_in(tmp_path / "outer/content/lessons/inner")
    file = inner / A
    assert portal_of(file, None, []) == (inner, A)
    assert portal_of(file, outer, []) == (outer, f"content/lessons/inner/{A}")
    assert portal_of(tmp_path / "new/content/portal.yml", None, []) == (tmp_path / "new", "content/portal.yml")
    assert portal_of(tmp_path / "new" / A, None, []) is None
    assert portal_of(tmp_path / "new" / A, None, [tmp_path / "new"]) == (tmp_path / "new", A)
    (tmp_path / "link").symlink_to(outer)
    assert portal_of(outer / A, tmp_path / "link", []) == (tmp_path / "link", A)


def test_a_link_is_not_read_through_by_an_editor_either(tmp_path: Path) -> None:
    root = portal_in(tmp_path)
    (root / A).unlink()
    (root / A).symlink_to(root / "content/portal.yml")
    assert not may_stand_in(root, A)
    assert may_stand_in(root, "content/lessons/working-together/new.md")


# ── speed ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_git_is_asked_again_only_when_the_question_is_new(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = history.read
    monkeypatch.setattr(history, "read", lambda portal, today: asked.append(1) or read(portal, today))
    portal = OpenPortal(root, lambda: TODAY)
    for number, text in enumerate([LESSON, LESSON + "\nMore.", LESSON + "\nMore still."]):
        portal.look({A: OpenFile("", text, number)})
    assert len(asked) == 1
    portal.look({A: OpenFile("", LESSON.replace("tags: [", "reviewed: 2026-01-01\ntags: ["), 4)})
    assert len(asked) == 2
    portal.forget_history()
    portal.look({})
    assert len(asked) == 3


@pytest.mark.slow
def test_a_keystroke_in_our_own_portal_is_answered_soon() -> None:
    path = next(iter(sorted(OWN.glob("content/lessons/*/*.md")))).relative_to(OWN).as_posix()
    with Editor(OWN) as editor:
        uri = editor.open(path)
        editor.diagnostics(uri)
        took = []
        for number in range(5):
            editor.change(uri, editor.texts[uri] + f"\nWord {number}.\n")
            started = time.perf_counter()
            editor.diagnostics(uri)
            took.append(time.perf_counter() - started)
    print(f"from keystroke to findings: {sorted(took)[2] * 1000:.0f} ms on {os.cpu_count()} cores")
    assert min(took) < 2.0
