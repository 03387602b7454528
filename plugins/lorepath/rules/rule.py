"""What a rule is: a function that looks at a lesson or at the whole portal, with its docstring as the manual.

A rule is a generator of remarks. Its keyword-only parameters are its options, with their defaults. A remark
becomes a finding with the rule's code, name and severity.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lorepath.assemble import Assembly
from lorepath.finding import Finding, Fix, Place, Severity, Standard
from lorepath.model import Lesson, Text

Option = int | float
Options = Mapping[str, Option]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say about one place; `severity` where it is not the rule's own."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity | None = None
    fix: Fix | None = None


Check = Callable[..., Iterable[Remark]]
"""(lesson or text, assembly, *, options) → remarks; a portal rule's takes the assembly alone."""


@dataclass(frozen=True)
class Rule:
    """A standard and the function that checks it.

    `options` holds the thresholds and their defaults, `module` names where the function stands.
    """

    standard: Standard
    remarks: Callable[[Assembly, Options], Iterator[Remark]]
    options: Options
    module: str

    def findings(self, assembly: Assembly, options: Options | None = None) -> Iterator[Finding]:
        """Everything that this rule finds in a portal; `options` stand in for its defaults."""
        for remark in self.remarks(assembly, options or {}):
            yield self.standard.at(remark.place, remark.message, remark.hint, remark.severity, remark.fix)


def portal_rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at the whole portal."""

    def make(check: Check) -> Rule:
        def remarks(assembly: Assembly, options: Options) -> Iterator[Remark]:
            yield from check(assembly, **options)

        return _rule(code, name, severity, check, remarks)

    return make


def lesson_rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at one lesson. Retired lessons are left alone."""
    return _each(
        code, name, severity, lambda assembly: (lesson for lesson in every_lesson(assembly) if not lesson.retired)
    )


def text_rule(code: str, name: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at one Markdown text: a lesson that is not retired, or a page."""
    return _each(code, name, severity, every_text)


def every_lesson(assembly: Assembly) -> Iterator[Lesson]:
    """All lessons, those whose id was taken already too: an author wants to hear everything at once."""
    yield from assembly.portal.lessons.values()
    yield from assembly.portal.duplicates


def every_text(assembly: Assembly) -> Iterator[Text]:
    """All lessons that are not retired, and all pages."""
    yield from (lesson for lesson in every_lesson(assembly) if not lesson.retired)
    yield from assembly.portal.pages


def _each(
    code: str, name: str, severity: Severity, things: Callable[[Assembly], Iterable[Text]]
) -> Callable[[Check], Rule]:
    def make(check: Check) -> Rule:
        def remarks(assembly: Assembly, options: Options) -> Iterator[Remark]:
            for thing in things(assembly):
                yield from check(thing, assembly, **options)

        return _rule(code, name, severity, check, remarks)

    return make


def _rule(
    code: str, name: str, severity: Severity, check: Check, remarks: Callable[[Assembly, Options], Iterator[Remark]]
) -> Rule:
    standard = Standard(code, name, severity, inspect.getdoc(check) or "")
    return Rule(standard, remarks, _options(check), check.__module__)


def _options(check: Callable[..., object]) -> Options:
    return {
        parameter.name: parameter.default
        for parameter in inspect.signature(check).parameters.values()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
