"""The portal in this repository is what it asks of others: nothing to mend, and every role's path complete."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.assemble import Assembly, assemble
from lorepath.check import STRICT, check
from lorepath.history.standards import STANDARDS as ABOUT_THE_CLONE

ROOT = Path(__file__).parents[1]
ROLES = sorted(path.stem for path in (ROOT / "content/roles").glob("*.yml"))
TODAY = date(2026, 11, 22)
# What depends on how the repository was cloned, not on what is in it.
CLONE = {standard.code for standard in ABOUT_THE_CLONE}


@pytest.fixture(scope="module")
def own() -> Assembly:
    return assemble(ROOT, TODAY)


def test_it_is_strict_and_has_nothing_to_mend(own: Assembly) -> None:
    report = check(own)
    assert report.profile == STRICT
    assert [finding for finding in report.findings if finding.code not in CLONE] == []


def test_the_command_says_so_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a later day reviews are due, and that is as it should be.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")  # 2026-11-22
    result = cli("check", "--root", ROOT, "--format", "json")
    shape = json.loads(result.stdout)
    assert [finding for finding in shape["findings"] if finding["code"] not in CLONE] == []
    assert shape["summary"]["profile"] == "strict"
    assert shape["summary"]["lessons"] >= 32


def test_it_is_as_large_as_it_promises(own: Assembly) -> None:
    portal = own.portal
    assert len(portal.lessons) >= 32
    assert len(portal.topics) >= 8
    assert len(portal.skills) >= 14
    assert len(portal.roles) >= 6
    assert len(portal.people) >= 3
    assert not portal.unreadable


@pytest.mark.parametrize("role", ROLES)
def test_every_roles_path_is_complete(role: str, own: Assembly, cli: Cli) -> None:
    path = own.paths[role]
    assert path.steps
    assert path.unmet == ()
    shape = json.loads(cli("path", role, "--root", ROOT, "--format", "json").stdout)
    assert shape["unmet"] == []
    assert [step["lesson"] for step in shape["steps"]] == [step.lesson for step in path.steps]
    assert all(step["because"] for step in shape["steps"])


def test_every_lesson_is_one_sitting(own: Assembly) -> None:
    assert {lesson.id: lesson.minutes for lesson in own.portal.live_lessons if not 6 <= lesson.minutes <= 15} == {}
