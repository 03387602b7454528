"""`lorepath links`: which links out of the portal lead nowhere any more. The only command that uses the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from lorepath import link_report
from lorepath.cli.common import cannot_run_is_2, root_option, stop, today
from lorepath.cli.reading import read_portal
from lorepath.external_links import Answer, Limits, Outcome, ask_all, external_links, updated
from lorepath.link_report import FailingLink, LinkReport
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.reporters.safe import plain
from lorepath.scaffold.files import renew
from lorepath.scaffold.refused import Refused
from lorepath.wording import count

_LIMITS = Limits()


@click.command()
@click.option(
    "--most",
    type=click.IntRange(1, 100_000),
    default=_LIMITS.links,
    show_default=True,
    help="How many links to ask for; the next week goes on with others.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, 300, min_open=True),
    default=_LIMITS.seconds / 60,
    show_default=True,
    help="After so long it ends, with what it knows by then.",
)
@click.option(
    "--inside",
    metavar="HOST",
    multiple=True,
    help="A host in a private network that may be asked, such as wiki.example.com. Repeat it for more.",
)
@root_option
@cannot_run_is_2
def links(most: int, minutes: float, inside: tuple[str, ...], root: Path) -> None:
    """Ask whether the links of lessons still lead somewhere, and note it in .github/lorepath-links.json.

    A link counts as broken when it has failed on three different days and worked on none between them. Lessons with a
    broken link are due. Links into private networks are not asked for, unless you name their hosts.
    """
    day = today()
    portal, _ = read_portal(root)
    linked = external_links(portal)
    limits = Limits(links=most, seconds=minutes * 60, hosts=_LIMITS.hosts, pause=_LIMITS.pause)
    with Steps() as steps:
        answers = ask_all(linked, day, limits, {host.lower() for host in inside}, progress=steps)
    report = updated(link_report.read_report(root), linked, answers, day)
    if report is None:
        stop("no host answered at all, so it is rather this network that fails; nothing was noted")
    try:
        renew(root, {link_report.PATH: link_report.report_text(report)})
    except Refused as refusal:
        stop(plain(str(refusal)))
    except OSError as error:
        stop(plain(f"{link_report.PATH} cannot be written ({error.strerror})"))
    for line in _lines(linked, answers, report):
        click.echo(plain(line))


def _lines(linked: Mapping[str, Sequence[str]], answers: Mapping[str, Answer], report: LinkReport) -> Iterator[str]:
    yield f"{count(len(linked), 'link')} to other sites, {len(answers)} asked for on {report.checked}."
    yield from _listed("Broken", report.broken)
    yield from _listed(
        f"Failing, on fewer than {link_report.FAILURES} days yet", [each for each in report.failing if not each.broken]
    )
    unclear = [(url, answer.why) for url, answer in sorted(answers.items()) if answer.outcome is Outcome.UNCLEAR]
    if unclear:
        yield f"Not clear ({len(unclear)}):"
    for url, why in unclear:
        yield f"  {url} ({why})"
    yield f"Noted in {link_report.PATH}."


def _listed(title: str, links: Sequence[FailingLink]) -> Iterator[str]:
    if links:
        yield f"{title} ({len(links)}):"
    for each in links:
        yield f"  {each.url} ({each.why}; failing since {each.since}), in {', '.join(each.lessons)}"
