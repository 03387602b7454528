"""What is made while Python seldom looks for garbage is not looked through right afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from lorepath.mkdocs_plugin.memory import seldom_swept, settle


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
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
