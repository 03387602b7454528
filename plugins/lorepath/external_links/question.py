"""One question to one address: is somebody there?"""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from enum import Enum
from http import HTTPStatus
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urljoin

import urllib3
from urllib3 import exceptions

from lorepath import __version__
from lorepath.external_links.destination import Destination, NoSuchHost, NotAsked, destination

_PATIENCE = urllib3.Timeout(connect=10, read=20)
_HOPS = 8
_HEADERS = {"User-Agent": f"lorepath/{__version__} (looks once a week whether links still work)", "Accept": "*/*"}
_GONE = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.GONE))
_MOVED = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE))


class Outcome(Enum):
    """What an answer says of a link."""

    WORKS = "works"
    FAILS = "fails"
    UNCLEAR = "unclear"
    """Somebody may be there, and does not talk to programs; or nobody was asked."""


class Answer(NamedTuple):
    """What came of a question, and why. `heard` says that a server answered; `busy` that it wants to be left alone."""

    outcome: Outcome
    why: str
    heard: bool = False
    busy: bool = False


def ask(address: str, inside: Collection[str] = ()) -> Answer:
    """Ask for the head of a page, or where that is refused, for the page, which is not read.

    It goes where it is sent on to, by the same rules: hosts that are `inside` may lie in a private network.
    """
    here = address
    for _ in range(_HOPS):
        try:
            status, there = _look(destination(here, inside))
            here = urljoin(here, there)
        except NotAsked as refusal:
            where = "" if here == address else " is sent on, and there it"
            return Answer(Outcome.UNCLEAR, f"it{where} {refusal}")
        except NoSuchHost:
            return Answer(Outcome.FAILS, "no machine has this name")
        except exceptions.NewConnectionError:  # is a kind of TimeoutError too
            return Answer(Outcome.FAILS, "nobody answers")
        except exceptions.TimeoutError:
            return Answer(Outcome.FAILS, "no answer came in time")
        except exceptions.SSLError:
            return Answer(Outcome.FAILS, "the certificate is not in order")
        except (exceptions.HTTPError, HTTPException, ValueError):
            return Answer(Outcome.FAILS, "nobody answers")
        except OSError:
            return Answer(Outcome.UNCLEAR, "its name could not be looked up")
        if not there:
            return _meaning(status)
    return Answer(Outcome.FAILS, "it is sent on without end", heard=True)


def _look(place: Destination) -> tuple[int, str]:
    """The status that a machine answers, and where it sends us on to, or nothing."""
    status, there = _request("HEAD", place)
    # Many servers know no HEAD, and say so in many ways.
    return (status, there) if there or status < HTTPStatus.BAD_REQUEST else _request("GET", place)


def _request(method: str, place: Destination) -> tuple[int, str]:
    """The same, asked of the first machine of a host that can be reached."""
    *others, last = place.machines
    for machine in others:
        with contextlib.suppress(exceptions.NewConnectionError, exceptions.ConnectTimeoutError):
            return _send(method, place, machine)
    return _send(method, place, last)


def _send(method: str, place: Destination, machine: str) -> tuple[int, str]:
    pool: urllib3.HTTPConnectionPool
    if place.scheme == "https":
        # The certificate must be that of the host, although its machine is asked by number.
        pool = urllib3.HTTPSConnectionPool(
            machine, place.port, timeout=_PATIENCE, server_hostname=place.host, assert_hostname=place.host
        )
    else:
        pool = urllib3.HTTPConnectionPool(machine, place.port, timeout=_PATIENCE)
    headers = {**_HEADERS, "Host": place.named}
    with pool:
        answer = pool.urlopen(
            method, place.target, headers=headers, retries=False, redirect=False, preload_content=False
        )
        answer.close()  # what else it says is not read
    there = answer.headers.get("Location", "") if answer.status in _MOVED else ""
    return answer.status, there


def _meaning(status: int) -> Answer:
    if status < HTTPStatus.BAD_REQUEST:
        return Answer(Outcome.WORKS, str(status), heard=True)
    if status in _GONE or (status >= HTTPStatus.INTERNAL_SERVER_ERROR and status not in _BUSY):
        return Answer(Outcome.FAILS, f"the answer is {status}", heard=True)
    return Answer(Outcome.UNCLEAR, f"the answer is {status}", heard=True, busy=status in _BUSY)
