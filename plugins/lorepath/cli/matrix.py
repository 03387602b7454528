"""`lorepath matrix`: what each role needs, as a spreadsheet, and back from it."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath import fixes
from lorepath.cli.common import cannot_run_is_2, echo_csv, root_option, stop
from lorepath.cli.reading import read_portal
from lorepath.look import kept_readings
from lorepath.matrix import Change, changes, edited_roles, read, write
from lorepath.model import Portal
from lorepath.paths.steps import level_in_words
from lorepath.reporters.safe import plain
from lorepath.wording import count, listed

_MOST_SAID = 100


@click.group()
def matrix() -> None:
    """Take what each role needs into a spreadsheet, and back from it."""


@matrix.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--force", is_flag=True, help="Write over FILE where it is there already.")
@root_option
@cannot_run_is_2
def export(file: Path | None, force: bool, root: Path) -> None:
    """Write the matrix as CSV to FILE, else to the screen: a row for each skill, a column for each role."""
    portal, _ = read_portal(root, kept_readings(root))
    text = write(portal)
    if file is None:
        echo_csv(text)
        return
    if file.exists() and not force:
        stop(plain(f"{file} is there already; name another file, or add --force to write over it"))
    file.write_bytes(text.encode("utf-8-sig"))
    click.echo(plain(f"Wrote {count(len(portal.skills), 'skill')} and {count(len(portal.roles), 'role')} to {file}."))


@matrix.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--write", "is_wanted", is_flag=True, help="Change the role files; without it they are left alone.")
@root_option
@cannot_run_is_2
def import_(file: Path, is_wanted: bool, root: Path) -> None:
    """Say how the roles in content/roles/ differ from the matrix in FILE, and with --write change them.

    What the sheet does not name stays as it is.
    """
    kept = kept_readings(root)
    portal, _ = read_portal(root, kept)
    try:
        sheet = read(file.read_bytes().decode("utf-8-sig"), portal)
    except UnicodeDecodeError as error:
        stop(plain(f"{file} is not UTF-8 (byte {error.start + 1:,}); save it from your spreadsheet as CSV UTF-8"))
    if sheet.complaints:
        for complaint in sheet.complaints[:_MOST_SAID]:
            click.echo(plain(f"{file}: {complaint}"), err=True)
        if len(sheet.complaints) > _MOST_SAID:
            click.echo(f"and {len(sheet.complaints) - _MOST_SAID:,} more", err=True)
        stop(f"nothing was changed; mend {count(len(sheet.complaints), 'place')} first")
    if sheet.unnamed:
        click.echo(plain(f"Not in the sheet, so left as it is: {listed([f'`{skill}`' for skill in sheet.unnamed])}."))
    found = [*changes(portal, sheet.wanted)]
    if not found:
        click.echo("The roles need just what the sheet says: nothing to change.")
        return
    typed = fixes.read(root, {change.role.source.path for change in found})
    texts, refused = edited_roles(portal, sheet.wanted, typed, kept)
    for change in found:
        click.echo(plain(_in_words(portal, change)))
    if refused:
        stop(
            plain(
                f"nothing was changed: the YAML of {listed(refused)} is not understood well enough; change it by hand"
            )
        )
    _write(root, typed, texts, is_wanted)


def _write(root: Path, typed: dict[str, str], texts: dict[str, str], is_wanted: bool) -> None:
    if not is_wanted:
        click.echo(f"\nNothing was changed. Add --write to change {count(len(texts), 'file')} in content/roles/.")
        return
    for path, text in texts.items():
        fixes.write(root, path, typed[path], text)
    click.echo(
        f"\nChanged {count(len(texts), 'file')} in content/roles/; `lorepath check` says what that means for paths."
    )


def _in_words(portal: Portal, change: Change) -> str:
    level, title = max(change.before, change.after), change.role.title
    if not change.before:
        return f"{title}: needs {level_in_words(portal, change.skill, level)}, too"
    if not change.after:
        return f"{title}: no longer needs {level_in_words(portal, change.skill, level)}"
    now = level_in_words(portal, change.skill, change.after)
    return f"{title}: needs {now} instead of {change.before} ({portal.level_name(change.before)})"
