"""`lorepath baseline`: today's findings become known, so that only new ones block."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath import baseline as known
from lorepath.cli.common import cannot_run_is_2, root_option, stop, today
from lorepath.look import Question, look
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.wording import count


@click.command()
@click.option("--update", is_flag=True, help="Write over the baseline that is there.")
@root_option
@cannot_run_is_2
def baseline(root: Path, update: bool) -> None:
    """Write today's findings into .github/lorepath-baseline.json, so that old content can come in.

    A check then reports only what is not in it. Findings are recognised by their code, file and line's text, so
    lines may move. Mend old findings at leisure, then run this again with --update.
    """
    file = root / known.PATH
    if known.is_linked(root):
        stop(f"{known.PATH} is a link, or lies behind one; put the file itself there")
    if file.exists() and not update:
        stop(f"{known.PATH} is there already; write over it with --update")
    with Steps() as steps:
        assembly, report = look(Question(root, today(), baseline=False), steps)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(known.write_baseline(report.findings, assembly.portal.line_at), "utf-8", newline="\n")
    except OSError as error:
        stop(f"{known.PATH} cannot be written ({error.strerror})")
    click.echo(
        f"Wrote {count(len(report.findings), 'finding')} to {known.PATH}. Commit it; from now on only new ones count."
    )
