"""Callouts and tabs laid flat: what Python-Markdown knows and markdown-it-py does not."""

from __future__ import annotations

import re

from lorepath.outline import Block, BlockKind

# As Python-Markdown's admonition and pymdownx's details and tabbed know them.
_CALLOUT = re.compile(r'(?:!!! ?|\?\?\?\+? ?)([\w-]+)(?: +[\w-]+)*(?: +"(.*?)")? *$|\?\?\?\+? +"(.*?)" *$')
_TAB = re.compile(r'===(?:\+!|!\+|\+|!)? +"(.*?)" *$')
_FENCE = re.compile(r" *(?:(`{3,})[^`]*$|(~{3,}))")
_ITEM = re.compile(r" *(?:[-*+]|[0-9]{1,9}[.)])(?: |$)")
_ITEM_SIGNS, _FENCE_SIGNS, _CALLOUT_SIGNS = frozenset("-*+0123456789"), frozenset("`~"), frozenset("!?=")
"""What each of them begins with, behind its indentation: nearly all lines begin otherwise."""
_SIGNS = _ITEM_SIGNS | _FENCE_SIGNS | _CALLOUT_SIGNS | {" "}


def lay_flat(lines: list[str], first_line: int) -> tuple[list[str], list[Block]]:
    """Lines with the indentation of callouts and tabs taken off, and the titles of both as blocks."""
    flat, callouts = [], []
    inside: list[tuple[int, int]] = []  # how far the lines of a callout are indented, and how much of it is its own
    fence = ""
    in_list = False
    for number, line in enumerate(lines):
        if not (inside or fence or line[:1] in _SIGNS):  # as most lines of most texts
            in_list = in_list and not line
            flat.append(line)
            continue
        text = line.lstrip(" ")
        spaces = len(line) - len(text)
        if text:
            if fence and inside and spaces < inside[-1][0]:
                fence = ""  # a callout's end is the end of a code block that was left open in it
            while not fence and inside and spaces < inside[-1][0]:
                inside.pop()
        taken = min(spaces, inside[-1][1]) if inside else 0
        indent = spaces - taken
        if fence:
            if text.startswith(fence) and not text.strip(fence[0]).strip():
                fence = ""
        elif text and (indent < 4 or in_list):  # else it is blank, or code by its indentation
            sign = text[0]
            in_list = (in_list and indent > 0) or (sign in _ITEM_SIGNS and bool(_ITEM.match(text)))
            if sign in _FENCE_SIGNS and (opening := _FENCE.match(text)):
                fence = opening[1] or opening[2]
            elif sign in _CALLOUT_SIGNS and indent % 4 == 0 and (marker := _TAB.match(text) or _CALLOUT.match(text)):
                kind = "tab" if marker.re is _TAB else marker[1] or "details"
                title = next((each for each in marker.groups()[marker.re is _CALLOUT :] if each), "")
                callouts.append(Block(BlockKind.CALLOUT, title, first_line + number, first_line + number, info=kind))
                inside.append((spaces + 4, taken + 4))
                flat.append("")
                continue
        flat.append(line[taken:])
    return flat, callouts
