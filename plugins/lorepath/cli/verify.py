"""`lorepath verify LESSON…`: note that somebody has read a lesson today and found it right."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath import fixes
from lorepath.cli.common import cannot_run_is_2, root_option, stop, today
from lorepath.cli.named_lesson import lesson_named
from lorepath.cli.reading import read_portal
from lorepath.look import kept_readings
from lorepath.model import Lesson, Portal
from lorepath.reporters.safe import plain
from lorepath.review_stamp import Unstampable, stamped


@click.command()
@click.argument("lessons", nargs=-1, required=True)
@root_option
@cannot_run_is_2
def verify(lessons: tuple[str, ...], root: Path) -> None:
    """Set `reviewed:` of LESSONS to today, and change nothing else.

    Run it when you have read a lesson and mended what was no longer right. Either all lessons are set, or none.
    """
    portal, _ = read_portal(root, kept_readings(root))
    day = today()
    texts = {}
    for identifier in dict.fromkeys(lessons):
        lesson = _lesson(portal, identifier)
        try:
            before = (root / lesson.path).read_bytes().decode()
            texts[lesson.path] = before, stamped(before, day)
        except (UnicodeDecodeError, Unstampable) as problem:
            why = problem if isinstance(problem, Unstampable) else "it is not UTF-8"
            stop(plain(f"{lesson.path} was not changed: {why}"))
        except OSError as error:
            stop(plain(f"{lesson.path} cannot be read ({error.strerror}), so nothing was changed"))
    for path, (before, after) in texts.items():
        try:
            if after != before:
                fixes.write(root, path, before, after)
        except OSError as error:
            stop(plain(f"{path} cannot be written ({error.strerror})"))
        click.echo(plain(f"{path}: reviewed {day}" if after != before else f"{path}: reviewed {day} already"))
    if any(before != after for before, after in texts.values()):
        # A day alone is a review whatever the message says; this one tells people, and is the cheapest to recognise.
        subject = f"Verify {next(iter(dict.fromkeys(lessons))) if len(texts) == 1 else f'{len(texts)} lessons'}"
        click.echo(f"Commit it as “{plain(subject)}”: whoever does is shown as the one who keeps the lesson fresh.")


def _lesson(portal: Portal, identifier: str) -> Lesson:
    lesson = lesson_named(portal, identifier)
    if lesson.retired:
        stop(plain(f"{lesson.id} is retired, so nobody needs to verify it; take `retired` out to bring it back"))
    return lesson
