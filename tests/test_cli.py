"""The group of all commands: each is there, none is read for nothing, and a slip of the finger is met with the name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from conftest import Cli
from lorepath.cli import main
from lorepath.cli.commands import COMMANDS

CLI = Path(__file__).parents[1] / "plugins/lorepath/cli"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_a_module_and_a_function_of_its_name(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    assert command.name == name
    assert command.help


def test_no_command_is_left_out() -> None:
    """A module with a command in it that nobody can ask for."""
    modules = {path.stem if path.is_file() else path.name for path in CLI.iterdir()}
    commands = {
        name
        for name in modules
        for path in (CLI / f"{name}.py", CLI / name / "__init__.py")
        if path.is_file() and ("@click.command(" in (text := path.read_text("utf-8")) or "@click.group(" in text)
    }
    assert commands - {"__init__"} == set(COMMANDS)


def test_an_unknown_command_is_met_with_its_neighbours(cli: Cli) -> None:
    result = cli("chek")
    assert result.exit_code == 2
    assert result.stderr.endswith("No such command 'chek'. (Did you mean one of: 'cache', 'check'?)\n")


def test_only_the_command_that_was_asked_for_is_read() -> None:
    ask = "import sys; from lorepath.cli import main; main(['check', '--help'], standalone_mode=False)"
    code = f"{ask}; print([name for name in sys.modules if name.startswith('lorepath.cli.') and '.' in name])"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "'lorepath.cli.check'" in said
    assert "'lorepath.cli.init'" not in said
