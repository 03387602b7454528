"""What a rule is: a function that looks at a lesson or at the whole portal, with its docstring as the manual.

A rule is a generator of remarks. Its keyword-only parameters are its options; each says in its annotation what it is
and which values make sense, `most: Annotated[int, Span("the highest number of items", 1, 20)] = 5`. A remark becomes
a finding with the rule's code, name and severity.

Most rules look at one text by itself: what they find is kept with the text, and nothing is read again until the text
changes. A rule that also asks for the assembly may look around; what it needs of each text it gathers (`Gather`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from lorepath.assemble import Assembly
from lorepath.finding import Finding, Fix, Option, Place, Severity, Standard
from lorepath.model import Lesson, Text
from lorepath.rules.gather import Gather

Options = Mapping[str, int | float]
"""Option to the value that a portal sets."""


class Span(Struct, frozen=True):
    """What an option is about, and its lowest and highest value."""

    about: str
    least: int | float
    most: int | float


class Remark(Struct, frozen=True):
    """What a rule has to say about one place; `severity` where it is not the rule's own."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity | None = None
    fix: Fix | None = None


Check = Callable[..., Iterable[Remark]]
"""(lesson or text[, assembly], *, options) → remarks; a portal rule's takes the assembly alone."""
Gathers = tuple[Gather[Any], ...]


class Rule(Struct, frozen=True):
    """A standard and the function that checks it; `module` names where the function stands.

    `gathers` is what it needs of each text. `of_text` is there where the rule looks at one text by itself.
    """

    standard: Standard
    remarks: Callable[[Assembly, Options], Iterator[Remark]]
    module: str
    gathers: Gathers = ()
    of_text: Callable[[Text, Options], Iterable[Remark]] | None = None

    def findings(self, assembly: Assembly, options: Options | None = None) -> Iterator[Finding]:
        """Everything that this rule finds in a portal; `options` stand in for its defaults."""
        return map(self.finding, self.remarks(assembly, options or {}))

    def finding(self, remark: Remark) -> Finding:
        """A remark under this rule's code."""
        return self.standard.at(remark.place, remark.message, remark.hint, remark.severity, remark.fix)


def portal_rule(code: str, name: str, severity: Severity, gathers: Gathers = ()) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at the whole portal."""

    def make(check: Check) -> Rule:
        def remarks(assembly: Assembly, options: Options) -> Iterator[Remark]:
            yield from check(assembly, **options)

        return _rule(code, name, severity, check, remarks, gathers)

    return make


def lesson_rule(code: str, name: str, severity: Severity, gathers: Gathers = ()) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at one lesson. Retired lessons are left alone."""
    return _each(code, name, severity, gathers, _is_live_lesson)


def never_blocking(rule: Rule) -> Rule:
    """The same rule, of which no finding keeps a change from being accepted."""
    return replace(rule, standard=replace(rule.standard, may_block=False))


def text_rule(code: str, name: str, severity: Severity, gathers: Gathers = ()) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at one Markdown text: a lesson that is not retired, or a page."""
    return _each(code, name, severity, gathers, is_live)


def every_lesson(assembly: Assembly) -> Iterator[Lesson]:
    """All lessons, those whose id was taken already too: an author wants to hear everything at once."""
    yield from assembly.portal.lessons.values()
    yield from assembly.portal.duplicates


def every_text(assembly: Assembly) -> Iterator[Text]:
    """All lessons, and all pages."""
    yield from every_lesson(assembly)
    yield from assembly.portal.pages


def is_live(text: Text) -> bool:
    """Whether this is no retired lesson."""
    return not (isinstance(text, Lesson) and text.retired)


def _is_live_lesson(text: Text) -> bool:
    return isinstance(text, Lesson) and not text.retired


def _each(
    code: str, name: str, severity: Severity, gathers: Gathers, concerns: Callable[[Text], bool]
) -> Callable[[Check], Rule]:
    def make(check: Check) -> Rule:
        def of_text(text: Text, options: Options) -> Iterable[Remark]:
            return check(text, **options) if concerns(text) else ()

        def each(assembly: Assembly, options: Options) -> Iterator[Remark]:
            for text in every_text(assembly):
                yield from of_text(text, options)

        def around(assembly: Assembly, options: Options) -> Iterator[Remark]:
            for text in filter(concerns, every_text(assembly)):
                yield from check(text, assembly, **options)

        if "assembly" in inspect.signature(check).parameters:
            return _rule(code, name, severity, check, around, gathers)
        return _rule(code, name, severity, check, each, gathers, of_text)

    return make


def _rule(
    code: str,
    name: str,
    severity: Severity,
    check: Check,
    remarks: Callable[[Assembly, Options], Iterator[Remark]],
    gathers: Gathers,
    of_text: Callable[[Text, Options], Iterable[Remark]] | None = None,
) -> Rule:
    standard = Standard(code, name, severity, inspect.getdoc(check) or "", tuple(_options(check)))
    return Rule(standard, remarks, check.__module__, gathers, of_text)


def _options(check: Callable[..., object]) -> Iterator[Option]:
    """The keyword-only parameters of a check, as options."""
    parameters = inspect.signature(check).parameters.values()
    named = [each for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY]
    hints = get_type_hints(check, include_extras=True) if named else {}
    for parameter in named:
        span = hints[parameter.name].__metadata__[0]
        yield Option(parameter.name, span.about, parameter.default, span.least, span.most)
