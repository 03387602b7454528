"""The exception of everything that keeps a site from being built."""

from __future__ import annotations


class Stopped(Exception):
    """Why a build or a preview cannot run: one line, with what to do about it.

    What an author got wrong is a finding, and an unreadable portal a PortalError. This is for the rest: a
    broken `mkdocs.yml`, a folder that cannot be written, a full disk, a taken port. Commands print it and exit with 2.
    """
