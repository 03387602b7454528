"""All that is known of a standard, in one text: its manual, what a portal may set, and how often it is right."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.finding import Option, Standard
from lorepath.rules.measured import Count, measured


def full_manual(standard: Standard) -> str:
    """Markdown that reads well in a terminal too."""
    return "\n\n".join((standard.manual.rstrip(), *_options(standard), *_figures(standard)))


def values(option: Option) -> str:
    """What an option takes, and what holds when it is not set."""
    return f"a {option.kind} from {option.least} to {option.most}; {option.default} when not set"


def setting(standard: Standard) -> str:
    """A setting of a standard's options, as `portal.yml` has it."""
    lines = (f"      {option.name}: {option.example}" for option in standard.options)
    return "\n".join(("rules:", f"  {standard.code}:", "    options:", *lines))


def _options(standard: Standard) -> Iterator[str]:
    if standard.options:
        yield "Options, set in `content/portal.yml`:"
        yield "\n".join(f"- `{option.name}`: {option.about} ({values(option)})" for option in standard.options)
        yield f"```yaml\n{setting(standard)}\n```"


def _figures(standard: Standard) -> Iterator[str]:
    if found := measured(standard.code):
        new = "".join(f" On examples that were new to it: {_shares(look)}." for look in found.first_looks)
        yield f"Measured on labelled examples: {_shares(found.all)}.{new}"


def _shares(count: Count) -> str:
    spoken, wanted = count.right + count.false_alarms, count.right + count.missed
    return f"{count.right} of {spoken} findings are right, {count.right} of {wanted} flaws are found"
