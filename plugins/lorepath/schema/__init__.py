"""The shape of every file: read the JSON Schemas, apply them, and say what is wrong with a line and a remedy.

Schemas are read from files alone. jsonschema is loaded only where a file does not certainly fit: few do not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lorepath.errors import PortalError
from lorepath.finding import Finding, Place, in_order
from lorepath.model import Keys, Source
from lorepath.schema.quick import certain
from lorepath.schema.standards import OWN_SCHEMA

if TYPE_CHECKING:
    from lorepath.schema.explain import Said

KINDS = ("portal", "topic", "lesson", "skill", "role", "person", "quiz", "glossary", "page")
SCHEMAS = "schemas"
"""The folder of a portal that holds its own schemas, beside `content/`."""


class Schemas:
    """All schemas, read once."""

    def __init__(self, own: Path | None = None, instead: Mapping[str, bytes | None] | None = None) -> None:
        """Read our schemas and those in the folder `own` (a portal's `<root>/schemas`; it need not exist).

        A file `own/<kind>.schema.json` holds on top of ours. `instead` maps paths (`schemas/…`) to bytes that are
        read in place of the file on disk; None stands for no file. Raises PortalError where such a file is broken.
        `digest` stands for all of them.
        """
        folder = _our_folder()
        self._plain = {kind: json.loads((folder / schema_file(kind)).read_text("utf-8")) for kind in KINDS}
        self._ours = {kind: _inlined(schema) for kind, schema in self._plain.items()}
        self._fits = {kind: certain(schema) for kind, schema in self._ours.items()}
        self._validators: dict[str, Any] = {}
        self._own: dict[str, Any] = {}
        own_texts: dict[str, Any] = {}
        for kind in KINDS:
            # A checkout of Lorepath is a portal whose own folder is ours: nothing is to be said twice.
            if own and (schema := _read_own(own / schema_file(kind), instead or {})) not in (None, self._plain[kind]):
                self._own[kind] = self._compiled(schema, _place(own / schema_file(kind)))
                own_texts[kind] = schema
        said = json.dumps([self._plain, own_texts], sort_keys=True)
        self.digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        self._levels: tuple[str, ...] = ()

    def name_levels(self, levels: tuple[str, ...]) -> None:
        """Say what a portal calls its levels, from the lowest, so that a name in place of a number is understood."""
        self._levels = levels
        said = json.dumps([self.digest, levels])
        self.digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def check(self, kind: str, data: object, source: Source, under: Keys = ()) -> tuple[Finding, ...]:
        """What is wrong with the shape of `data`, sorted by place, at most one finding for each value.

        `data` is what strict YAML reads: dicts with text keys, lists, str, int, float, bool, None. `under` is
        where `data` stands in `source`. No `data` makes this raise, but an own schema without end does
        (PortalError).
        """
        said = [] if self._fits[kind](data) else self._said(kind, data)
        findings = [each.standard.at(_spot(each, source, under), each.message, each.hint) for each in said]
        if kind in self._own:
            known = {(each.keys, each.subject) for each in said}
            findings += [
                OWN_SCHEMA.at(
                    _spot(each, source, under),
                    each.message,
                    f"{each.hint} (a rule of this portal's own)".lstrip(),
                )
                for each in self._said_of_own(kind, data)
                if (each.keys, each.subject) not in known
            ]
        return in_order(findings)

    def _said(self, kind: str, data: object) -> list[Said]:
        """What our schema says, where data does not certainly fit it."""
        from lorepath.schema.dialect import compiled
        from lorepath.schema.judge import said

        if kind not in self._validators:
            self._validators[kind] = compiled(self._ours[kind])
        return said(self._validators[kind], data, self._ours[kind], self._levels)

    def _said_of_own(self, kind: str, data: object) -> list[Said]:
        """What a portal's own schema says."""
        from lorepath.schema.judge import said

        try:
            return said(self._own[kind], data, self._ours[kind], self._levels)
        except RecursionError:
            place = Place(f"schemas/{schema_file(kind)}")
            raise _broken(place, "refers to itself without end", "take the circle of `$ref` out") from None

    def _compiled(self, schema: object, place: Place) -> Any:
        """A portal's own schema; raises PortalError where it is none."""
        from lorepath.schema.own import Flaw, compiled_own

        try:
            return compiled_own(schema, self._plain.values())
        except Flaw as flaw:
            raise _broken(place, flaw.message, flaw.remedy) from None


def _spot(said: Said, source: Source, under: Keys) -> Place:
    keys = (*under, *said.keys)
    return source.key(*keys, *said.subject) if said.on_key else source.at(*keys)


def _our_folder() -> Traversable:
    """`lorepath/schemas` of an installed wheel, else the top-level `schemas/` of a checkout."""
    packaged = resources.files("lorepath") / "schemas"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "schemas"


def schema_file(kind: str) -> str:
    """The name of the file that holds the schema of a kind."""
    return f"{kind}.schema.json"


def _place(path: Path) -> Place:
    return Place(f"{path.parent.name}/{path.name}")


def _broken(place: Place, message: str, hint: str) -> PortalError:
    return PortalError(OWN_SCHEMA.at(place, f"this file {message}", hint))


def _read_own(path: Path, instead: Mapping[str, bytes | None]) -> Any:
    """The content of a portal's own schema file, or None where there is none."""
    place = _place(path)
    try:
        text = instead[place.path] if place.path in instead else path.read_bytes()
        return None if text is None else json.loads(text.decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except json.JSONDecodeError as error:
        spot = Place(place.path, error.lineno, error.colno)
        raise _broken(spot, f"is no valid JSON: {error.msg}", "mend this line, or delete the file") from None
    except (OSError, ValueError, RecursionError):
        raise _broken(place, "cannot be read", "save it as JSON in UTF-8, or delete it") from None


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """Our schema with its `$defs` in the places that refer to them: faster, and nearer to the author.

    Beside `$ref` our files repeat no keyword but title, description and examples, so merging means the same.
    """
    parts = schema.get("$defs", {})

    def spread(value: Any) -> Any:
        if isinstance(value, list):
            return [spread(each) for each in value]
        if not isinstance(value, dict):
            return value
        part = parts[value["$ref"].removeprefix("#/$defs/")] if "$ref" in value else {}
        return {name: spread(each) for name, each in {**part, **value}.items() if name not in ("$ref", "$defs")}

    merged: dict[str, Any] = spread(schema)
    return merged
