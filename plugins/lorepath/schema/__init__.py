"""The shape of every file: read the JSON Schemas, apply them, and say what is wrong with a line and a remedy.

Schemas are read from files alone. A reference that only a network could resolve is refused, never followed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from lorepath.errors import PortalError
from lorepath.finding import Finding, Place, in_order
from lorepath.model import Keys, Source
from lorepath.schema.dialect import compiled
from lorepath.schema.explain import Said, explain
from lorepath.schema.standards import OWN_SCHEMA

KINDS = ("portal", "topic", "lesson", "skill", "role", "person", "quiz", "glossary", "page")
SCHEMAS = "schemas"
"""The folder of a portal that holds its own schemas, beside `content/`."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"

_DEEPEST = 20
"""Data nested deeper is cut off before it is described; content files nest at most 6 deep."""
_LARGEST = 2**63


class Schemas:
    """All schemas, read and compiled once."""

    def __init__(self, own: Path | None = None, instead: Mapping[str, bytes | None] | None = None) -> None:
        """Read our schemas and those in the folder `own` (a portal's `<root>/schemas`; it need not exist).

        A file `own/<kind>.schema.json` holds on top of ours. `instead` maps paths (`schemas/…`) to bytes that are
        read in place of the file on disk; None stands for no file. Raises PortalError where such a file is broken.
        `digest` stands for all of them.
        """
        folder = _our_folder()
        self._plain = {kind: json.loads((folder / schema_file(kind)).read_text("utf-8")) for kind in KINDS}
        self._ours = {kind: compiled(_inlined(schema)) for kind, schema in self._plain.items()}
        self._own: dict[str, Any] = {}
        own_texts: dict[str, Any] = {}
        for kind in KINDS:
            # A checkout of Lorepath is a portal whose own folder is ours: nothing is to be said twice.
            if own and (schema := _read_own(own / schema_file(kind), instead or {})) not in (None, self._plain[kind]):
                self._own[kind] = self._compile_own(schema, _place(own / schema_file(kind)))
                own_texts[kind] = schema
        said = json.dumps([self._plain, own_texts], sort_keys=True)
        self.digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def check(self, kind: str, data: object, source: Source, under: Keys = ()) -> tuple[Finding, ...]:
        """What is wrong with the shape of `data`, sorted by place, at most one finding for each value.

        `data` is what strict YAML reads: dicts with text keys, lists, str, int, float, bool, None. `under` is
        where `data` stands in `source`. No `data` makes this raise, but an own schema without end does
        (PortalError).
        """
        ours = self._ours[kind]
        said = _said(ours, data)
        findings = [each.standard.at(_spot(each, source, under), each.message, each.hint) for each in said]
        if kind in self._own:
            known = {(each.keys, each.subject) for each in said}
            try:
                more = _said(self._own[kind], data, ours.schema)
            except RecursionError:
                place = Place(f"schemas/{schema_file(kind)}")
                raise _broken(place, "refers to itself without end", "take the circle of `$ref` out") from None
            findings += [
                OWN_SCHEMA.at(
                    _spot(each, source, under),
                    each.message,
                    f"{each.hint} (a rule of this portal's own)".lstrip(),
                )
                for each in more
                if (each.keys, each.subject) not in known
            ]
        return in_order(findings)

    def _compile_own(self, schema: Any, place: Place) -> Any:
        if not isinstance(schema, dict):
            raise _broken(place, "does not hold a JSON Schema", 'start it with `{"properties": {…}}`')
        if schema.get("$schema", DRAFT) != DRAFT:
            raise _broken(place, "is written for another version of JSON Schema", f'write `"$schema": "{DRAFT}"`')
        registry: Registry[Any] = Registry().with_resources(
            (each["$id"], Resource.from_contents(each)) for each in self._plain.values()
        )
        resource: Resource[Any] = Resource.from_contents(schema, DRAFT202012)
        try:
            Draft202012Validator.check_schema(schema)
            for target in _targets(registry.resolver_with_root(resource), resource):
                Draft202012Validator.check_schema(target)
        except SchemaError as error:
            where = "/".join(str(key) for key in error.absolute_path) or "its first level"
            raise _broken(
                place, f"is no valid JSON Schema at `{where}`: {error.message[:200]}", "mend that part"
            ) from None
        except Unresolvable as error:
            raise _broken(
                place,
                f"refers to `{error.ref}`, which is not there",
                "refer to a part of this file (`#/$defs/…`) or to Lorepath's (`urn:lorepath:schema:lesson`)",
            ) from None
        except RecursionError:
            raise _broken(place, "is nested too deeply", "keep it to a few levels") from None
        return compiled(schema, registry)


def _said(validator: Any, data: object, ours: Mapping[str, Any] | None = None) -> list[Said]:
    # jsonschema prints what it finds; Python refuses to print very long numbers and very deep lists.
    with contextlib.suppress(RecursionError, ValueError, ArithmeticError):
        if validator.is_valid(data):
            return []
    return explain(validator.iter_errors(_tamed(data)), validator.schema, ours or validator.schema, _fits)


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


def _targets(resolver: Any, resource: Resource[Any]) -> Iterator[Any]:
    """What every reference in a schema points at; raises Unresolvable where there is nothing."""
    if isinstance(resource.contents, dict):
        for word in ("$ref", "$dynamicRef"):
            if word in resource.contents:
                yield resolver.lookup(resource.contents[word]).contents
    for part in resource.subresources():
        yield from _targets(resolver.in_subresource(part), part)


def _fits(value: object, schema: Mapping[str, Any]) -> bool:
    """Whether a proposed value would be right. A part that refers elsewhere cannot tell."""
    try:
        return bool(compiled(schema).is_valid(value))
    except (Unresolvable, RecursionError, ValueError):
        return False


def _tamed(data: object, depth: int = 0) -> object:
    """The data without what Python refuses to print: very long numbers, very deep nesting."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, dict):
        return {name: _tamed(value, depth + 1) for name, value in data.items()}
    if isinstance(data, list):
        return [_tamed(value, depth + 1) for value in data]
    if isinstance(data, int) and not isinstance(data, bool):
        return max(-_LARGEST, min(data, _LARGEST))
    return data
