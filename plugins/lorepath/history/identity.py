"""Who is who: e-mail addresses come in, names and handles go out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lorepath.model import Person


class Contact(NamedTuple):
    """A name and an address as a commit gives them."""

    name: str
    email: str

    def __repr__(self) -> str:
        return "Contact(…)"  # even the name may be an address


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody to credit: a name for display and, when registered, the handle in `content/people`."""

    name: str
    person: str | None = None


class Identity(NamedTuple):
    """Who a contact is: a key that is the same for all contacts of one person, and whom to credit."""

    key: str
    registered: bool
    contributor: Contributor | None


class Directory:
    """Tells people apart, with `.mailmap` before the people registry.

    `current` maps a contact to the one that `.mailmap` puts in its place. `seen` are the contacts that the
    history has seen as authors: a trailer may name them although they are not registered.
    """

    def __init__(
        self,
        people: Mapping[str, Person],
        current: Mapping[Contact, Contact],
        seen: Iterable[Contact] = (),
    ) -> None:
        self._current = current
        self._by_address = {_address(email): person for person in people.values() for email in person.emails}
        self._hidden_people = frozenset(person.name for person in people.values() if person.hidden)
        # Somebody who opted out stays hidden under an address that the registry does not know, too.
        self._hidden_names = {name.casefold() for name in self._hidden_people}
        self._identities: dict[Contact, Identity] = {}
        self._seen = {self._identity(contact).key for contact in seen}

    def contributor(self, contact: Contact) -> Contributor | None:
        """Whom to credit; None for a bot and for somebody who opted out."""
        return self._identity(contact).contributor

    def hidden(self) -> frozenset[str]:
        """The names that must not be shown: those of people who opted out, in the registry and in commits."""
        names = {current.name for contact, current in self._current.items() if self._is_hidden(contact)}
        names |= {contact.name for contact in self._identities if self._is_hidden(contact)}
        return frozenset(filter(None, map(displayed, names))) | self._hidden_people

    def trusts(self, contact: Contact) -> bool:
        """Whether a trailer, which anybody can write, may name this contact: registered or seen as an author."""
        identity = self._identity(contact)
        return not is_bot(contact) and (identity.registered or identity.key in self._seen)

    def same(self, one: Contact, other: Contact) -> bool:
        """Whether two contacts are one person."""
        return self._identity(one).key == self._identity(other).key

    def _is_hidden(self, contact: Contact) -> bool:
        identity = self._identity(contact)
        return not is_bot(contact) and identity.contributor is None

    def _identity(self, contact: Contact) -> Identity:
        if contact not in self._identities:
            self._identities[contact] = self._find(contact)
        return self._identities[contact]

    def _find(self, contact: Contact) -> Identity:
        current = self._current.get(contact, contact)
        addresses = _address(current.email), _address(contact.email)
        for address in addresses:
            if person := self._by_address.get(address):
                credited = None if person.hidden else Contributor(person.name, person.id)
                return Identity(f"person {person.id}", True, credited)
        name = displayed(current.name)
        nameless = is_bot(contact) or not name or name.casefold() in self._hidden_names
        key = f"address {addresses[0]}" if addresses[0] else f"name {name}"
        return Identity(key, False, None if nameless else Contributor(name))


_NOREPLY = re.compile(r"(?:\d+\+)?(.+@users\.noreply\.github\.com)")
_MACHINE_ADDRESS = re.compile(r"(?:no-?reply|bot|.*\[bot\])@.*|(?:\d+\+)?copilot@users\.noreply\.github\.com")
_MACHINE_NAMES = frozenset(
    ("actions-user", "copilot", "dependabot", "github", "github-actions", "imgbot", "renovate", "web-flow")
)


@lru_cache(maxsize=4096)
def is_bot(contact: Contact) -> bool:
    """Whether a contact is a program, by the marks that hosts and common bots use."""
    name = contact.name.strip().casefold()
    return (
        name.endswith("[bot]")
        or name in _MACHINE_NAMES
        or _MACHINE_ADDRESS.fullmatch(contact.email.strip().casefold()) is not None
    )


def _address(email: str) -> str:
    """An address to compare: GitHub writes `login@users.noreply…` and `1234+login@users.noreply…`."""
    email = email.strip().casefold()
    noreply = _NOREPLY.fullmatch(email)
    return noreply[1] if noreply else email


_EMBEDDED_ADDRESS = re.compile(r"([^\s@<>()]+)@[^\s@<>()]+")


def displayed(name: str) -> str:
    """A name fit to be shown: one line, no invisible characters, no e-mail address, at most 80 characters."""
    visible = "".join(
        " " if character.isspace() else character
        for character in name
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    # Git takes the address for the name when nobody told it a name.
    return " ".join(_EMBEDDED_ADDRESS.sub(r"\1", visible).split())[:80].replace("@", " ").strip()
