"""Prose: what is read as sentences, what is masked, and that places are those of the file."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from lorepath.markdown_reader import read_markdown
from lorepath.model import Content, Page, Source, Written
from lorepath.rules import prose as module
from lorepath.rules.prose import MASK, Prose, prose

FIRST_LINE = 7


def page(text: str, tag: str = "en") -> Page:
    content = Content(Source("x.md"), read_markdown(text, FIRST_LINE))
    return Page("x.md", "x", tag, (), FIRST_LINE, written=Written.known("\n" * (FIRST_LINE - 1) + text, content))


def sentences(text: str, tag: str = "en") -> list[str]:
    """The sentences of a text; a masked stretch is shown as a dot in the middle."""
    return [module._RUN.sub("·", sentence.text) for sentence in prose(page(text, tag)).sentences]


SPLIT = {
    "One. Two! Three? Four… Five": ["One.", "Two!", "Three?", "Four…", "Five"],
    "He waits … and goes on.": ["He waits … and goes on."],
    "Version 3.5 is out. Then what?": ["Version 3.5 is out.", "Then what?"],
    "See Dr. Okafor, e.g. Monday vs. Friday.": ["See Dr. Okafor, e.g. Monday vs. Friday."],
    "Bring pens, paper, etc. Then sit down.": ["Bring pens, paper, etc.", "Then sit down."],
    "See no. 4 first. The answer is no. Then go.": ["See no. 4 first.", "The answer is no.", "Then go."],
    "Ask J. Smith. Take plan B. Then go.": ["Ask J. Smith.", "Take plan B.", "Then go."],
    "(One.) Two.": ["(One.)", "Two."],
    "**One.** Two. _Three._ Four.": ["**One.**", "Two.", "_Three._", "Four."],
    "One  \ntwo\\\nthree<br>\nfour": ["One", "two", "three·", "four"],
    "One\ntwo.": ["One\ntwo."],
    "- One\n- Two\n    - Three. Four\n\n1. Five": ["One", "Two", "Three.", "Four", "Five"],
    "- [ ] Call\n- [x] Write": ["· Call", "· Write"],
    "- **Name**: Write it.\n- *Age*: One.\n- [Page](x.md) - Read it.": ["Write it.", "One.", "Read it."],
    "**Bold** words - start here.": ["**Bold** words - start here."],
    "# No\n\n| no | no |\n|---|---|\n| no | no |\n\n> no\n\nYes.": ["Yes."],
    "!!! note\n\n    Yes. Here too.": ["Yes.", "Here too."],
    "Zum Beispiel z.B. Anna. Gut.": ["Zum Beispiel z.B. Anna.", "Gut."],
}


@pytest.mark.parametrize(("text", "wanted"), SPLIT.items(), ids=[text[:30] for text in SPLIT])
def test_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text, "de" if "z.B." in text else "en") == wanted


MASKED = {
    "Type `git add. Now` and ``a ` b``.": "Type · and ·.",
    "Run it. `git` is there.": "Run it.|· is there.",
    'See [the page](a.md "b") and [that][ref] and <https://a.example/b.c>.': "See [the page· and [that· and ·.",
    "See https://a.example/b.c?d=e. Or www.a.example! Or ana@a.example.": "See ·.|Or ·!|Or ·.",
    "![A map. Here](map.png) A map.": "· A map.",
    'Say “no, never” and "maybe so" and «non» and ‘it’s so’ now.': "Say · and · and · and · now.",
    'She said "Stop here." Then she left.': "She said ·.·|Then she left.",
    'A screen of 5" and one of 6" width.': 'A screen of 5" and one of 6" width.',
    "It's Ana's.": "It's Ana's.",
    "Do <kbd>A</kbd> <!-- not this. Nor this --> now.": "Do ·A· · now.",
    "Ask[^1] now { .wide } :smile: fish &amp; chips.": "Ask· now · · fish · chips.",
}


@pytest.mark.parametrize(("text", "wanted"), MASKED.items(), ids=[text[:30] for text in MASKED])
def test_what_is_no_prose_is_masked(text: str, wanted: str) -> None:
    assert "|".join(sentences(text)) == wanted


def places(found: Prose) -> Iterator[tuple[int, int, str]]:
    for sentence in found.sentences:
        place = found.place(sentence.start)
        yield place.line, place.column, sentence.text


def test_places_are_those_of_the_file() -> None:
    text = "One. Two.\n\n- A `b`\n  c. Dé [f](g.md).\n\n!!! note\n\n    Four.\n    Five."
    assert [(line, column) for line, column, _ in places(prose(page(text)))] == [
        (7, 1),
        (7, 6),
        (9, 3),
        (10, 6),
        (14, 5),
        (15, 5),
    ]


def test_words_are_counted_without_what_is_masked() -> None:
    found = prose(page("Don't re-run `a b c` in version 3.5 – see “d e”."))
    (sentence,) = found.sentences
    assert sentence.words == ["Don't", "re-run", "in", "version", "3.5", "see"]
    assert (found.longer_than(5), found.longer_than(6)) == ([sentence], [])


def test_a_sentence_is_shown_without_markup() -> None:
    found = prose(page("Say **it** in [few](a.md) `words` so that all of them follow you."))
    (sentence,) = found.sentences
    assert found.shown(sentence, 5) == "Say it in few… … …"


def test_the_answer_is_kept_while_the_text_is_in_use() -> None:
    text = page("One. Two.")
    key = id(text.outline)
    assert prose(text) is prose(text)
    assert key in module._known
    del text
    gc.collect()
    assert key not in module._known


_PIECES = st.sampled_from(
    [
        "a",
        "B",
        ". ",
        "! ",
        "e.g. ",
        "`",
        "``",
        "[",
        "](",
        ")",
        "<",
        ">",
        '"',
        "“",
        "”",
        "*",
        "_",
        "\n",
        "\n\n",
        "- ",
        "> ",
        *(
            "    ",
            "!!! note\n",
            "{",
            "}",
            "é",
            "😀",
            "<!--",
            "-->",
            "| a |\n|---|\n",
            "  \n",
            ":",
            "https://a.b",
            "&amp;",
        ),
    ]
)


@given(
    st.lists(_PIECES, max_size=40).map("".join) | st.text(st.characters(exclude_characters=MASK + "\r"), max_size=80)
)
@examples(300)
def test_any_text_has_sentences_that_stand_in_it(text: str) -> None:
    found = prose(page(text))
    assert len(found.masked) == len(text)
    lines = text.split("\n")
    for line, column, sentence in places(found):
        first = sentence[0]
        assert sentence.strip() == sentence
        assert first == MASK or lines[line - FIRST_LINE][column - 1] == first
    ends = [0, *found.spans]
    assert ends == sorted(ends)


SLOW = {
    "code of many kinds": " ".join("`" * number for number in range(1, 440)),
    "comments that stay open": "a <!-- " * 15_000,
    "quotations that stay open": "a “" * 30_000,
    "links that stay open": "](a(b" * 16_000,
    "full stops": "a. " * 30_000,
    "initials": "A. " * 33_000,
    "a word with an at": "a" * 50_000 + "@" + "a" * 50_000,
    "lines": "a  \n" * 20_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(text: str) -> None:
    begun = page(text)
    start = time.process_time()
    prose(begun)
    assert time.process_time() - start < 2
