"""The one way in which writing something new fails on purpose."""

from __future__ import annotations


class Refused(ValueError):
    """What somebody asked for cannot be written; the text says why, and what to do instead."""
