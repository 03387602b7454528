"""What the benchmarks measure on: generated portals are in order, the same in every run, and of the size asked for."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from command import files
from lorepath.assemble import assemble
from lorepath.check import check
from portal import make_portal
from repo import Repo

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.fixture(autouse=True)
def _scripts_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)


@pytest.mark.parametrize("lessons", [4, 90])
def test_a_generated_portal_is_in_order(tmp_path: Path, lessons: int) -> None:
    from bench_portal import make_portal

    assembly = assemble(make_portal(tmp_path / "portal", lessons), date(2026, 1, 5))
    assert [str(finding) for finding in check(assembly).findings] == []
    assert len(assembly.portal.lessons) == lessons
    assert all(path.steps and not path.unmet for path in assembly.paths.values())
    assert all(facts.authors for facts in assembly.history.lessons.values())


def test_the_same_seed_gives_the_same_portal(tmp_path: Path) -> None:
    from bench_portal import make_portal

    made = [files(make_portal(tmp_path / name, 30, seed) / "content") for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_lessons_have_about_700_words(tmp_path: Path) -> None:
    from bench_portal import make_portal

    portal = assemble(make_portal(tmp_path / "portal", 30), date(2026, 1, 5)).portal
    words = [len(lesson.body.partition("```quiz")[0].split()) for lesson in portal.lessons.values()]
    assert 500 < sum(words) / len(words) < 900


TWO = """
import os, time
from_child, to_parent = os.pipe()
child = os.fork()
held = b"x" * 60_000_000
if child == 0:
    os.write(to_parent, b"held")
else:
    os.read(from_child, 4)  # from here on both hold it
time.sleep(3)  # sixty looks at them, and on a busy machine a few
if child:
    os.waitpid(child, 0)
