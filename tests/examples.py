"""How many examples property tests try: few each time, many every night (`--hypothesis-profile=nightly`)."""

from __future__ import annotations

from hypothesis import settings

USUAL = 100
"""Examples under the profile `ci`, for a test that names no number."""
NIGHTLY = 3000
"""The same under the profile `nightly`."""

# Each run of `ci` tries the same examples, so that nobody's change fails by another's luck; every night tries new ones.
# This stands here and not in conftest.py, which is read again where tests import from it: `ci` would be loaded anew.
settings.register_profile("ci", max_examples=USUAL, deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("nightly", max_examples=NIGHTLY, deadline=None, derandomize=False, print_blob=True)
settings.load_profile("ci")  # pytest's `--hypothesis-profile=nightly` loads the other


def examples(usual: int) -> settings:
    """Settings for a test that tries `usual` examples under the profile `ci`, and as many times more every night."""
    return settings(max_examples=max(1, usual * settings().max_examples // USUAL))


def is_night() -> bool:
    """Whether there is time for every case."""
    return settings().max_examples > USUAL
