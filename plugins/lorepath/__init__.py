"""Lorepath: a learning portal that colleagues write in Git and that knows each role's way through it."""

__version__ = "0.1.0"
