"""What the reference says: every standard that a check holds lessons to, by family."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from msgspec import Struct
from functools import partial

from markupsafe import Markup

from lorepath.finding import Option, Severity, Standard
from lorepath.rules.manual import setting, values
from lorepath.rules.measured import Count, measured, read_by_hand
from lorepath.site import addresses
from lorepath.site.views.allowed import TITLE
from lorepath.site.views.shelf import Link

# A family that is not named here is shown by its letters.
_FAMILIES = {
    "ACC": "Open to everyone",
    "DOC": "Files",
    "HIS": "History",
    "MCQ": "Knowledge checks",
    "OBJ": "Objectives",
    "REF": "Links and references",
    "SAF": "Safe pages",
    "SCH": "Fields and their values",
    "SKL": "Skills and roles",
    "STR": "Structure of a lesson",
    "TXT": "Plain text",
    "UPK": "Upkeep",
    "YML": "YAML",
}
_ABOUT_WHAT_STAYS = ("SAF", "DOC")
_EXAMPLE = re.compile(r"<p>(Bad|Good):\s*")
_MARKS = {"Bad": "✗", "Good": "✓"}
_EFFECTS = {
    Severity.ERROR: "Stops the build",
    Severity.WARNING: "Stops the build under the strict profile",
    Severity.HINT: "Advice, never stops the build",
}


class OptionView(Struct, frozen=True):
    """What a portal may set for a standard."""

    name: str
    about: str
    takes: str


class FiguresView(Struct, frozen=True):
    """How often a standard was right on some examples: findings that are right, and flaws found, in words."""

    examples: str
    right: str
    found: str


class StandardView(Struct, frozen=True):
    """One standard: its code, whose anchor is the code in small letters, and what writes its manual as HTML.

    `module` is the web address of the file that holds it, where that is known; `setting` shows its options as
    `portal.yml` sets them.
    """

    code: str
    anchor: str
    title: str
    name: str
    severity: str
    effect: str
    manual: Callable[[], Markup]
    module: str
    options: tuple[OptionView, ...]
    setting: str
    figures: tuple[FiguresView, ...]


class FamilyView(Struct, frozen=True):
    """The page of one family of standards; `more` is where what it asks for is listed."""

    prefix: str
    title: str
    address: str
    trail: tuple[Link, ...]
    standards: tuple[StandardView, ...]
    more: Link | None


class ReferenceView(Struct, frozen=True):
    """The page of all families."""

    trail: tuple[Link, ...]
    allowed: Link
    families: tuple[FamilyView, ...]
    read_by_hand: str


def reference_view(
    standards: Iterable[Standard], to_html: Callable[[str], str], modules: Mapping[str, str]
) -> ReferenceView:
    """The whole reference.

    `to_html` turns a manual's Markdown into HTML that is safe to show; `modules` maps codes to web addresses.
    """
    families: dict[str, list[Standard]] = {}
    for standard in sorted(standards, key=lambda standard: standard.code):
        families.setdefault(re.sub(r"\d+$", "", standard.code), []).append(standard)
    allowed = Link(TITLE, addresses.ALLOWED)
    return ReferenceView(
        trail=(Link("Home", addresses.HOME),),
        allowed=allowed,
        families=tuple(
            FamilyView(
                prefix=prefix,
                title=_FAMILIES.get(prefix, prefix),
                address=addresses.family(prefix),
                trail=(Link("Home", addresses.HOME), Link("Reference", addresses.REFERENCE)),
                standards=tuple(_standard(each, to_html, modules.get(each.code, "")) for each in members),
                more=allowed if prefix in _ABOUT_WHAT_STAYS else None,
            )
            for prefix, members in families.items()
        ),
        read_by_hand=_read_by_hand(),
    )


def _read_by_hand() -> str:
    """How often the rules are right about texts that nobody wrote for them."""
    found = read_by_hand()
    return (
        f"On {found.day} the rules that need no front matter were tried on {found.files:,} pages of {found.what}. "
        f"They had {found.findings:,} things to say; of {found.read} drawn by lot and read by a person, {found.wrong} "
        "were wrong."
    )


def _standard(standard: Standard, to_html: Callable[[str], str], module: str) -> StandardView:
    return StandardView(
        code=standard.code,
        anchor=standard.code.lower(),
        title=standard.title,
        name=standard.name,
        severity=standard.severity,
        effect=_EFFECTS[standard.severity],
        manual=partial(_manual, standard, to_html),
        module=module,
        options=tuple(map(_option, standard.options)),
        setting=setting(standard),
        figures=tuple(_figures(standard.code)),
    )


def _manual(standard: Standard, to_html: Callable[[str], str]) -> Markup:
    written = to_html(_spaced(_behind_title(standard)))
    return Markup(_EXAMPLE.sub(_example, written))  # noqa: S704 - the sanitiser's output


def _option(option: Option) -> OptionView:
    return OptionView(option.name, option.about, values(option))


def _figures(code: str) -> Iterator[FiguresView]:
    if found := measured(code):
        yield _counted("All", found.all)
        for number, look in enumerate(found.first_looks, 1):
            which = f", set {number}" if len(found.first_looks) > 1 else ""
            yield _counted(f"New to the rule{which}", look)


def _counted(examples: str, count: Count) -> FiguresView:
    return FiguresView(
        examples,
        _share(count.right, count.right + count.false_alarms, count.precision),
        _share(count.right, count.right + count.missed, count.recall),
    )


def _share(part: int, whole: int, share: float | None) -> str:
    return "–" if share is None else f"{part} of {whole} ({share:.0%})".replace("%", "\N{NO-BREAK SPACE}%")


def _behind_title(standard: Standard) -> str:
    """The manual without its first sentence where that is the title, which stands above it."""
    first, _, rest = standard.manual.partition("\n\n")
    return rest if " ".join(first.split()).replace("`", "") == f"{standard.title}." else standard.manual


def _spaced(manual: str) -> str:
    """The manual with an empty line around each fence, so that no paragraph runs into an example."""
    lines: list[str] = []
    inside = False
    for line in manual.splitlines():
        fence = line.startswith("```")
        lines += ["", line] if fence and not inside else [line, ""] if fence else [line]
        inside = inside != fence
    return "\n".join(lines)


def _example(match: re.Match[str]) -> str:
    """The word before an example, with a mark, so that colour does not say it alone."""
    word = match[1]
    return f'<p class="lp-example lp-example--{word.lower()}"><strong>{_MARKS[word]} {word}</strong> '
