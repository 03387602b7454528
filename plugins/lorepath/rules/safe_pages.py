"""SAF: nothing that an author writes vanishes from the page unnoticed, and nothing in it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lorepath.finding import Place, Severity
from lorepath.model import Text
from lorepath.outline import BlockKind, Removed, RemovedKind
from lorepath.rules.remedies import ATTRIBUTES, SCHEMES, is_decoration, remedy
from lorepath.rules.rule import Remark, text_rule
from lorepath.safe_html.allowed import OWN_IDS, WITH_CONTENT, is_page_of, scheme_of

_SNIPPET = re.compile(r"(?<!-)-+8<-+")
_NO_TEXT = frozenset({BlockKind.CODE, BlockKind.QUIZ})
_AT_TAG = frozenset({RemovedKind.TAG, RemovedKind.MARKUP, RemovedKind.OTHER})
_AT_ATTRIBUTE = frozenset({RemovedKind.ATTRIBUTE, RemovedKind.CLASS, RemovedKind.ID})
_LINKING = frozenset({"a", "blockquote", "q", "del", "ins"})
_OWN_COMPUTER = re.compile(r"\s*(?:file:|[A-Za-z]:(?:[\\/]|%5C))", re.IGNORECASE)
_TAKE_IT_OUT = "take it out"


@text_rule("SAF01", "html-allowed", Severity.ERROR)
def html_allowed(text: Text) -> Iterator[Remark]:
    """HTML in a text is what a portal's pages may hold; all other tags are taken out of the page.

    A page runs in every colleague's browser, so it holds no scripts, styles, forms or programs of others. Something
    in angle brackets that is no HTML, such as a placeholder, vanishes too: write it in backticks. An `<iframe>` stays
    where `embed_hosts` in `portal.yml` names its host. Tags that only decorate go without their words (a warning).
    The reference's page “What authors may use” lists what stays.

    Bad:
    ```markdown
    Type git clone <address> and answer:
    <form action="https://example.org/poll"><button>Done</button></form>
    ```
    Good:
    ````markdown
    Type `git clone <address>` and answer:

    ```quiz
    - id: what-it-makes
      objective: copy-a-repository
      stem: What does this command make on your computer?
    ```
    ````
    Source: OWASP Cheat Sheet Series, Cross Site Scripting Prevention.
    """
    hosts = text.common.embed_hosts
    for each in text.outline.removed:
        if each.kind in _AT_TAG:
            yield _tag(_place(text, each), each)
        elif each.kind is RemovedKind.FRAME and not is_page_of(each.value, hosts):
            yield _frame(_place(text, each), each)


@text_rule("SAF02", "attribute-allowed", Severity.WARNING)
def attribute_allowed(text: Text) -> Iterator[Remark]:
    """Attributes, classes and ids in a text are those that a portal's pages may hold; others are taken out.

    Styles and scripts of a single text would change the page around it, and so would the classes (`md-…`) and ids
    (`__…`, `lp-…`) of the page's own parts. `md-button` and `md-button--primary` may be used. The
    reference's page “What authors may use” lists what stays.

    Bad: `Call us. { .md-header style="color: red" onclick="call()" }`

    Good: `[Call us](contact.md){ .md-button }`
    """
    for each in text.outline.removed:
        if each.kind in _AT_ATTRIBUTE:
            yield _attribute(_place(text, each), each)


@text_rule("SAF03", "address-allowed", Severity.ERROR)
def address_allowed(text: Text) -> Iterator[Remark]:
    """Links lead to web pages, mail addresses and files of the portal; pictures and recordings are files of it.

    A picture on another server tells that server who reads what, and vanishes when that server does. A link that
    starts a program (`javascript:`) does not work in any portal. The reference's page “What authors may use” lists what
    stays.

    Bad: `![The pump](https://cdn.example.com/pump.png)`

    Good: `![The pump](pump.png)`, with `pump.png` beside the lesson
    """
    for each in text.outline.removed:
        if each.kind is not RemovedKind.ADDRESS:
            continue
        if each.tag != "a" and each.value.startswith("/") and not each.value.startswith("//"):
            continue  # REF01 speaks of these
        yield _address(_place(text, each), each)


@text_rule("SAF04", "no-snippet", Severity.ERROR)
def no_snippet(text: Text) -> Iterator[Remark]:
    """A text brings in no other file: the scissors (`--8<--`) of some Markdown tools do nothing here.

    They could bring in any file of the computer that builds the portal. Link to the other text, or repeat the few
    words that a learner needs.

    Bad: `--8<-- "shared/warning.md"`

    Good: `Read [the warning](../safety/warning.md) first.`
    """
    if "8<" not in text.body:
        return
    lines = text.body.split("\n")
    for block in text.outline.blocks:
        if block.kind in _NO_TEXT or not _SNIPPET.search(block.text):
            continue
        for line in range(block.line, block.end_line + 1):
            for scissors in _SNIPPET.finditer(lines[line - text.body_line]):
                yield Remark(
                    Place(text.path, line, scissors.start() + 1),
                    f"`{scissors[0]}` brings in no file",
                    "link to the other text, or write here what a learner needs; as an example, put it in backticks",
                )


def _place(text: Text, each: Removed) -> Place:
    return Place(text.path, each.line, each.column)


def _tag(place: Place, each: Removed) -> Remark:
    if each.kind is RemovedKind.OTHER:
        return Remark(place, "some HTML of this text does not reach its page", "write it as Markdown")
    if each.kind is RemovedKind.MARKUP:
        shown = _short(f"<{each.value}>")
        return Remark(place, f"`{shown}` is taken out of the page", f"if it is meant as text, write it as `{shown}`")
    with_content = ", with all that is in it" if each.tag in WITH_CONTENT else ""
    severity = Severity.WARNING if is_decoration(each.tag) else None
    return Remark(
        place, f"`<{_short(each.tag)}>` is taken out of the page{with_content}", remedy(_short(each.tag)), severity
    )


def _frame(place: Place, each: Removed) -> Remark:
    try:
        host = urlsplit(each.value).hostname or ""
    except ValueError:
        host = ""
    if not host:
        return Remark(place, "an `<iframe>` that names no page is taken out", "write a link to the page")
    return Remark(
        place,
        f"the page of `{_short(host)}` is not embedded",
        f"write a link to it, or have `{_short(host)}` added to `embed_hosts` in `content/portal.yml`; "
        "its address starts with `https://`",
    )


def _attribute(place: Place, each: Removed) -> Remark:
    name, value = _short(each.name), _short(each.value)
    if each.kind is RemovedKind.CLASS:
        hint = "save the drawing as a picture beside this text" if value == "mermaid" else "take it out or rename it"
        return Remark(place, f"the class `{value}` is for the portal's own parts and is taken out", hint)
    if each.kind is RemovedKind.ID and not each.value.startswith(OWN_IDS):
        hint = "write it with letters, digits and `-`"
        return Remark(place, f'the id `{value}` is taken out: no id holds `"`, `%` or a backslash', hint)
    if each.kind is RemovedKind.ID:
        hint = "begin it with a letter; a heading gets an id of yours with `{ #my-id }` behind it"
        return Remark(
            place, f"the id `{value}` is taken out: ids that begin with `__` or `lp-` are the portal's own", hint
        )
    if name.startswith("on"):
        return Remark(place, f"the attribute `{name}` is taken out: only the portal's own scripts run", _TAKE_IT_OUT)
    hint = ATTRIBUTES.get(name, _TAKE_IT_OUT)
    if each.tag == "a" and name == "name":
        hint = f'write `id="{value}"`'
    return Remark(place, f"the attribute `{name}` is taken out of `<{each.tag}>`", hint)


def _address(place: Place, each: Removed) -> Remark:
    address, scheme = _short(each.value), scheme_of(each.value)
    if _OWN_COMPUTER.match(each.value):
        where = "a file on your own computer"
        message = f"the link `{address}` leads to {where}"
        if each.tag not in _LINKING:
            message = f"the {_noun(each)} `{address}` is {where} and is not shown"
        return Remark(place, message, SCHEMES["file"])
    if each.tag in _LINKING:
        if scheme in ("http", "https"):
            return Remark(
                place, f"the link `{address}` is none that browsers can read", "write it as `https://example.org/page`"
            )
        hint = SCHEMES.get(scheme, "name a page or a file, or write the address as text")
        return Remark(place, f"the link `{address}` is taken out: links do not lead to `{scheme}:`", hint)
    noun = _noun(each)
    if scheme == "data":
        return Remark(place, f"this {noun} stands in the text itself and is not shown", SCHEMES["data"])
    return Remark(
        place,
        f"the {noun} `{address}` is on another server and is not shown",
        "put it beside this text and write the way to it",
    )


def _noun(each: Removed) -> str:
    """What is not shown."""
    if each.name == "poster":
        return "picture"
    return {"img": "picture", "video": "film", "audio": "recording"}.get(each.tag, "file")


def _short(text: str) -> str:
    plain = " ".join(text.replace("`", "'").split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
