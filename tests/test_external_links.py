"""Links out of the portal: who is asked, what answers mean, and when a link counts as broken.

Servers stand on this machine, which the tests allow by name; nothing asks any other.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Cli
from lorepath.external_links import Answer, Limits, Outcome, ask_all, destination, external_links, question, updated
from lorepath.external_links import round as round_
from lorepath.link_report import PATH, FailingLink, LinkReport, read_report, report_text
from lorepath.loader import load
from portal import QUIZ, lesson, make_portal

TODAY = date(2026, 6, 1)
HERE = "127.0.0.1"
WORKS = Answer(Outcome.WORKS, "200", heard=True)
FAILS = Answer(Outcome.FAILS, "the answer is 404", heard=True)
UNCLEAR = Answer(Outcome.UNCLEAR, "the answer is 403", heard=True)


class Site(BaseHTTPRequestHandler):
    """Answers `/404` with 404 and so on; notes what it was asked."""

    asked: list[tuple[str, str, dict[str, str]]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, dict(self.headers)))
        name = self.path.strip("/").partition("?")[0]
        if name == "no-head" and self.command == "HEAD":
            self.send_error(405)
        elif name == "round":
            self._send_on("/round")
        elif name.startswith("to-"):
            self._send_on(name.removeprefix("to-").replace("~", "/"))
        elif name == "rude":
            self.wfile.write(b"what do you want?\r\n\r\n")
        else:
            self.send_response(int(name) if name.isdigit() else 200)
            self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()

    def _send_on(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    """The address of a web server, and what it was asked."""
    handler = type("Handler", (Site,), {"asked": []})
    with ThreadingHTTPServer((HERE, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://{HERE}:{server.server_port}", handler.asked
        server.shutdown()
        thread.join()


# ── who links where ──────────────────────────────────────────────────────────────────────────────────────


def test_links_are_gathered_with_the_lessons_that_hold_them(tmp_path: Path) -> None:
    body = (
        "[a](https://example.org/a#part) <https://example.org/b> [c](HTTP://example.org/c)\n\n"
        "[in](other.md) [mail](mailto:x@example.org) [old](ftp://example.org/) `https://example.org/code`\n\n"
        f'<a href="https://example.org/raw">raw</a>\n\n{QUIZ}'
    )
    retired = lesson("[d](https://example.org/d)", retired=True)
    again = lesson("[again](https://example.org/a)")
    root = make_portal(tmp_path, lessons={"one": lesson(body), "two": again, "three": retired})
    assert external_links(load(root)[0]) == {
        "HTTP://example.org/c": ("one",),
        "https://example.org/a": ("one", "two"),
        "https://example.org/b": ("one",),
        "https://example.org/raw": ("one",),
    }


# ── who may be asked ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "machine",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:7f00:1::", "2001:db8::1", "64:ff9b:1::a00:1", "::a00:1", "::ffff:5db8:d70e"),
    ],
)
def test_no_machine_inside_is_public(machine: str) -> None:
    assert not destination.is_public(machine)


@pytest.mark.parametrize("machine", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_machines_of_the_internet_are_public(machine: str) -> None:
    assert destination.is_public(machine)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "it leads into a private network"),
        ("http://2130706433/", "it leads into a private network"),
        ("http://0x7f.1/", "it leads into a private network"),
        ("http://[::1]:8000/", "it leads into a private network"),
        ("http://localhost/", "it leads into a private network"),
        ("http://169.254.169.254/latest/meta-data/", "it leads into a private network"),
        ("http://maria:secret@example.org/", "it holds a name or a password"),
        ("http://[::1", "it is no address that can be understood"),
        ("http://example.org:99999/", "it is no address that can be understood"),
        ("ftp://example.org/", "it does not lead to the web"),
    ],
)
def test_what_leads_elsewhere_is_not_asked(monkeypatch: pytest.MonkeyPatch, address: str, why: str) -> None:
    monkeypatch.setattr(question, "_look", lambda place: pytest.fail(f"{place} was asked"))
    assert question.ask(address) == Answer(Outcome.UNCLEAR, why)


def test_one_private_machine_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(None, None, None, "", (machine, 80)) for machine in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert question.ask("http://example.org/").why == "it leads into a private network"


def test_the_machine_that_was_looked_at_is_the_one_that_is_asked(
    monkeypatch: pytest.MonkeyPatch, site: tuple[str, list[tuple[str, str, dict[str, str]]]]
) -> None:
    address, asked = site
    lookups = []
    ask_system = socket.getaddrinfo

    def look_up(host: str, *more: object, **others: object) -> object:
        lookups.append(host)
        return ask_system(HERE if host == "wiki.example" else host, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert question.ask(address.replace(HERE, "wiki.example"), {"wiki.example"}) == WORKS
    assert lookups == ["wiki.example", HERE], "a name is looked up once; what it stands for later does not count"
    assert asked[0][2]["Host"] == address.removeprefix("http://").replace(HERE, "wiki.example")


def test_a_page_cannot_send_us_inside(site: tuple[str, list[tuple[str, str, dict[str, str]]]]) -> None:
    address, asked = site
    port = address.rpartition(":")[2]
    answer = question.ask(f"{address}/to-http:~~localhost:{port}~200", {HERE})
    assert answer == Answer(Outcome.UNCLEAR, "it is sent on, and there it leads into a private network")
    assert [path for _, path, _ in asked] == [f"/to-http:~~localhost:{port}~200"]


# ── what answers mean ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "outcome", "why", "methods"),
    [
        ("200", Outcome.WORKS, "200", ["HEAD"]),
        ("no-head", Outcome.WORKS, "200", ["HEAD", "GET"]),
        ("to-~200", Outcome.WORKS, "200", ["HEAD", "HEAD"]),
        ("404", Outcome.FAILS, "the answer is 404", ["HEAD", "GET"]),
        ("410", Outcome.FAILS, "the answer is 410", ["HEAD", "GET"]),
        ("500", Outcome.FAILS, "the answer is 500", ["HEAD", "GET"]),
        ("401", Outcome.UNCLEAR, "the answer is 401", ["HEAD", "GET"]),
        ("403", Outcome.UNCLEAR, "the answer is 403", ["HEAD", "GET"]),
        ("429", Outcome.UNCLEAR, "the answer is 429", ["HEAD", "GET"]),
        ("503", Outcome.UNCLEAR, "the answer is 503", ["HEAD", "GET"]),
        ("round", Outcome.FAILS, "it is sent on without end", ["HEAD"] * 8),
        ("rude", Outcome.FAILS, "nobody answers", ["HEAD"]),
    ],
)
def test_what_an_answer_means(
    site: tuple[str, list[tuple[str, str, dict[str, str]]]], path: str, outcome: Outcome, why: str, methods: list[str]
) -> None:
    address, asked = site
    answer = question.ask(f"{address}/{path}", {HERE})
    assert (answer.outcome, answer.why) == (outcome, why)
    assert [method for method, _, _ in asked] == methods
    assert asked[0][2]["User-Agent"].startswith("lorepath/")


def test_nobody_is_there() -> None:
    with socket.socket() as taken:
        taken.bind((HERE, 0))  # and nobody listens
        address = f"http://{HERE}:{taken.getsockname()[1]}/"
        assert question.ask(address, {HERE}) == Answer(Outcome.FAILS, "nobody answers")


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (socket.EAI_NONAME, Answer(Outcome.FAILS, "no machine has this name")),
        (socket.EAI_AGAIN, Answer(Outcome.UNCLEAR, "its name could not be looked up")),
    ],
)
def test_a_name_that_cannot_be_found(monkeypatch: pytest.MonkeyPatch, number: int, answer: Answer) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert question.ask("http://example.org/") == answer


def test_a_certificate_that_is_not_in_order(site: tuple[str, list[tuple[str, str, dict[str, str]]]]) -> None:
    address, _ = site
    assert question.ask(address.replace("http:", "https:"), {HERE}).outcome is Outcome.FAILS


# ── all of them, within bounds ───────────────────────────────────────────────────────────────────────────


def addresses(hosts: int, each: int) -> list[str]:
    return [f"https://host-{host}.example/{page}" for host in range(hosts) for page in range(each)]


def test_a_host_is_asked_one_question_at_a_time() -> None:
    busy: set[str] = set()
    most = 0

    def ask(address: str, _: Collection[str]) -> Answer:
        nonlocal most
        host = address.rpartition("/")[0]
        assert host not in busy
        busy.add(host)
        most = max(most, len(busy))
        threading.Event().wait(0.01)
        busy.remove(host)
        return WORKS

    links = addresses(6, 3)
    assert ask_all(links, TODAY, Limits(hosts=3, pause=0), question=ask) == dict.fromkeys(links, WORKS)
    assert most <= 3


def test_a_host_that_wants_to_be_left_alone_is_left_alone() -> None:
    busy = Answer(Outcome.UNCLEAR, "the answer is 429", heard=True, busy=True)
    links = addresses(2, 3)
    found = ask_all(links, TODAY, Limits(pause=0), question=lambda address, _: busy if "host-0" in address else WORKS)
    assert list(found.values()).count(busy) == 1
    assert list(found.values()).count(WORKS) == 3


def test_there_is_an_end_to_it() -> None:
    never = threading.Event()

    def ask(address: str, _: Collection[str]) -> Answer:
        if "host-0" in address:
            never.wait(30)
        return WORKS

    found = ask_all(addresses(2, 2), TODAY, Limits(seconds=0.5, pause=0), question=ask)
    never.set()
    assert sorted(found) == addresses(2, 2)[2:]


def test_no_host_takes_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(round_, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=lambda _: None))

    def ask(address: str, _: Collection[str]) -> Answer:
        clock.now += 100 if "host-0" in address else 0
        return WORKS

    found = ask_all(addresses(2, 9), TODAY, Limits(seconds=900, hosts=1), question=ask)
    asked = [address.partition("/")[2].split("/")[1] for address in found]
    assert (asked.count("host-0.example"), asked.count("host-1.example")) == (3, 9)


def test_each_week_goes_on_with_other_links() -> None:
    links = addresses(10, 1)
    weeks = [
        set(ask_all(links, TODAY + timedelta(weeks=week), Limits(links=4, pause=0), question=lambda *_: WORKS))
        for week in range(3)
    ]
    assert [len(week) for week in weeks] == [4, 4, 4]
    assert set.union(*weeks) == set(links)


# ── when a link counts as broken ─────────────────────────────────────────────────────────────────────────

URL = "https://example.org/gone"


def after(*answers: Answer | None) -> LinkReport:
    """The report after these answers, one a week until today; None stands for a week in which nobody asked."""
    report = LinkReport()
    for number, answer in enumerate(answers):
        day = TODAY - timedelta(weeks=len(answers) - 1 - number)
        found = updated(report, {URL: ("one",)}, {URL: answer} if answer else {}, day)
        assert found
        report = found
    return report


def test_a_link_is_broken_after_three_failures_on_different_days() -> None:
    assert not after(FAILS, FAILS).broken
    (link,) = after(FAILS, FAILS, FAILS).broken
    assert (link.since, link.noted, link.why, link.lessons) == (
        date(2026, 5, 18),
        TODAY,
        "the answer is 404",
        ("one",),
    )
    assert after(*[FAILS] * 9).broken[0].since == TODAY - timedelta(weeks=8)
    again = updated(after(FAILS, FAILS), {URL: ("one",)}, {URL: FAILS}, TODAY)
    assert again
    assert not again.broken, "twice on one day is once"


def test_a_link_that_works_again_is_forgotten() -> None:
    assert after(FAILS, FAILS, FAILS, WORKS).failing == ()
    assert not after(FAILS, FAILS, WORKS, FAILS, FAILS).broken


@pytest.mark.parametrize("nothing", [UNCLEAR, None])
def test_no_clear_answer_changes_nothing(nothing: Answer | None) -> None:
    assert after(nothing).failing == ()
    assert after(FAILS, nothing, FAILS, nothing, FAILS).broken
    assert after(FAILS, FAILS, FAILS, nothing).broken


def test_a_link_that_no_lesson_holds_any_more_is_forgotten() -> None:
    report = updated(after(FAILS, FAILS, FAILS), {}, {}, TODAY)
    assert report == LinkReport(TODAY, ())


def test_when_nobody_answers_it_is_our_own_network() -> None:
    deaf = Answer(Outcome.FAILS, "nobody answers")
    links = {f"https://host-{host}.example/": ("one",) for host in range(3)}
    assert updated(LinkReport(), links, dict.fromkeys(links, deaf), TODAY) is None
    heard = {**dict.fromkeys(links, deaf), "https://host-0.example/": FAILS}
    report = updated(LinkReport(), links, heard, TODAY)
    assert report
    assert len(report.failing) == 3


def test_a_report_comes_back_as_it_was_written(tmp_path: Path) -> None:
    report = LinkReport(TODAY, (FailingLink('https://example.org/"ü', (TODAY,), "the answer is 404", ("a", "b")),))
    (tmp_path / PATH).parent.mkdir()
    (tmp_path / PATH).write_text(report_text(report), encoding="utf-8")
    assert read_report(tmp_path) == report


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────


def linking(folder: Path, *targets: str) -> Path:
    text = " ".join(f"[link]({target})" for target in targets)
    return make_portal(folder, lessons={"one": lesson(f"{text}\n\n{QUIZ}")})


def test_the_command_notes_what_fails_week_after_week(
    tmp_path: Path,
    cli: Cli,
    site: tuple[str, list[tuple[str, str, dict[str, str]]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, asked = site
    root = linking(tmp_path, f"{address}/404", "http://localhost:1/")
    for week in range(3):
        day = TODAY + timedelta(weeks=week)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str((day - date(1970, 1, 1)).days * 86_400))
        result = cli("links", "--inside", HERE, "--root", root)
        assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == f"""\
