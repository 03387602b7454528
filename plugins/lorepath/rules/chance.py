"""How likely it is that keys stand where they stand by chance."""

from __future__ import annotations

from collections.abc import Iterable

SIGNIFICANT = 0.05


def tail(chances: Iterable[float], hits: int) -> float:
    """The probability of `hits` or more among independent trials with these chances.

    Exact: where all chances are equal it is the upper tail of the binomial distribution.
    """
    exactly = [1.0]
    for chance in chances:
        exactly = [
            (exactly[number] * (1 - chance) if number < len(exactly) else 0.0)
            + (exactly[number - 1] * chance if number else 0.0)
            for number in range(len(exactly) + 1)
        ]
    return sum(exactly[hits:])
