"""How JSON Schema is applied here: ECMAScript's `$`, strict whole numbers, two formats, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from lorepath.schema.quick import pattern


def compiled(schema: Mapping[str, Any], registry: Registry[Any] | None = None) -> Any:
    """A validator (jsonschema's protocol) for `schema`; references are looked up in `registry` alone.

    Any, because jsonschema does not type what `extend` makes.
    """
    # Without a registry of our own, jsonschema would fetch unknown references from the network.
    return _Validator(schema, registry=registry or Registry(), format_checker=_FORMATS)


def _check_pattern(_: Any, wanted: str, value: object, __: object) -> Iterator[ValidationError]:
    if isinstance(value, str) and not pattern(wanted).search(value):
        yield ValidationError("another form")


_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"pattern": _check_pattern},
    # `9.0` is no whole number: an author who writes it meant something else.
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int),
)
# A fixed list: jsonschema checks more formats where more libraries happen to be installed.
_FORMATS = FormatChecker(("date", "email"))