2 links to other sites, 2 asked for on 2026-06-15.
Broken (1):
  {address}/404 (the answer is 404; failing since 2026-06-01), in one
Not clear (1):
  http://localhost:1/ (it leads into a private network)
Noted in .github/lorepath-links.json.
"""
    )
    assert json.loads((root / PATH).read_text("utf-8")) == {
        "checked": "2026-06-15",
        "failing": [
            {
                "url": f"{address}/404",
                "days": ["2026-06-01", "2026-06-08", "2026-06-15"],
                "why": "the answer is 404",
                "lessons": ["one"],
            }
        ],
    }
    assert len(asked) == 6


def test_without_an_allowance_this_machine_is_not_asked(
    tmp_path: Path, cli: Cli, site: tuple[str, list[tuple[str, str, dict[str, str]]]]
) -> None:
    address, asked = site
    result = cli("links", "--root", linking(tmp_path, f"{address}/404"))
    assert result.exit_code == 0
    assert asked == []
    assert read_report(tmp_path).failing == ()


def test_a_report_is_never_written_through_a_link(tmp_path: Path, cli: Cli) -> None:
    root = linking(tmp_path / "portal")
    (root / ".github").mkdir()
    target = tmp_path / "elsewhere"
    target.write_text("mine")
    (root / PATH).symlink_to(target)
    result = cli("links", "--root", root)
    assert (result.exit_code, target.read_text()) == (2, "mine")
    assert result.stderr == (
        f"lorepath: `{PATH}` is a link, or lies behind one; put the file itself there (nothing was written)\n"
    )


def test_where_no_host_answers_nothing_is_noted(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    root = linking(tmp_path, "https://a.example", "https://b.example", "https://c.example")
    result = cli("links", "--root", root)
    assert result.exit_code == 2
    assert result.stderr == (
        "lorepath: no host answered at all, so it is rather this network that fails; nothing was noted\n"
    )
    assert not (root / PATH).exists()
