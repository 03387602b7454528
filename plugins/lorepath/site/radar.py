"""The geometry of a skill radar: numbers in, points of an SVG out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from msgspec import Struct

Point = tuple[float, float]

CENTRE = 120.0
RADIUS = 92.0
_LABEL_RADIUS = 108.0
MINIMUM_AXES = 3


class Axis(Struct, frozen=True):
    """One spoke: where it ends, where its label stands, and where the required level is on it."""

    end: Point
    label: Point
    value: Point


class Radar(Struct, frozen=True):
    """A radar chart in a square of 2 × CENTRE; `rings` are polygons, the innermost first."""

    size: float
    axes: tuple[Axis, ...]
    rings: tuple[tuple[Point, ...], ...]

    @property
    def shape(self) -> tuple[Point, ...]:
        """The polygon of the values."""
        return tuple(axis.value for axis in self.axes)


def radar(values: Sequence[int], scale: int) -> Radar | None:
    """The chart of `values` from 0 to `scale`; None where too few of them would make no shape."""
    if len(values) < MINIMUM_AXES or scale < 1:
        return None
    turns = [2 * math.pi * place / len(values) - math.pi / 2 for place in range(len(values))]
    return Radar(
        size=2 * CENTRE,
        axes=tuple(
            Axis(
                _point(turn, RADIUS),
                _point(turn, _LABEL_RADIUS),
                _point(turn, RADIUS * min(value, scale) / scale),
            )
            for turn, value in zip(turns, values, strict=True)
        ),
        rings=tuple(tuple(_point(turn, RADIUS * ring / scale) for turn in turns) for ring in range(1, scale + 1)),
    )


def _point(turn: float, radius: float) -> Point:
    """A point at an angle; rounded, so that every machine writes the same page. Adding 0.0 turns -0.0 into 0.0."""
    return (
        round(CENTRE + radius * math.cos(turn), 1) + 0.0,
        round(CENTRE + radius * math.sin(turn), 1) + 0.0,
    )
