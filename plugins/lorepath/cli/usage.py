"""What is said of a command line that cannot be understood: what was found, and what to write instead."""

from __future__ import annotations

import click
from click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchCommand, NoSuchOption, UsageError

from lorepath.reporters.safe import plain
from lorepath.wording import listed, nearest_few


def clearer(error: UsageError, group: click.Context) -> UsageError:
    """The error in our words, where they say more than click's. `group` is where the command line begins."""
    context = error.ctx or _invoked(group)
    said = _said(error, context)
    return UsageError(plain(said), context) if said else error


def _invoked(context: click.Context) -> click.Context:
    """The command below a group, for errors that do not say of which command they speak."""
    group, name = context.command, context.invoked_subcommand
    command = group.get_command(context, name) if isinstance(group, click.Group) and name else None
    return click.Context(command, context, name) if command else context


def _said(error: UsageError, context: click.Context) -> str:
    match error:
        case NoSuchOption():
            return f"there is no option `{error.option_name}` here; {_one_of(error.option_name, _options(context))}"
        case NoSuchCommand() if isinstance(context.command, click.Group):
            known = context.command.list_commands(context)
            return f"there is no command `{error.command_name}` here; {_one_of(error.command_name, known)}"
        case BadOptionUsage():
            return _wants(context, error.option_name)
        case MissingParameter(param=click.Option() as option):
            return f"the option {_written(context, option)} is missing"
        case MissingParameter(param=click.Argument() as argument):
            return f"{argument.make_metavar(context)} is missing; write it behind `{context.info_name}`"
        case BadParameter(param=click.Option(type=click.IntRange() as numbers) as option):
            span = f"from {numbers.min} to {numbers.max}" if numbers.max is not None else f"of {numbers.min} or more"
            return f"`{option.opts[0]}` takes a whole number {span}"
        case BadParameter(param=click.Option(type=click.FloatRange() as numbers) as option):
            return f"`{option.opts[0]}` takes a number above {numbers.min:g} and of {numbers.max:g} at most"
        case _:
            return ""


def _one_of(written: str, known: list[str]) -> str:
    if near := nearest_few(written, known):
        return f"did you mean {listed([f'`{each}`' for each in near], 'or')}?"
    return f"write one of {listed([f'`{each}`' for each in known], 'or', most=len(known))}"


def _options(context: click.Context) -> list[str]:
    options = [each for each in context.command.get_params(context) if isinstance(each, click.Option)]
    return [name for each in options if not each.hidden for name in each.opts if name.startswith("--")]


def _wants(context: click.Context, name: str) -> str:
    """What an option wants that was given a value too many, or one too few."""
    group = context.command
    below = [group.commands[each] for each in group.commands] if isinstance(group, click.Group) else []
    for option in (param for command in (group, *below) for param in command.get_params(context)):
        if isinstance(option, click.Option) and name in option.opts:
            alone = f"`{name}` takes no value; write it alone"
            return alone if option.is_flag else f"`{name}` wants a value; write {_written(context, option)}"
    return ""


def _written(context: click.Context, option: click.Option) -> str:
    return f"`{option.opts[0]} {option.make_metavar(context)}`"
