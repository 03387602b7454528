"""After any edits a build leaves the site, says the words and ends with the status of a clean build."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from command import files
from edits import EDITS, edited_portal, make
from examples import examples
from lorepath.cli import build as command
from lorepath.mkdocs_plugin import run
from lorepath.mkdocs_plugin.progress import Steps

pytestmark = pytest.mark.slow

TODAY = date(2026, 2, 28)
_TOOK = re.compile(r" into .* in [0-9.]+ s\.$", re.MULTILINE)

Ended = tuple[int, str, str]
"""Status, answer, and what was said beside it."""


class Builds:
    """A portal that is edited, built again and again into one folder, and clean into others."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.repo = edited_portal(folder / "portal")
        self._folder, self._chance = folder, chance
        self._today = TODAY
        self._earlier: run.Earlier | None = None

    def again(self, *more: str) -> Ended:
        """Build with all that earlier builds have kept."""
        return self._build("site", str(self._folder / "cache"), *more)

    def clean(self, *more: str) -> tuple[Ended, dict[str, bytes]]:
        """Build with nothing kept; also every file of the site."""
        ended, clean = self._build("clean", "off", *more), self._folder / "clean"
        site = files(clean)
        shutil.rmtree(clean, ignore_errors=True)
        return ended, site

    def previewed(self) -> dict[str, bytes]:
        """Every file of the site that a preview makes, which runs all the time."""
        with pytest.MonkeyPatch.context() as patch, Steps(show=False) as steps:
            patch.setenv("LOREPATH_CACHE", str(self._folder / "cache"))
            patch.delenv("SOURCE_DATE_EPOCH", raising=False)
            self._earlier = self._earlier or run.Earlier(self.repo.root)
            prepared = run.prepare(self.repo.root, self._today, steps, earlier=self._earlier)
            return files(run.build(prepared, self._folder / "preview", steps, earlier=self._earlier).folder)

    @property
    def site(self) -> dict[str, bytes]:
        """Every file of the site that stands."""
        return files(self._folder / "site")

    def tomorrow(self) -> None:
        """A day passes."""
        self._today += timedelta(days=self._chance.choice([1, 40]))

    def touch_site(self) -> None:
        """Somebody writes into the site."""
        pages = sorted((self._folder / "site").rglob("*.html"))
        if pages:
            self._chance.choice(pages).write_bytes(b"mine")

    def lose_cache(self) -> None:
        """Nothing that was kept is there any more."""
        shutil.rmtree(self._folder / "cache", ignore_errors=True)

    def _build(self, site: str, cache: str, *more: str) -> Ended:
        arguments = ["--root", str(self.repo.root), "--site", str(self._folder / site), *more]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LOREPATH_CACHE", cache)
            patch.delenv("SOURCE_DATE_EPOCH", raising=False)
            patch.setattr(command, "today", lambda: self._today)
            done = CliRunner().invoke(command.build, arguments)
        return done.exit_code, _TOOK.sub("", done.stdout), done.stderr


def _groups(chance: random.Random) -> Iterator[list[str]]:
    """Names of what is done between two builds; every kind occurs."""
    todo = [*(edit.__name__ for edit in EDITS), "body", "body", "body", "tomorrow", "touch_site", "lose_cache"]
    chance.shuffle(todo)
    while todo:
        yield [todo.pop() for _ in range(min(len(todo), chance.choice([1, 1, 11, 12])))]


@examples(1)
@given(seed=st.integers(0, 2**32))
def test_after_any_edits_a_build_is_as_a_clean_one(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    builds = Builds(tmp_path_factory.mktemp("edited"), chance)
    kinds = {edit.__name__: edit for edit in EDITS}
    done: list[str] = []
    for group in _groups(chance):
        for name in group:
            if name in kinds:
                make(kinds[name], builds.repo, chance)
            else:
                getattr(builds, name)()
        done += [*group, "build"]
        told = f"seed {seed}, after {', '.join(done)}"
        more = ["--allow-findings"] * (chance.random() < 0.8)
        before = builds.site
        ended = builds.again(*more)
        clean, site = builds.clean(*more)
        assert ended == clean, told
        expected = site if ended[0] == 0 else before
        assert _different(builds.site, expected) == [], told
        if more and ended[0] == 0:
            assert _different(builds.previewed(), site) == [], told
        assert builds.again(*more) == clean, f"{told}, build"
        assert _different(builds.site, expected) == [], f"{told}, build"


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
