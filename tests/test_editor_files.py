"""What editors and pre-commit read: `.vscode/` here and in new portals, and `.pre-commit-hooks.yaml`."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from command import files, lorepath
from lorepath.assemble import assemble
from lorepath.check import check
from lorepath.cli.commands import COMMANDS
from lorepath.scaffold.starter import starter_files
from portal import write
from repo import Repo

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "plugins/lorepath/starter"
LESSON = "content/lessons/working-together/hand-over-work.md"


def read(name: str) -> Any:
    """A settings file: JSON with comments on lines of their own or after a value."""
    text = (ROOT / ".vscode" / name).read_text("utf-8")
    return json.loads(re.sub(r"^\s*//.*$|(?<=[,\]}\"]) // .*$", "", text, flags=re.MULTILINE))


SNIPPETS = read("lesson.code-snippets")
TASKS = {task["label"]: task for task in read("tasks.json")["tasks"]}


def snippet(name: str, *answers: str) -> str:
    """What a snippet types where the placeholders, in order, get these answers, the rest keeping what they offer."""
    text = "\n".join(SNIPPETS[name]["body"]).replace("${CURRENT_YEAR}", "2026")
    given = {str(number): answer for number, answer in enumerate(answers, 1)}
    for number, offered in re.findall(r"\$\{(\d+):([^}]*)\}", text):
        given.setdefault(number, offered)
    return re.sub(r"\$\{(\d+):[^}]*\}|\$(\d+)", lambda found: given.get(found[1] or found[2], ""), text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A new portal, committed."""
    repo = Repo(tmp_path / "portal")
    for path, text in starter_files("Ours").items():
        write(repo.root / path, text)
    repo.commit("Begin")
    return repo.root


def said(root: Path) -> list[str]:
    return [f"{each.place} {each.code} {each.message}" for each in check(assemble(root, date(2026, 1, 6))).findings]


def test_new_portals_get_the_same_files() -> None:
    assert files(STARTER / ".vscode") == files(ROOT / ".vscode")
    assert set(files(ROOT / ".vscode")) >= {"extensions.json", "lesson.code-snippets", "settings.json", "tasks.json"}


@pytest.mark.parametrize("folder", [ROOT, STARTER])
def test_they_are_committed_and_personal_settings_are_not(folder: Path, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "some")
    repo.write(".gitignore", (folder / ".gitignore").read_bytes())
    for name in (*files(folder / ".vscode"), "launch.json"):
        repo.write(f".vscode/{name}")
    repo.commit("Begin")
    committed = repo.git("ls-files", ".vscode").split()
    assert committed == [f".vscode/{name}" for name in files(folder / ".vscode")]


def test_commands_are_those_that_there_are() -> None:
    settings = read("settings.json")
    assert settings["glspc.server.command"] == ".venv/bin/lorepath"
    commands = [settings["glspc.server.commandArguments"], *(task["args"] for task in TASKS.values())]
    assert {command for command, *_ in commands} == {"lsp", "check", "serve"} <= set(COMMANDS)
    assert all("/.venv/bin/lorepath" in task["command"] for task in TASKS.values())


def test_extensions_are_named_by_publisher_and_name() -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", each) for each in read("extensions.json")["recommendations"])


def test_the_task_reads_every_finding_of_a_check(root: Path) -> None:
    faulty = (root / LESSON).read_text("utf-8").replace("tags: [", "owner: zoe\ntags: [").replace("## Why", "#### Why")
    write(root / LESSON, faulty)
    write(root / "content/lessons/empty/topic.yml", "title: Empty\nsummary: None yet.\nowner: sam\nnonsense: 1\n")
    matcher = TASKS["lorepath check"]["problemMatcher"]
    pattern = matcher["pattern"]
    found = []
    output = lorepath("check", "--root", root, SOURCE_DATE_EPOCH="1767700800").stdout
    for match in filter(None, (re.match(pattern["regexp"], line) for line in output.splitlines())):
        file, line, column, code, message, severity = (
            match[pattern[part]] for part in ("file", "line", "column", "code", "message", "severity")
        )
        found.append((f"{file}:{line}:{column}", code, message, severity or matcher["severity"]))
    report = check(assemble(root, date(2026, 1, 6)))
    assert found == [
        (str(each.place), each.code, f"{each.message}; {each.hint}" if each.hint else each.message, each.severity)
        for each in report.findings
    ]
    assert {severity for *_, severity in found} == {"error", "warning"}


