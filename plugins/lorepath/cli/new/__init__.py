"""`lorepath new lesson|topic|skill|role|person`: a file with everything in its place, ready to be filled in."""

from __future__ import annotations

import click

from lorepath.cli.new.lesson import lesson
from lorepath.cli.new.person import person
from lorepath.cli.new.role import role
from lorepath.cli.new.skill import skill
from lorepath.cli.new.topic import topic


@click.group()
def new() -> None:
    """Write a new lesson, topic, skill, role or person.

    In a terminal you are asked for what the flags leave open.
    """


for command in (lesson, topic, skill, role, person):
    new.add_command(command)
