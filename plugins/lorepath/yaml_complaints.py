"""A YAML parser's complaint in an author's words: where, what is wrong, and what to write instead."""

from __future__ import annotations

import re

import yaml

_STARTS = ("an alias", "an anchor", "a tag", "a block scalar", "the next token")
"""What a parser takes the sign for that a text starts with, if it is not in quotes."""
_BEGUN = (*_STARTS[:-1], "a quoted scalar", "a flow sequence", "a flow mapping", "a simple key")
"""What an author began and did not end as YAML wants it: the finding stands where it begins."""


def complaint(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column of the text, both from 0, where an author should look, the message and the hint."""
    context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    mark = getattr(error, "problem_mark", None)
    if context.endswith(_BEGUN) and "tab character" not in problem:
        mark = getattr(error, "context_mark", None) or mark
    lines = text.rstrip("\n").split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # the text ends too early
        line, column = len(lines) - 1, len(lines[-1])
    return line, column, *_explain(context, problem, lines[line], column)


def _explain(context: str, problem: str, line: str, column: int) -> tuple[str, str]:
    """A parser's complaint in an author's words: what is wrong, and what to write instead."""
    sign, before = line[column : column + 1], line[:column]
    if sign == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants spaces", "indent with two spaces for each level"
    if "mapping values are not allowed" in problem and re.search(r":\s", before):
        return (
            "this line holds a second `: `, which starts a new field",
            'put the text in quotes, for example `title: "Git: the basics"`',
        )
    if context.endswith(_STARTS) or ("expected node content" in problem and sign in ("]", "}", ",")):
        shown = "a backtick" if sign == "`" else f"`{sign}`"
        return f"a text may not start with {shown}", 'put the whole text in quotes: `"…"`'
    if "unexpected end of stream" in problem:
        return "a quotation mark is opened and not closed", "close it with the same mark"
    if context.endswith("a quoted scalar"):
        return "a text in double quotes holds a `\\`", "put the text in single quotes, or write `\\\\` for each `\\`"
    if context.endswith(("a flow sequence", "a flow mapping", "a flow node")):
        return "a list or map in brackets is not closed", "close each `[` with `]` and each `{` with `}`"
    if context.endswith("a simple key"):
        return "this line has no `: `", "write `name: value`, with a space after the colon"
    if "sequence entries are not allowed" in problem:
        return (
            "a list starts on the line of its field's name",
            "write each `- entry` on a line of its own below the name, or all of them as `[one, two]`",
        )
    if before.rstrip().endswith(('"', "'")):
        return (
            "this text goes on after the quotation mark that closes it",
            """put the whole text in the other kind of marks: `'Say "yes"'` or `"It's late"`""",
        )
    return (
        "this line does not fit the lines around it",
        "write `name: value`, and give lines of one level the same number of spaces before them",
    )


def short(text: str) -> str:
    """A name from the file, short enough for a message."""
    return text if len(text) <= 40 else text[:39] + "…"