def test_the_pattern_knows_hints_and_nothing_else() -> None:
    pattern = TASKS["lorepath check"]["problemMatcher"]["pattern"]["regexp"]
    hint = re.match(pattern, "content/a b.md:1:2: HIS02 there is none (yet); make one: 1 (hint)")
    assert hint
    assert hint.groups() == ("content/a b.md", "1", "2", "HIS02", "there is none (yet); make one: 1", "hint")
    for line in (
        "    6 | owner: zoe",
        "      |        ^",
        "3 lessons checked: 1 error; it blocks.",
        "",
        "  REF02 x: y",
    ):
        assert not re.match(pattern, line)


def test_the_lesson_that_is_typed_for_you_has_nothing_to_mend(root: Path) -> None:
    """As it is offered, but for the names and for texts long enough to teach something."""
    long = (root / LESSON).read_text("utf-8")
    filled = snippet("A lesson").replace("{skill: 1}", "{clear-communication: 1}")
    write(root / "content/lessons/working-together/close-a-ticket.md", filled)
    assert said(root) == []
    quiz = snippet("A knowledge check", "one-more", "list-open-threads").replace("…", "")
    write(root / LESSON, long.replace("## In short", f"{quiz}\n## In short"))
    assert said(root) == []


def test_the_other_snippets_fit_into_a_lesson(root: Path) -> None:
    long = (root / LESSON).read_text("utf-8")
    practice = snippet("A practice", "list-open-threads", "Write three of your own threads down.", "Ours had four.")
    question = snippet("A question of a knowledge check", "one-more", "list-open-threads")
    allowed = snippet("Allow a finding", "STR09", "2026-12-31", "the lesson teaches what a TODO is")
    text = long.replace(
        "## In short", f"{practice}\n\n{allowed}\n\nWe write lorem ipsum in front of it.\n\n## In short"
    )
    write(
        root / LESSON, text.replace("```quiz\n", f"```quiz\n{question}\n", 1).replace("\n\n- id: best", "\n- id: best")
    )
    assert said(root) == []


def test_the_snippets_for_yaml_make_sound_files(root: Path) -> None:
    write(root / "content/people/maria.yml", snippet("A person", "Maria Okafor", "lesson-writing"))
    write(root / "content/skills/incident-response.yml", snippet("A skill"))
    topic = snippet("A topic", "Handling incidents", "Notice and call.", "maria")
    write(root / "content/lessons/incidents/topic.yml", topic)
    role = snippet("A role", "Support engineer", "Keeps the service up.", "maria", "lesson-writing", "1")
    write(root / "content/roles/support-engineer.yml", role)
    assert said(root) == []


def test_every_snippet_says_what_it_is_for() -> None:
    assert all(each["description"] and each["scope"] in ("markdown", "yaml") for each in SNIPPETS.values())
    prefixes = [each["prefix"] for each in SNIPPETS.values()]
    assert len(prefixes) == len(set(prefixes))


def test_pre_commit_checks_the_whole_portal(root: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("lorepath-check", "python", False)
    assert re.search(hook["files"], LESSON)
    assert not re.search(hook["files"], "README.md")
    program, *arguments = shlex.split(hook["entry"])
    assert program == "lorepath"
    assert lorepath(*arguments, "--root", root).returncode == 0
    write(root / LESSON, "no front matter")
    assert lorepath(*arguments, "--root", root).returncode == 1
    assert lorepath(*arguments, "--changed", "HEAD", "--root", root).returncode == 1
