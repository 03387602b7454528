"""Who is who: e-mail addresses come in, names and handles go out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from lorepath.model import Person


class Contact(NamedTuple):
    """A name and an address as a commit gives them."""

    name: str
    email: str

    def __repr__(self) -> str:
        return "Contact(…)"  # even the name may be an address

    @property
    def mark(self) -> str:
        """What tells this contact from all others, and does not show it."""
        return _digest(f"{self.name}\0{self.email}")


class Party(NamedTuple):
    """What is kept of a contact: its mark, a name fit to be shown, and marks of its addresses, not the addresses.

    `address` is the one that `.mailmap` puts in place of `former`, which the commit gives; both are empty where there
    is none.
    """

    mark: str
    name: str
    address: str
    former: str
    bot: bool


class Contributor(NamedTuple):
    """Somebody to credit: a name for display and, when registered, the handle in `content/people`."""

    name: str
    person: str | None = None


class Directory:
    """Tells people apart, with `.mailmap` before the people registry. Parties go by their number.

    `authors` are the parties that the history has seen as authors: a trailer may name them although they are not
    registered; with `anyone`, it may name everybody.
    """

    def __init__(
        self,
        people: Mapping[str, Person],
        parties: Sequence[Party] = (),
        authors: Collection[int] = (),
        anyone: bool = False,
    ) -> None:
        self._people = people
        self._by_address = {mark_of(email): person for person in people.values() for email in person.emails if email}
        self._registered = [self._person(party) for party in parties]
        self._parties = parties
        self.keys = [
            f"person {person.id}" if person else f"address {party.address}" if party.address else f"name {party.name}"
            for party, person in zip(parties, self._registered, strict=True)
        ]
        """For each party a text that is the same for all parties that are one person."""
        self.people = [person.id if person else None for person in self._registered]
        """For each party the handle of the person that it is; shown or not."""
        by_name = _by_name(people)
        self.contributors = [
            _credited(party, person or by_name.get(party.name.casefold()))
            for party, person in zip(parties, self._registered, strict=True)
        ]
        """For each party whom to credit; None for a bot and for somebody who opted out.

        Somebody registered stands for all of the same name; somebody who opted out is hidden under every address.
        """
        seen = {self.keys[author] for author in authors}
        self.trusted = [
            not party.bot and (anyone or person is not None or key in seen)
            for party, person, key in zip(parties, self._registered, self.keys, strict=True)
        ]
        """For each party whether a trailer, which anybody can write, may name it."""
        self.known_as: list[frozenset[object]] = [
            frozenset((key, shown) if shown else (key,))
            for key, shown in zip(self.keys, self.contributors, strict=True)
        ]
        """What each party goes by. Two that share any of it are one: people merge on a host by another address."""

    def hidden(self) -> frozenset[str]:
        """The names that must not be shown: those of people who opted out, in the registry and in commits."""
        names = {person.name for person in self._people.values() if person.hidden}
        for party, person in zip(self._parties, self._registered, strict=True):
            if person and person.hidden and party.name:
                names.add(party.name)
        return frozenset(names)

    def _person(self, party: Party) -> Person | None:
        # Somebody may be registered with the address that `.mailmap` replaces.
        return self._by_address.get(party.address) or self._by_address.get(party.former)


def _by_name(people: Mapping[str, Person]) -> dict[str, Person]:
    """The people whose name nobody else has, and those who opted out."""
    found: dict[str, list[Person]] = {}
    for person in people.values():
        found.setdefault(person.name.casefold(), []).append(person)
    hidden = {name: person for name, namesakes in found.items() for person in namesakes if person.hidden}
    return {name: namesakes[0] for name, namesakes in found.items() if len(namesakes) == 1} | hidden


def _credited(party: Party, person: Person | None) -> Contributor | None:
    if person:
        return None if person.hidden else Contributor(person.name, person.id)
    return Contributor(party.name) if party.name and not party.bot else None


def party_of(contact: Contact, current: Contact) -> Party:
    """What is kept of a contact, `current` being what `.mailmap` makes of it."""
    return Party(contact.mark, displayed(current.name), mark_of(current.email), mark_of(contact.email), is_bot(contact))


_NOREPLY = re.compile(r"(?:\d+\+)?(.+@users\.noreply\.github\.com)")
_MACHINE_ADDRESS = re.compile(r"(?:no-?reply|bot|.*\[bot\])@.*|(?:\d+\+)?copilot@users\.noreply\.github\.com")
_MACHINE_NAMES = frozenset(
    ("actions-user", "copilot", "dependabot", "github", "github-actions", "imgbot", "renovate", "web-flow")
)


def is_bot(contact: Contact) -> bool:
    """Whether a contact is a program, by the marks that hosts and common bots use."""
    name = contact.name.strip().casefold()
    return (
        name.endswith("[bot]")
        or name in _MACHINE_NAMES
        or _MACHINE_ADDRESS.fullmatch(contact.email.strip().casefold()) is not None
    )


@lru_cache(maxsize=4096)
def mark_of(email: str) -> str:
    """What tells an address from others: GitHub's `login@users.noreply…` and `1234+login@users.noreply…` are one."""
    email = email.strip().casefold()
    noreply = _NOREPLY.fullmatch(email)
    return _digest(noreply[1] if noreply else email) if email else ""


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


LONGEST_NAME = 80
"""So many characters of a name are shown."""
_LONGEST = 500
"""So many characters of a name are looked at: looking for addresses takes time by the square of a word's length."""
_EMBEDDED_ADDRESS = re.compile(r"([^\s@<>()]+)@[^\s@<>()]+")


def displayed(name: str) -> str:
    """A name fit to be shown: one line, no invisible characters, no e-mail address, at most 80 characters."""
    visible = "".join(
        " " if character.isspace() else character
        for character in name[:_LONGEST]
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    # Git takes the address for the name when nobody told it a name.
    return " ".join(_EMBEDDED_ADDRESS.sub(r"\1", visible).split())[:LONGEST_NAME].replace("@", " ").strip()
