"""`lorepath build`: the portal as a site, or what keeps it from being one."""

from __future__ import annotations

import os
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lorepath.cli.common import cannot_run_is_2, jobs_option, root_option, stop, today, typed
from lorepath.mkdocs_plugin.left_out import left_out
from lorepath.reporters import text
from lorepath.reporters.safe import plain
from lorepath.wording import count

if TYPE_CHECKING:
    from lorepath.mkdocs_plugin.run import Prepared


@click.command()
@click.option("--allow-findings", is_flag=True, help="Build what can be built, and name what is left out.")
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to build; site/ in the portal's folder where neither this nor mkdocs.yml says.",
)
@click.option("--full-text", is_flag=True, help="Make the index for search through whole lessons. For publishing.")
@jobs_option
@root_option
@cannot_run_is_2
def build(root: Path, site: Path | None, jobs: int, allow_findings: bool, full_text: bool) -> None:
    """Check the portal and build its site.

    Where a finding blocks, nothing is built and the site that was there stays as it was.
    """
    # MkDocs takes a while to import, and the other commands have no need of it.
    from lorepath.mkdocs_plugin import run
    from lorepath.mkdocs_plugin.progress import Steps
    from lorepath.mkdocs_plugin.stopped import Stopped

    started, now = time.monotonic(), today()
    with Steps() as steps:
        prepared = run.prepare(root, now, steps, jobs)
    if prepared.report.findings:
        click.echo(typed(text.render(prepared.report)), nl=False)
    if prepared.report.blocking and not allow_findings:
        say("not built, and the site that was there is as it was; --allow-findings builds what can be built")
        raise click.exceptions.Exit(1)
    name_what_is_left_out(prepared)
    try:
        with Steps() as steps:
            steps.begin("Preparing pages")
            folder = run.build(prepared, site, steps, jobs=jobs, full_text=full_text)
    except Stopped as error:
        if os.environ.get(run.DEBUG):
            traceback.print_exc()
        stop(plain(str(error)))
    lessons = count(len(prepared.assembly.portal.lessons), "lesson")
    click.echo(f"Built {lessons} into {_short(folder)} in {time.monotonic() - started:.1f} s.")


def say(message: str) -> None:
    """Tell the person, beside the answer."""
    click.echo(f"lorepath: {typed(plain(message))}", err=True)


def name_what_is_left_out(prepared: Prepared) -> None:
    """Tell which files, and which parts of files, the site is built without, and why."""
    for loss in left_out(prepared.assembly):
        say(f"left out {loss.what}: {loss.why}")


def _short(folder: Path) -> str:
    """A folder as one would type it from here."""
    here = Path.cwd()
    return f"{folder.relative_to(here) if folder.is_relative_to(here) else folder}/"
