"""One person, many addresses; and no address ever comes out."""

from __future__ import annotations

import pytest

from history.conftest import Read
from history.portals import person
from lorepath.history import History
from lorepath.history.identity import Contact, displayed
from repo import Repo

PATH = "content/lessons/t/a.md"


def authors(history: History) -> list[tuple[str, str | None]]:
    return [(each.name, each.person) for each in history.lessons["a"].authors]


def written_by(repo: Repo, *people: str) -> None:
    for number, each in enumerate(people):
        repo.write(PATH, "text\n" * (number + 1))
        repo.commit("Explain", author=each)


def test_the_registry_knows_addresses(repo: Repo, read: Read) -> None:
    written_by(repo, "maria <Maria@Example.org>", "M. Okafor <work@example.org>")
    maria = person("maria", "Maria Okafor", "maria@example.org", "work@example.org")

    assert authors(read(PATH, people={"maria": maria})) == [("Maria Okafor", "maria")]


def test_both_forms_of_a_noreply_address_are_one_person(repo: Repo, read: Read) -> None:
    written_by(repo, "Maria <mokafor@users.noreply.github.com>", "Maria O <12345+mokafor@users.noreply.github.com>")
    maria = person("maria", "Maria Okafor", "12345+mokafor@users.noreply.github.com")

    assert authors(read(PATH, people={"maria": maria})) == [("Maria Okafor", "maria")]


def test_a_login_is_no_handle(repo: Repo, read: Read) -> None:
    """Anybody may call themselves `maria` on GitHub."""
    written_by(repo, "Somebody <1+maria@users.noreply.github.com>")

    assert authors(read(PATH, people={"maria": person("maria", "Maria Okafor")})) == [("Somebody", None)]


def test_mailmap_corrects_names_and_addresses(repo: Repo, read: Read) -> None:
    written_by(repo, "mo <old@example.org>", "Tom <tom@example.org>")
    repo.write(".mailmap", "Maria Okafor <maria@example.org> <old@example.org>\nTom Berg <tom@example.org>\n")
    maria = person("maria", "Maria Okafor", "maria@example.org")

    assert authors(read(PATH, people={"maria": maria})) == [("Maria Okafor", "maria"), ("Tom Berg", None)]


def test_mailmap_corrects_trailers_too(repo: Repo, read: Read) -> None:
    written_by(repo, "Tom <tom@example.org>")
    repo.write(PATH, "new")
    repo.write(".mailmap", "Maria Okafor <maria@example.org> <old@example.org>\n")
    repo.commit("Explain\n\nCo-authored-by: mo <old@example.org>", author="Tom <tom@example.org>")
    maria = person("maria", "Maria Okafor", "maria@example.org")

    assert authors(read(PATH, people={"maria": maria})) == [("Tom", None), ("Maria Okafor", "maria")]


def test_mailmap_survives_odd_contacts(repo: Repo, read: Read) -> None:
    written_by(repo, "mo <old@example.org>")
    tree = repo.git("write-tree").strip()
    for author in ("", "<>", "A <B> <x@example.org>", "  ", "\x01 <x y@example.org>"):
        who = f"{author} 1700000000 +0000"
        text = f"tree {tree}\nparent {repo.head}\nauthor {who}\ncommitter {who}\n\nOdd\n"
        commit = repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text.encode())
        repo.git("update-ref", "refs/heads/main", commit.strip())
    repo.write(".mailmap", "Maria Okafor <maria@example.org> <old@example.org>\n")

    history = read(PATH)

    assert history.findings == ()
    assert authors(history) == [("Maria Okafor", None)]


def test_a_configured_mailmap_does_not_count(repo: Repo, read: Read) -> None:
    written_by(repo, "mo <old@example.org>")
    other = repo.write("../elsewhere", "Eve <eve@example.org> <old@example.org>\n")
    repo.git("config", "mailmap.file", str(other))
    repo.write(".mailmap", "# nothing\n")

    assert authors(read(PATH)) == [("mo", None)]


def test_who_opted_out_is_nowhere(repo: Repo, read: Read) -> None:
    written_by(repo, "Maria <maria@example.org>", "Maria Okafor <unlisted@example.org>", "Tom <tom@example.org>")
    maria = person("maria", "Maria Okafor", "maria@example.org", hidden=True)

    history = read(PATH, people={"maria": maria})

    assert authors(history) == [("Tom", None)]
    assert "Maria" not in repr(history)
    assert history.lessons["a"].edited  # her edits still count for the dates


def test_a_registered_person_stands_for_the_same_name(repo: Repo, read: Read) -> None:
    written_by(repo, "Maria Okafor <private@example.org>", "Maria Okafor <maria@example.org>")
    maria = person("maria", "Maria Okafor", "maria@example.org")

    assert authors(read(PATH, people={"maria": maria})) == [("Maria Okafor", "maria")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("maria@example.org", "maria"),
        ("Maria (maria@example.org)", "Maria (maria)"),
        ("  Maria \t Okafor ", "Maria Okafor"),
        ("Ma\u202eria\x1b[31m\u200b", "Maria[31m"),
        ("@maria", "maria"),
        ("x" * 200, "x" * 80),
        ("@", ""),
    ],
)
def test_names_are_fit_to_be_shown(name: str, shown: str) -> None:
    assert displayed(name) == shown


def test_no_address_comes_out(repo: Repo, read: Read) -> None:
    address = "secret.person@example.org"
    written_by(repo, f"{address} <{address}>")
    repo.write(PATH, "new")
    repo.commit(
        f"Ask {address}\n\nCo-authored-by: {address} <{address}>\nReviewed-lesson: {address}",
        author=f"Tom {address} <t@example.org>",
    )
    history = read(PATH, people={"sp": person("sp", "S. P.", address)})

    assert "example.org" not in repr(history)
    assert "@" not in repr(history)
    assert "example" not in repr(Contact(address, address))
