"""`lorepath build`: the portal as a site, or what keeps it from being one."""

from __future__ import annotations

import os
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lorepath.cli.common import cannot_run_is_2, jobs_option, root_option, stop, today, typed
from lorepath.mkdocs_plugin.last_build import LastBuild, Outcome, Wish
from lorepath.mkdocs_plugin.memory import seldom_swept
from lorepath.reporters.safe import plain
from lorepath.store import Store, place_of
from lorepath.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lorepath.mkdocs_plugin.run import Prepared


NOT_BUILT = "not built, and the site that was there is as it was; --allow-findings builds what can be built"


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
    started = time.monotonic()
    wish = Wish(root, site, today(), allow_findings, full_text)
    last = LastBuild(Store(place_of(root)), wish)
    outcome = last.outcome()
    if outcome:
        _tell(outcome.report, outcome.said)
    else:
        outcome = _build(wish, jobs, last)
    if not outcome.site:
        raise click.exceptions.Exit(1)
    took = f"{time.monotonic() - started:.1f} s"
    click.echo(f"Built {count(outcome.lessons, 'lesson')} into {_short(outcome.site)} in {took}.")


@seldom_swept()
def _build(wish: Wish, jobs: int, last: LastBuild) -> Outcome:
    """Check and build, telling what there is to tell; how that ended, noted for the next time."""
    # Only here, for they take a while to import, and where nothing has changed there is no need of them.
    from lorepath.mkdocs_plugin import run
    from lorepath.mkdocs_plugin.progress import Steps
    from lorepath.mkdocs_plugin.stopped import Stopped
    from lorepath.reporters import text

    with Steps() as steps:
        prepared = run.prepare(wish.root, wish.today, steps, jobs, texts=last.texts, site=wish.site)
    report, lessons = prepared.report, len(prepared.assembly.portal.lessons)
    said = text.render(report) if report.findings else ""
    if report.blocking and not wish.allow_findings:
        _tell(said, (NOT_BUILT,))
        return last.noted(Outcome(said, (NOT_BUILT,), lessons), prepared.assembly.history)
    beside = tuple(what_is_left_out(prepared))
    _tell(said, beside)
    try:
        with Steps() as steps:
            built = run.build(prepared, wish.site, steps, jobs=jobs, full_text=wish.full_text)
    except Stopped as error:
        if os.environ.get(run.DEBUG):
            traceback.print_exc()
        stop(plain(str(error)))
    _tell("", built.said)
    outcome = Outcome(said, (*beside, *built.said), lessons, built.folder)
    return last.noted(outcome, prepared.assembly.history, built.left)


def _tell(report: str, said: Iterable[str]) -> None:
    if report:
        click.echo(typed(report), nl=False)
    for each in said:
        say(each)


def say(message: str) -> None:
    """Tell the person, beside the answer."""
    click.echo(f"lorepath: {typed(plain(message))}", err=True)


def what_is_left_out(prepared: Prepared) -> Iterator[str]:
    """Which files, and which parts of files, the site is built without, and why."""
    from lorepath.mkdocs_plugin.left_out import left_out

    for loss in left_out(prepared.assembly):
        yield f"left out {loss.what}: {loss.why}"


def _short(folder: Path) -> str:
    """A folder as one would type it from here."""
    here = Path.cwd()
    return f"{folder.relative_to(here) if folder.is_relative_to(here) else folder}/"
