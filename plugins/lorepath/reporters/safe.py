"""Untrusted text made harmless for a terminal, a workflow's log, a Markdown page, a program."""

from __future__ import annotations

import json
import re

# Controls (tab and newline too: a message is one line), bidirectional and zero-width marks, tags that nobody sees,
# lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_HALF = re.compile("[\ud800-\udfff]")
# What a workflow's log obeys: `::` at the start of a line, `##[` anywhere in it.
_COMMAND = re.compile(r"\A\s*::|##\[")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&:$]|(?<=[wW]{3})\.)")
_QUOTED = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_MENTION = re.compile(r"\\@(?=\w|\\_)")


def plain(text: str) -> str:
    """One line without anything that a terminal or a workflow's log would obey.

    What cannot be seen is written as its number; what looks like a command gets a space.
    """
    line = _UNSAFE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)
    return _COMMAND.sub(lambda found: f"{found[0][:-1]} {found[0][-1]}", line)


def clipped(text: str, most: int) -> str:
    """The text in one harmless line of at most `most` characters."""
    line = plain(text[: most + 1])
    return line if len(line) <= most else f"{line[: most - 1]}…"


def markdown(text: str, most: int = 5000) -> str:
    """At most `most` characters as Markdown that shows them letter by letter: no link, no picture, no HTML."""
    return _MARKDOWN.sub(r"\\\1", clipped(text, most))


def message(text: str, most: int = 5000) -> str:
    """A finding's words as Markdown: what stands between back quotes as code, and all of it letter by letter."""
    pieces = _QUOTED.split(clipped(text, most))
    escaped = [_MARKDOWN.sub(r"\\\1", piece) for piece in pieces]
    return "".join(f"<code>{piece}</code>" if number % 2 else piece for number, piece in enumerate(escaped))


def comment(text: str) -> str:
    """The same for a comment on a pull request, where moreover a name after `@` would be called."""
    return _MENTION.sub(r"\\@ ", message(text))


def fence(text: str) -> str:
    """The back quotes that a fence needs around this text: more than stand in a row anywhere in it, at least three."""
    return "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])


def command_value(text: str) -> str:
    """The text as the message of a workflow command (`::error::…`)."""
    return plain(text).replace("%", "%25")


def command_property(text: str) -> str:
    """The text as a property of a workflow command (`file=…`)."""
    return command_value(text).replace(":", "%3A").replace(",", "%2C")


def exact(text: str) -> str:
    """Text that a program is to put into a file as it stands; only half characters, which no file holds, go."""
    return _HALF.sub("\ufffd", text)


def as_json(shape: object) -> str:
    """JSON in ASCII, indented, that a workflow's log obeys nowhere, whatever its texts hold."""
    # A number sign stands only in texts, where it may be written as its number.
    return json.dumps(shape, indent=2).replace("##[", r"\u0023#[") + "\n"
