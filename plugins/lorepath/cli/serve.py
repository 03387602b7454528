"""`lorepath serve`: the portal while it is being written."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from lorepath.cli.build import say, what_is_left_out
from lorepath.cli.common import cannot_run_is_2, jobs_option, root_option, stop, today, typed
from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.missing_portal import no_portal
from lorepath.reporters import text
from lorepath.reporters.safe import plain


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen.")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the preview in a browser.")
@jobs_option
@root_option
@cannot_run_is_2
def serve(root: Path, port: int, jobs: int, open_in_browser: bool) -> None:
    """Show the portal on this computer, and renew it after every change.

    Findings are listed here each time; whatever can be shown is shown.
    """
    from lorepath.mkdocs_plugin import run
    from lorepath.mkdocs_plugin.preview import Preview, Renewed
    from lorepath.mkdocs_plugin.progress import Steps
    from lorepath.mkdocs_plugin.stopped import Stopped
    from lorepath.site.views.preview import preview_note

    if not (root / CONTENT).is_dir():
        raise PortalError(no_portal(root))
    today()  # says at once where SOURCE_DATE_EPOCH cannot be read

    earlier = run.Earlier(root)

    def renew(site: Path, address: str) -> Renewed:
        with Steps() as steps:
            prepared = run.prepare(root, today(), steps, jobs, earlier)
        click.echo(typed(text.render(prepared.report)), nl=False)
        for loss in what_is_left_out(prepared):
            say(loss)
        with Steps() as steps:
            built = run.build(prepared, site, steps, address, jobs, earlier=earlier)
        for line in built.said:
            say(line)
        return Renewed(preview_note(prepared.report.findings, prepared.report.blocking), built.named)

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        Preview(root, port, renew, say).run(open_in_browser=open_in_browser)
    except Stopped as error:
        stop(plain(str(error)))
    except KeyboardInterrupt:
        say("the preview has ended")


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Being asked to end is as good as Ctrl+C: the temporary folder goes away."""
    raise KeyboardInterrupt
