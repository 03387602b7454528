"""Lorepath as a MkDocs plugin: a thin adapter. Checks, paths, history and pages are library code."""