"""
"""Two processes, each of which holds 60 MB while the other does."""


def test_memory_of_all_processes_is_added_up(tmp_path: Path) -> None:
    from bench_measure import measure

    sample = measure([sys.executable, "-c", TWO], tmp_path)
    assert 3 < sample.seconds < 120
    if sys.platform == "linux":
        assert 120 < sample.memory < 400


def test_a_command_that_fails_ends_the_benchmark(tmp_path: Path) -> None:
    from bench_measure import measure

    with pytest.raises(SystemExit, match="ended with 3"):
        measure([sys.executable, "-c", "import sys; sys.exit(3)"], tmp_path)


def test_a_command_may_end_with_what_it_found(tmp_path: Path) -> None:
    from bench_measure import measure

    assert measure([sys.executable, "-c", "import sys; sys.exit(1)"], tmp_path, statuses=(0, 1)).seconds > 0


def test_one_lesson_is_changed_and_put_back(tmp_path: Path) -> None:
    from bench_check import one_changed
    from bench_portal import make_portal

    folder = make_portal(tmp_path / "portal", 4)
    before = files(folder / "content")
    with one_changed(folder):
        after = files(folder / "content")
    with one_changed(folder, 2):
        assert after != files(folder / "content") != before
    changed = [path for path in before if before[path] != after[path]]
    assert len(changed) == 1
    assert changed[0].startswith("lessons/")
    assert files(folder / "content") == before


def test_rounds_are_interleaved_and_compared_in_pairs() -> None:
    from bench_measure import Sample, interleaved, median, ratio

    order: list[str] = []
    # The machine is three times as slow in the second round.
    times = {"ours": iter([2.0, 6.0, 2.2]), "peer": iter([1.0, 3.0, 1.0])}

    def job(name: str) -> Sample:
        order.append(name)
        return Sample(next(times[name]), 1.0, 5.0)

    found = interleaved({name: lambda name=name: job(name) for name in times}, 3, lambda line: None)
    assert order == ["ours", "peer"] * 3
    assert median(found["ours"]) == Sample(2.2, 1.0, 5.0)
    assert ratio(found["ours"], found["peer"], lambda sample: sample.seconds) == 2.0


def test_a_missed_target_is_shown_as_missed() -> None:
    from bench_report import Row, table

    rows = [
        Row("build", 1.31, "×", at_most=1.3),
        Row("check", 5.5, "×", at_most=5.5),
        Row("memory", 3, "MB"),
        Row("bytes", 0.94, "×", at_most=1.05, at_least=0.95),
        Row("nothing changed", 0.00421, "×", at_most=0.01),
    ]
    lines = table(rows).splitlines()
    assert lines[2].endswith("≤ 1.3  missed")
    assert lines[3].endswith("≤ 5.5  met")
    assert lines[4].endswith("MB")
    assert lines[5].endswith("0.95 to 1.05  missed")
    assert lines[6].endswith("0.00421 ×        ≤ 0.01  met")


def test_a_page_begins_with_all_targets_and_says_what_is_missing(tmp_path: Path) -> None:
    from bench_report import Row, page, read, save

    file = tmp_path / "results.json"
    build = [
        Row("first build, 5,000 lessons, against that", 0.36, "×", at_most=0.3, promise="first build"),
        Row("first build, 5,000 lessons", 20.7, "s"),
    ]
    save("build", build, file, quick=False, rounds=3)
    save("check", [Row("check, CPU", 2.8, "ms", at_most=4)], file, quick=False, rounds=1)
    save("plan", [Row("path", 9, "s", at_most=1)], file, quick=True, rounds=1)
    before, *sections = page(read(file, ("check", "build", "plan")), ("first build", "preview")).split("\n## ")
    assert before.startswith("# Benchmarks\n")
    assert [section.partition("\n")[0] for section in sections] == ["Targets", "Check", "Build"]
    assert [line for line in sections[0].splitlines() if line.startswith("|")] == [
        "| figure | value | target | |",
        "|---|--:|--:|---|",
        "| first build | 0.36 × | ≤ 0.3 | **missed** |",
        "| preview | | | **not measured** |",
        "| figure | value | target | |",
        "|---|--:|--:|---|",
        "| check, CPU | 2.80 ms | ≤ 4 | met, 1 round only |",
    ]
    assert "**1 round only, which is no median**." in sections[1]
    assert ", in 3 rounds or more." in sections[2]
    assert "| first build, 5,000 lessons | 20.70 s | | |" in sections[2]


def test_every_target_is_measured() -> None:
    from bench_targets import TARGETS, promised

    scripts = {path for path in SCRIPTS.glob("bench*") if path.is_file() and path.name != "bench_targets.py"}
    measured: set[str] = set()
    for script in scripts:
        measured.update(_names(ast.parse(script.read_text(encoding="utf-8"))))
    assert set(TARGETS) - measured == set()
    row = promised("bytes of a lesson's page, 5,000 against 1,000", "bytes", 0.9)
    assert (row.promise, row.verdict) == ("bytes of a lesson's page, 5,000 against 1,000", "missed")


def _names(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_pass_after_new_commits_begins_before_them(tmp_path: Path) -> None:
    from bench_history import _before, _grown
    from bench_history_repository import make_repository

    folder = make_repository(tmp_path / "portal", 5, 60, 3)
    before = _before(folder, 20)
    assert 20 <= int(Repo(folder).git("rev-list", "--count", f"{before}..main")) < 24
    assert _grown(tmp_path, folder, before, "passed").seconds > 0
    assert Repo(folder).git("symbolic-ref", "--short", "HEAD").strip() == "main"
    with pytest.raises(SystemExit, match="fewer than 100"):
        _before(folder, 100)


def test_a_generated_repository_is_the_same_in_every_run_and_all_known(tmp_path: Path) -> None:
    from bench_history_repository import make_repository

    made = [make_repository(tmp_path / name, 20, 300, 15, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    first, again, other = (Repo(folder).head for folder in made)
    assert first == again != other
    assert Repo(made[0]).git("rev-list", "--count", "HEAD").strip() == "300"
    facts = assemble(made[0], date(2026, 1, 5)).history
    assert len(facts.lessons) == 20
    assert all(each.created and each.authors for each in facts.lessons.values())
    assert facts.redirects, "some lessons were renamed"


def test_what_reading_a_history_costs_is_told_as_json(tmp_path: Path) -> None:
    from bench_history_repository import make_repository

    folder = make_repository(tmp_path / "portal", 5, 30, 3)
    command = [sys.executable, str(SCRIPTS / "bench_history_read.py"), str(folder), str(tmp_path / "store")]
    cold, warm = (json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(2))
    assert cold.keys() == warm.keys() == {"seconds", "cpu", "passed", "memory", "lessons"}
    assert 0 < cold["passed"] <= cold["seconds"]
    assert 0 <= warm["passed"] <= warm["seconds"]
    assert cold["lessons"] == warm["lessons"] == 5
    assert 0 < cold["cpu"] < 60


def test_what_bounds_cost_is_told_as_json(tmp_path: Path) -> None:
    portal = make_portal(tmp_path / "portal")
    command = [sys.executable, str(SCRIPTS / "bench_bounds.py"), str(portal), "1"]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert found.keys() == {"with", "without", "lessons"}
    assert found["lessons"] == 2
    assert min(found.values()) > 0


def test_what_is_set_aside_makes_room_and_slows_nothing_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import bench_measure

    monkeypatch.setattr(bench_measure, "_ASIDE", tmp_path / "aside")
    for text in ("first", "second"):
        (tmp_path / "kept").mkdir()
        (tmp_path / "kept/entry").write_text(text)
        bench_measure.set_aside(tmp_path / "kept", tmp_path / "never-there")
        assert not (tmp_path / "kept").exists()
    assert sorted(path.read_text() for path in tmp_path.glob("aside/*/kept/entry")) == ["first", "second"]


def test_a_profile_names_every_part_of_a_build_and_adds_up() -> None:
    command = [sys.executable, str(SCRIPTS / "profile_build.py"), "--lessons", "8"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    rows = dict(line.strip("| ").split(" | ") for line in run.stdout.strip().splitlines()[2:])
    times = {part: float(time) for part, time in rows.items()}
    together = times.pop("together")
    assert together == pytest.approx(sum(times.values()), abs=0.005 * (len(times) + 1) + 1e-6)
    assert {"reading: Markdown, YAML, schemas, rules about one text", "Markdown: blocks", "writing files"} <= set(times)
