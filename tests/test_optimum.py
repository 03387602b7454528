"""On portals of up to 400 lessons, no path takes over 5 % more minutes than the best one, as HiGHS proves.

HiGHS takes minutes for all 200, so the profile `ci` looks at every tenth portal; `nightly`, and the row of
`scripts/bench plan`, at all of them.
"""

from __future__ import annotations

import pytest

from examples import is_night
from lorepath.graph import assumed
from lorepath.paths import plan
from optimum import PORTALS, Optimum, less_a_twentieth
from random_portals import large_portal
from sketch import sketch

LOOKED_AT = range(PORTALS) if is_night() else range(8, PORTALS, 10)


@pytest.mark.parametrize("seed", LOOKED_AT)
def test_no_path_takes_over_a_twentieth_more_than_the_best(seed: int) -> None:
    portal = large_portal(seed, 15, 400)
    role = portal.roles["role"]
    minutes = plan(portal, role).minutes
    assert Optimum(portal, role, assumed(portal)).below(less_a_twentieth(minutes)) is None


def test_the_optimum_is_known_where_it_can_be_seen() -> None:
    """HiGHS is asked the right question: circles, pins, electives, what is excluded, retired or known count."""
    lessons = {
        "x-from-y": {"teaches": "x 1, g 1", "requires": "y 1", "minutes": 1},
        "y-from-x": {"teaches": "y 1, h 1", "requires": "x 1", "minutes": 1},
        "x-alone": {"teaches": "x 1", "minutes": 20},
        "y-alone": {"teaches": "y 1", "minutes": 5},
        "y-quick": {"teaches": "y 1", "minutes": 2},
        "y-gone": {"teaches": "y 1", "minutes": 3, "retired": True},
    }
    roles = {
        "both": {"requires": "g 1, h 1"},
        "without": {"requires": "g 1, h 1", "exclude": ["y-quick"]},
        "pinned": {"requires": "g 1", "required": ["x-alone"]},
        "choosing": {"requires": "y 1", "electives": [{"choose": 2, "of": ["y-alone", "y-quick", "x-alone"]}]},
    }
    portal = sketch(lessons, roles)
    fewest = {name: Optimum(portal, role, {}).below(100) for name, role in portal.roles.items()}
    assert fewest == {"both": 4, "without": 7, "pinned": 22, "choosing": 7}
    assert {name: plan(portal, role).minutes for name, role in portal.roles.items()} == fewest
    assert Optimum(portal, portal.roles["both"], {}).below(5) == 4
    assert Optimum(portal, portal.roles["both"], {}).below(4) is None
    assert Optimum(portal, portal.roles["both"], {"y": 1}).below(100) == 2
