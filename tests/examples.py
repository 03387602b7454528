"""How many examples property tests try: few each time, many every night (`--hypothesis-profile=nightly`)."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100
"""Examples under the profile `ci`, for a test that names no number."""
NIGHTLY = 3000
"""The same under the profile `nightly`."""


def examples(usual: int) -> settings:
    """Settings for a test that tries `usual` examples under the profile `ci`, and as many times more every night."""
    return settings(max_examples=max(1, usual * settings().max_examples // USUAL))


def is_night() -> bool:
    """Whether there is time for every case."""
    return settings().max_examples > USUAL
