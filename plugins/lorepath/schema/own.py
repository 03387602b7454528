"""A portal's own schema, which holds on top of ours. A reference that only a network could resolve is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from lorepath.schema.dialect import compiled

DRAFT = "https://json-schema.org/draft/2020-12/schema"


class Flaw(Exception):
    """What is wrong with a schema, as the end of a sentence about its file, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message)


def compiled_own(schema: object, ours: Iterable[Mapping[str, Any]]) -> Any:
    """A validator for a portal's schema, which may refer to `ours`. Raises Flaw where it is no sound schema."""
    if not isinstance(schema, dict):
        raise Flaw("does not hold a JSON Schema", 'start it with `{"properties": {…}}`')
    if schema.get("$schema", DRAFT) != DRAFT:
        raise Flaw("is written for another version of JSON Schema", f'write `"$schema": "{DRAFT}"`')
    registry: Registry[Any] = Registry().with_resources((each["$id"], Resource.from_contents(each)) for each in ours)
    resource: Resource[Any] = Resource.from_contents(schema, DRAFT202012)
    try:
        Draft202012Validator.check_schema(schema)
        for target in _targets(registry.resolver_with_root(resource), resource):
            Draft202012Validator.check_schema(target)
    except SchemaError as error:
        where = "/".join(str(key) for key in error.absolute_path) or "its first level"
        raise Flaw(f"is no valid JSON Schema at `{where}`: {error.message[:200]}", "mend that part") from None
    except Unresolvable as error:
        raise Flaw(
            f"refers to `{error.ref}`, which is not there",
            "refer to a part of this file (`#/$defs/…`) or to Lorepath's (`urn:lorepath:schema:lesson`)",
        ) from None
    except RecursionError:
        raise Flaw("is nested too deeply", "keep it to a few levels") from None
    return compiled(schema, registry)


def _targets(resolver: Any, resource: Resource[Any]) -> Iterator[Any]:
    """What every reference in a schema points at; raises Unresolvable where there is nothing."""
    if isinstance(resource.contents, dict):
        for word in ("$ref", "$dynamicRef"):
            if word in resource.contents:
                yield resolver.lookup(resource.contents[word]).contents
    for part in resource.subresources():
        yield from _targets(resolver.in_subresource(part), part)
