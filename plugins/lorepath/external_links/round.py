"""Ask for many links: one after the other at each host, several hosts at once, within bounds."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial

from msgspec import Struct

from lorepath.external_links.destination import host_of
from lorepath.external_links.question import Answer, ask
from lorepath.progress import UNSEEN, Progress

_DAYS = 7


class Limits(Struct, frozen=True):
    """How far a look at links goes: so many links, in so many seconds, at so many hosts at once.

    `pause` are the seconds between two questions to the same host. No host takes more than a third of the time:
    otherwise whoever links to a few slow ones could keep all others from being asked.
    """

    links: int = 2000
    seconds: float = 900
    hosts: int = 8
    pause: float = 1

    @property
    def seconds_of_host(self) -> float:
        """How long one host may take."""
        return self.seconds / 3


USUAL = Limits()


def ask_all(
    addresses: Iterable[str],
    today: date,
    limits: Limits = USUAL,
    inside: Collection[str] = (),
    question: Callable[[str, Collection[str]], Answer] = ask,
    progress: Progress = UNSEEN,
) -> Mapping[str, Answer]:
    """What came of each address that was asked; those for which there was no time are left out.

    Each week begins with another address, so that those for which there was no time come first some day.
    """
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    asked = _share(sorted(addresses), today, limits.links)
    progress.begin("Asking for links", len(asked))
    hosts = list(_by_host(asked).values())
    for links in hosts:
        waiting.put(links)
    found: queue.SimpleQueue[tuple[str, Answer] | None] = queue.SimpleQueue()
    end = time.monotonic() + limits.seconds
    # Nobody waits for a thread whose host says one letter a minute: it ends with the process.
    workers = min(limits.hosts, len(hosts))
    for _ in range(workers):
        work = partial(_work, waiting, found, end, limits, lambda address: question(address, inside))
        threading.Thread(target=work, daemon=True).start()
    answers: dict[str, Answer] = {}
    while workers:
        try:
            each = found.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        if each is None:
            workers -= 1
        else:
            answers[each[0]] = each[1]
            progress.advance()
    return answers


def _work(
    waiting: queue.SimpleQueue[list[str]],
    found: queue.SimpleQueue[tuple[str, Answer] | None],
    end: float,
    limits: Limits,
    question: Callable[[str], Answer],
) -> None:
    """Ask for the links of one host after the other, until none is left or time is up."""
    try:
        while time.monotonic() < end:
            links = waiting.get_nowait()
            host_end = min(end, time.monotonic() + limits.seconds_of_host)
            _ask_host(links, found, host_end, limits, question)
    except queue.Empty:
        return
    finally:
        found.put(None)


def _ask_host(
    links: list[str],
    found: queue.SimpleQueue[tuple[str, Answer] | None],
    end: float,
    limits: Limits,
    question: Callable[[str], Answer],
) -> None:
    for number, address in enumerate(links):
        if number:
            time.sleep(limits.pause)
        if time.monotonic() >= end:
            return
        answer = question(address)
        found.put((address, answer))
        if answer.busy:
            return  # the others have to wait for next week


def _share(addresses: list[str], today: date, most: int) -> list[str]:
    """As many addresses as are asked in one week, beginning at another one each week."""
    start = today.toordinal() // _DAYS * most % max(1, len(addresses))
    return (addresses[start:] + addresses[:start])[:most]


def _by_host(addresses: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for address in addresses:
        found.setdefault(host_of(address), []).append(address)
    return found
