"""`lorepath check`: what to change before a lesson is good teaching."""

from __future__ import annotations

import os
from pathlib import Path

import click

from lorepath import fixes
from lorepath.check import Report
from lorepath.cli.common import cannot_run_is_2, end, jobs_option, root_option, stop, today, typed, typed_in
from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.look import Question, look
from lorepath.mkdocs_plugin.memory import seldom_swept, settle
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.mkdocs_plugin.site_address import site_address
from lorepath.reporters import summary
from lorepath.reporters.formats import FORMATS, Setting
from lorepath.reporters.source import texts_of
from lorepath.reporters.text import Tone, uncoloured
from lorepath.wording import count

_FOR_PEOPLE = frozenset({"text", "github"})
_ROUNDS = 10
"""Fixes that touch each other wait for the next round; more rounds than this no text needs."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--changed",
    metavar="BASE",
    help="Report only what differs from this branch or commit, and what that breaks elsewhere.",
)
@click.option(
    "--policy-from",
    metavar="REV",
    help="Take profile, rule settings, baseline and suppressions from this branch or commit.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations and a job summary, sarif for code scanners, "
    "rdjson for review bots.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing what a text means.")
@click.option("--unsafe", is_flag=True, help="With --fix: mend what somebody should look at afterwards, too.")
@jobs_option
@root_option
@cannot_run_is_2
def check(
    paths: tuple[Path, ...],
    changed: str | None,
    policy_from: str | None,
    form: str,
    fix: bool,
    unsafe: bool,
    jobs: int,
    root: Path,
) -> None:
    """Check the portal and say what to change.

    The whole portal is read. With PATHS or --changed only findings in those files are reported.
    """
    if unsafe and not fix:
        raise click.UsageError("--unsafe goes with --fix")
    about = tuple(_relative(path, root) for path in paths)
    question = Question(root, today(), paths=about, changed=changed, policy_from=policy_from, jobs=jobs)
    try:
        with seldom_swept(), Steps() as steps:
            mended = _mend(question, unsafe, steps) if fix else 0
            assembly, report = look(question, steps)
        settle()  # or a last sweep would look through all of it before the process ends
    except PortalError as error:
        if form == "text":
            raise
        _print(Report((error.finding,)), form, Setting(prefix=_prefix(root), site_url=site_address(root)))
        raise click.exceptions.Exit(2) from None
    texts = texts_of(assembly.portal, (finding.place.path for finding in report.findings))
    paint = uncoloured if os.environ.get("NO_COLOR") else _painted
    _print(report, form, Setting(texts, _prefix(root), site_address(root), paint))
    if fix:
        click.echo(f"lorepath: mended {count(mended, 'finding')}", err=True)
    end(report)


def _mend(question: Question, unsafe: bool, steps: Steps) -> int:
    """Put fixes into the files, round after round, until none is left; how many findings were mended."""
    mended = 0
    for _ in range(_ROUNDS):
        _, report = look(question, steps)
        fixable = [finding for finding in report.findings if finding.fix and (finding.fix.safe or unsafe)]
        before = fixes.read(question.root, {finding.place.path for finding in fixable})
        after, applied = fixes.apply(before, fixable, unsafe)
        for path, text in after.items():
            if text != before[path]:
                _write(question.root, path, before[path], text)
        if not applied:
            break
        mended += len(applied)
    return mended


def _write(root: Path, path: str, before: str, after: str) -> None:
    try:
        fixes.write(root, path, before, after)
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}), so it was not mended")


def _print(report: Report, form: str, setting: Setting) -> None:
    said = FORMATS[form](report, setting)
    # Where nobody looks at a terminal, click takes the colours out.
    click.echo(typed(said) if form in _FOR_PEOPLE else said, nl=False)
    if form == "github":
        _write_summary(typed(summary.render(report, setting.texts, setting.site_url)))


_COLOURS = {Tone.ERROR: "red", Tone.WARNING: "yellow", Tone.HINT: "cyan", Tone.CARET: "green"}


def _painted(piece: str, tone: Tone) -> str:
    return click.style(piece, fg=_COLOURS.get(tone), bold=tone is Tone.PLACE or None, dim=tone is Tone.SOURCE or None)


def _prefix(root: Path) -> str:
    """The way from the checked-out repository, which annotations are relative to, to the portal."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or root).resolve()
    here = root.resolve()
    return f"{here.relative_to(workspace).as_posix()}/" if workspace in here.parents else ""


def _write_summary(summary: str) -> None:
    """Append to the page of the job, where GitHub offers one."""
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as stream:
            stream.write(summary)


def _relative(path: Path, root: Path) -> str:
    """A path that somebody typed, as the portal names it: from where they stand, else from the root."""
    candidates = (typed_in() / path, path, root / path)
    found = [candidate.resolve() for candidate in candidates if candidate.exists()]
    if not found:
        stop(f"there is no file or folder {path}; name one below content/, or leave it out to check everything")
    inside = [each.relative_to(root.resolve()) for each in found if each.is_relative_to(root.resolve())]
    if not inside:
        stop(f"{path} is not inside the portal {root}; name a file or folder below content/")
    checked = next((each for each in inside if each.parts[:1] in ((), (CONTENT,))), None)
    if checked is None:
        remedy = "name a file or folder below content/"
        if path.suffix == ".md":
            remedy += "; a lesson stands in content/lessons/<topic>/"
        stop(f"{path} is not below content/, so nothing of it is checked; {remedy}")
    return checked.as_posix()
