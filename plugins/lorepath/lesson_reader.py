"""Document → Lesson: front matter and knowledge checks as values, with what the schemas say of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from msgspec import Struct, field

from lorepath.document import Document
from lorepath.fields import Fields
from lorepath.finding import Finding, on_other_lines
from lorepath.learning_time import computed_minutes, sections
from lorepath.model import (
    Answer,
    Common,
    Content,
    Contribution,
    Item,
    Keys,
    KnowledgeCheck,
    Lesson,
    Objective,
    Option,
    Question,
    ShelfLife,
    Source,
    Suppression,
    Written,
    block_name,
)
from lorepath.outline import BlockKind, Outline
from lorepath.schema import Schemas
from lorepath.yaml_reader import Yaml

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
_OPTION = frozenset({"text", "because", "correct"})


class Inherited(Struct, frozen=True):
    """What a text takes from its topic and its portal where it says nothing itself, and what is common to all."""

    language: str = ""
    owner: str = ""
    shelf_life: ShelfLife = field(default_factory=ShelfLife)
    common: Common = field(default_factory=Common)


def read_lesson(
    document: Document, identifier: str, topic: str, schemas: Schemas, inherited: Inherited | None = None
) -> tuple[Lesson, list[Finding]]:
    """The lesson that a document holds, and every finding about its shape."""
    inherited = inherited or Inherited()
    findings = list(on_other_lines(schemas.check("lesson", document.front, document.source), document.findings))
    for quiz in document.quizzes:
        findings += quiz.findings
        if quiz.data is not None or quiz.complete:
            findings += on_other_lines(schemas.check("quiz", quiz.data, quiz.source), quiz.findings)
    fields = Fields(document.front)
    content = content_of(document)
    declared, computed = fields.number("minutes"), computed_minutes(document.outline, len(content.items))
    lesson = Lesson(
        id=identifier,
        topic=topic,
        path=document.source.path,
        title=fields.text("title", identifier),
        summary=fields.text("summary"),
        teaches=fields.numbers("teaches"),
        requires=fields.numbers("requires"),
        objectives=tuple(_objectives(fields, document)),
        declared_minutes=declared,
        computed_minutes=computed,
        format=fields.text("format", "article"),
        owner=fields.text("owner") or inherited.owner,
        reviewed=fields.day("reviewed"),
        shelf_life=fields.shelf_life("shelf_life") or inherited.shelf_life,
        aliases=fields.texts("aliases"),
        retired=fields.flag("retired") or fields.day("retired") is not None,
        replaced_by=fields.text("replaced_by"),
        tags=fields.texts("tags"),
        language=fields.text("language") or inherited.language,
        suppressions=suppressions(document),
        body_line=document.body_line,
        complete=_knows_objectives(document, fields) and all(map(_is_read, document.quizzes)),
        contributors=tuple(_contributors(fields, document)),
        watches=fields.texts("watches"),
        includes=tuple(dict.fromkeys(_includes(document.outline, document.source.path))),
        sections=sections(document.outline, content.items, declared or computed),
        checks=tuple(_checks(document, content.items)),
        written=Written.known(document.text, content, inherited.common),
    )
    return lesson, findings


def content_of(document: Document) -> Content:
    """What a document holds in full."""
    items = tuple(item for quiz in document.quizzes for item in _items(quiz))
    return Content(document.source, document.outline, items)


def _checks(document: Document, items: Sequence[Item]) -> Iterator[KnowledgeCheck]:
    blocks = (block for block in document.outline.blocks if block.kind is BlockKind.QUIZ)
    for block, quiz in zip(blocks, document.quizzes, strict=True):
        own = [_question(item) for item in items if item.source is quiz.source]
        yield KnowledgeCheck(block_name(block.text), tuple(own))


def _question(item: Item) -> Question:
    answers = [Answer(option.text, option.because, option.correct) for option in item.options]
    return Question(item.id, item.objective, item.stem, item.kind, tuple(answers))


def _knows_objectives(document: Document, fields: Fields) -> bool:
    """Whether it is known which objectives a lesson has."""
    ids = (("objectives", index, "id") for index, _ in fields.members("objectives"))
    return document.complete and fields.named("objectives") and _are_whole(document.source, ids, document.findings)


def _is_read(quiz: Yaml) -> bool:
    """Whether it is known which items a knowledge check has and what they assess."""
    items = Fields({"items": quiz.data})
    ids = ((index, "objective") for index, _ in items.members("items"))
    is_known = items.named("items") and all(item.text("objective") for _, item in items.members("items"))
    return quiz.complete and is_known and _are_whole(quiz.source, ids, quiz.findings)


def _are_whole(source: Source, ids: Iterable[Keys], findings: Iterable[Finding]) -> bool:
    """Whether nothing is said of the lines on which these ids stand, such as that their end was cut off."""
    return {finding.place.line for finding in findings}.isdisjoint(source.at(*keys).line for keys in ids)


def _objectives(fields: Fields, document: Document) -> Iterator[Objective]:
    for index, each in fields.members("objectives"):
        yield Objective(
            each.text("id"), each.text("text"), document.source.at("objectives", index), each.texts("aliases")
        )


def _contributors(fields: Fields, document: Document) -> Iterator[Contribution]:
    for index, each in fields.members("contributors"):
        if each.text("person") and each.text("role"):
            place = document.source.at("contributors", index, "person")
            yield Contribution(each.text("person"), each.text("role"), place)


def _includes(outline: Outline, path: str) -> Iterator[str]:
    """The files that are no Markdown and that a text shows or links to; whether they are there is not asked."""
    for link in outline.links:
        target = unquote(link.target).partition("#")[0].partition("?")[0]
        if target and not target.endswith(".md") and not _ELSEWHERE.match(target):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The suppressions of a file: those in its front matter, then those in comments."""
    return (*_allowed(document), *document.suppressions)


def _allowed(document: Document) -> Iterator[Suppression]:
    for index, each in Fields(document.front).members("allow"):
        place = document.source.at("allow", index)
        yield Suppression(each.text("code").upper(), each.text("reason"), place, each.day("until"))


def _items(quiz: Yaml) -> Iterator[Item]:
    for index, each in Fields({"items": quiz.data}).members("items"):
        yield Item(
            id=each.text("id"),
            objective=each.text("objective"),
            stem=each.text("stem"),
            kind=each.text("type", "single"),
            options=tuple(_options(each, quiz, index)),
            source=quiz.source,
            keys=(index,),
            level=each.text("level"),
        )


def _options(item: Fields, quiz: Yaml, index: int) -> Iterator[Option]:
    """The options of an item; none where nobody knows its key, so that rules have nothing to go by."""
    options = [option for _, option in item.members("options")]
    is_known = item.mapped("options") and not any(option.has_others(_OPTION) for option in options)
    if is_known and all(option.boolean("correct") for option in options if option.has("correct")):
        for number, option in enumerate(options):
            place = quiz.source.at(index, "options", number)
            yield Option(option.text("text"), option.text("because"), option.flag("correct"), place)
