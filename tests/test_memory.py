"""What is made while Python seldom looks for garbage is not looked through right afterwards."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from lorepath.mkdocs_plugin.memory import Sweeper, seldom_swept, settle, unsettle


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    usual = gc.get_threshold()
    unsettle()
    yield
    unsettle()
    assert gc.get_threshold() == usual


def test_what_was_made_counts_as_old() -> None:
    with seldom_swept():
        made = [[number] for number in range(5_000)]
    young = {id(each) for each in gc.get_objects(generation=0)}
    assert id(made) not in young
    assert not any(id(each) in young for each in made)
    assert gc.get_freeze_count() == 0, "who does not settle can still be swept"


def test_what_is_settled_stays_settled() -> None:
    settle()
    with seldom_swept():
        pass
    assert gc.get_freeze_count() > 0


class _Ring:
    """Something that only a sweep lets go of."""

    def __init__(self) -> None:
        self.own = self


def _left_behind() -> threading.Event:
    """Set when what a build left is gone."""
    gone, ring = threading.Event(), _Ring()
    weakref.finalize(ring, gone.set)
    settle()
    return gone


def test_what_a_build_left_is_let_go_of_after_it() -> None:
    with Sweeper(after_seconds=0).resting():
        gone = _left_behind()
    assert gone.wait(60)


def test_nothing_is_let_go_of_while_the_next_build_runs_or_after_the_end() -> None:
    sweeper = Sweeper(after_seconds=3600)
    with sweeper.resting():
        gone = _left_behind()
    first = _waiting()
    with sweeper.resting():
        first.join(60)
        assert not first.is_alive()
    second = _waiting()
    sweeper.stop()
    second.join(60)
    assert not second.is_alive()
    assert not gone.is_set()


def _waiting() -> threading.Thread:
    """The thread that waits to sweep."""
    return next(each for each in threading.enumerate() if isinstance(each, threading.Timer) and each.interval == 3600)
