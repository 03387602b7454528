"""Nasty front matters: each is a whole lesson but for one thing that is wrong, or meant ill, in its first lines."""

# ruff: noqa: E501  (a case is read best on one line)

from __future__ import annotations

from portal import lesson


def _with(*lines: str) -> str:
    """A lesson with these lines at the end of its front matter, on line 6 and after."""
    return lesson().replace("\n---\n\n", "\n" + "\n".join(lines) + "\n---\n\n", 1)


def _instead(field: str, *lines: str) -> str:
    """A lesson with these lines in the place of a field; `title` stands on line 2, `teaches` on line 4."""
    text = lesson()
    (old,) = (line for line in text.split("\n") if line.startswith(f"{field}: "))
    return text.replace(old, "\n".join(lines), 1)


_BOMB = [
    "a: &a [x, x]",
    *(f"{one}: &{one} [*{before}, *{before}]" for before, one in zip("abcdefgh", "bcdefghi", strict=True)),
]

NASTY: dict[str, str | bytes] = {
    # what YAML can do
    "an alias bomb": _with(*_BOMB),
    "an alias of nothing": _with("tags: *nothing"),
    "an anchor that holds itself": _with("tags: &me [*me]"),
    "an object of Python": _with("tags: !!python/object/apply:os.system ['id']"),
    "a name of Python": _with("owner: !!python/name:os.system"),
    "a tag of YAML's own": _with("minutes: !!int '8'"),
    "a binary text": _with("owner: !!binary bWFyaWE="),
    "a set": _with("tags: !!set {a, b}"),
    "a tag of its own": _with("tags: !include /etc/passwd"),
    "a tag with an address": _with("tags: !<tag:evil.example,2026:x> [a]"),
    "a directive": "---\n" + "%TAG ! tag:evil.example,2026:\n" + lesson().removeprefix("---\n"),
    "a merge": _with("<<: {owner: maria}"),
    "a merge of an alias": _with("<<: *base"),
    "a field twice": _with("summary: Another one."),
    "a field twice, once in quotes": _with('"title": Another one'),
    "a skill twice": _instead("teaches", "teaches: {plain-language: 1, plain-language: 2}"),
    "an objective's field twice": _instead("objectives", "objectives:", "  - id: do-it", "    text: Split a sentence.", "    id: do-that"),
    "a list as a key": _with("? [a, b]", ": c"),
    "a map as a key": _with("{a: b}: c"),
    "a key without a name": _with(": maria"),
    "two documents": _with("...", "title: Second"),
    "a second beginning": lesson().replace("\n---\n\n", "\n--- # more\nowner: maria\n---\n\n", 1),
    "no end": lesson().replace("\n---\n\n", "\n\n", 1),
    "a hundred brackets": _with("tags: " + "[" * 100 + "]" * 100),
    "seven levels": _with("tags: [[[[[[[a]]]]]]]"),
    "three thousand values": _with("tags: [" + ", ".join("a" * 2 for _ in range(3000)) + "]"),
    "twenty kilobytes": _with("# " + "x" * 20_000),
    "one long word": _with("owner: " + "m" * 5000),
    "a quote that never ends": _with('owner: "maria'),
    "a bracket that never ends": _with("tags: [a, b"),
    "a tab": _with("tags:", "\t- a"),
    "a colon in a text": _with("owner: maria: the first"),
    "an escape that is none": _with(r'owner: "mar\qia"'),
    "half a character, escaped": _with(r'owner: "mar\ud83dia"'),
    "a NUL, escaped": _with(r'owner: "mar\0ia"'),
    "a bell, escaped": _with(r'owner: "mar\aia"'),
    "an at sign": _with("owner: @maria"),
    "a back quote": _with("owner: `id`"),
    "a percent sign": _with("owner: %maria"),
    "a text without a field": _with("maria"),
    "a list among the fields": _with("- maria"),
    "a folded text": _with("owner: >", "  maria", "  okafor"),
    # what cannot be seen, or looks like something else
    "a NUL": _with("owner: mar\0ia"),
    "an escape sequence": _with("owner: mar\x1b[2Jia"),
    "an address for a terminal": _with("owner: \x1b]8;;https://evil.example\x07maria\x1b]8;;\x07"),
    "C1 controls": _with("owner: mar\x9b31mia"),
    "a new line of mainframes": _with("owner: mar\x85ia"),
    "a line separator": _with("owner: mar\u2028ia"),
    "a mark that turns the text": _with("owner: \u202eairam"),
    "an isolate": _with("owner: mar\u2066ia"),
    "no width": _with("owner: mar\u200bia"),
    "a soft hyphen": _with("owner: mar\xadia"),
    "a tag that nobody sees": _with("owner: maria\U000e0041"),
    "a byte order mark inside": _with("owner: \ufeffmaria"),
    "a letter of another alphabet": _with("owner: m\u0430ria"),
    "full width": _with("owner: ｍａｒｉａ"),
    "a filler of Hangul": _with("owner: maria\u3164"),
    "a character that is none": _with("owner: maria\ufffe"),
    "bytes that are no UTF-8": _with("owner: maria").encode().replace(b"maria", b"mar\xeda"),
    "a surrogate in bytes": _with("owner: maria").encode().replace(b"maria", b"mar\xed\xa0\x80ia"),
    "overlong bytes": _with("owner: maria").encode().replace(b"maria", b"\xc0\xaemaria"),
    "a byte order mark": b"\xef\xbb\xbf" + lesson().encode(),
    "line ends of Windows": lesson().replace("\n", "\r\n"),
    "a line end of old Macs": _with("owner: maria\rtags: [a]"),
    # values that are meant to reach further than a value
    "a template": _with("template: ../../../etc/passwd"),
    "what hides the page's parts": _with("hide: [navigation, toc, footer]"),
    "a way out of the folder": _with("owner: ../../etc/passwd"),
    "a way out among the aliases": _with("aliases: [../../index]"),
    "an alias that is a page of the portal": _with("aliases: [<script>]"),
    "a replacement elsewhere": _with("retired: true", "replaced_by: https://evil.example/"),
    "a prototype": _with("__proto__: {admin: true}"),
    "a constructor": _with("constructor: {prototype: {admin: true}}"),
    "a skill that is a prototype": _instead("teaches", "teaches: {__proto__: 1}"),
    "a title of two lines": lesson(title="One\n::error::two"),
    "a title that is a list": lesson(title=["a", "b"]),
    "a title of a thousand words": lesson(title="word " * 1000),
    "an empty title": lesson(title=""),
    "a title that is null": _instead("title", "title: ~"),
    "a title that is a number": _instead("title", "title: 1"),
    "a level that is no number": _instead("teaches", "teaches: {plain-language: NaN}"),
    "a level of a million digits": _instead("teaches", "teaches: {plain-language: " + "9" * 5000 + "}"),
    "a level below nought": _instead("teaches", "teaches: {plain-language: -1}"),
    "a level with a point": _instead("teaches", "teaches: {plain-language: 1.5}"),
    "minutes without end": _with("minutes: .inf"),
    "minutes in words": _with("minutes: 0x10"),
    "minutes by sixty": _with("minutes: 1:30"),
    "a day that is none": _with("reviewed: 2026-02-30"),
    "a day in another form": _with("reviewed: 01/02/2026"),
    "a day with a time": _with("reviewed: 2026-01-05T10:00:00Z"),
    "a shelf life without end": _with("shelf_life: 99999999999 months"),
    "yes for true": _with("retired: yes"),
    "a language that is a way": _with("language: ../en"),
    "ids that are the same": lesson(objectives=[{"id": "do-it", "text": "Split a sentence."}, {"id": "do-it", "text": "Join two."}]),
    "an objective that is a text": lesson(objectives=["Split a sentence."]),
    "an objective with more": lesson(objectives=[{"id": "do-it", "text": "Split a sentence.", "onclick": "alert(1)"}]),
    "an id with markup": lesson(objectives=[{"id": "<b>do-it</b>", "text": "Split a sentence."}]),
    "a watch that nobody sees": _with("watches: [a\u00adb]"),
    "an allowance for nothing": _with("allow: all"),
    "Jinja": _with("owner: '{{ config }}'"),
}  # fmt: skip
