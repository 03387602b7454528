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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chek", "there is no command `chek` here; did you mean `check` or `cache`?"),
        ("matrix foo", "there is no command `foo` here; write one of `export` or `import`"),
        ("--foo", "there is no option `--foo` here; write one of `--version` or `--help`"),
        ("path --know x=1 r", "there is no option `--know` here; did you mean `--known`?"),
        ("gaps --min x", "there is no option `--min` here; write one of `--format`, `--root` or `--help`"),
        ("path", "ROLE is missing; write it behind `path`"),
        ("matrix import", "FILE is missing; write it behind `import`"),
        ("path r --from", "`--from` wants a value; write `--from ROLE`"),
        ("new lesson --title", "`--title` wants a value; write `--title TEXT`"),
        ("check --fix=3", "`--fix` takes no value; write it alone"),
        ("matrix import x --write=1", "`--write` takes no value; write it alone"),
        ("check --jobs 0", "`--jobs` takes a whole number from 1 to 256"),
        ("check --jobs many", "`--jobs` takes a whole number from 1 to 256"),
        ("links --minutes 0", "`--minutes` takes a number above 0 and of 300 at most"),
        ("check --format x", "Invalid value for '--format': 'x' is not one of"),
        ("check --\x1b[31m", r"there is no option `--\x1b[31m` here; write one of"),
    ],
)
def test_what_cannot_be_understood_is_said_with_what_to_write(cli: Cli, line: str, said: str) -> None:
    result = cli(*line.split(" "))
    assert result.exit_code == 2
    (last,) = (each for each in result.stderr.splitlines() if each.startswith("Error: "))
    assert last.startswith(f"Error: {said}")
    assert result.stderr.startswith("Usage: ")


def test_only_the_command_that_was_asked_for_is_read() -> None:
    ask = "import sys; from lorepath.cli import main; main(['check', '--help'], standalone_mode=False)"
    code = f"{ask}; print([name for name in sys.modules if name.startswith('lorepath.cli.') and '.' in name])"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "'lorepath.cli.check'" in said
    assert "'lorepath.cli.init'" not in said
