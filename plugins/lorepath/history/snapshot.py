"""A chronicle as bytes, to be kept until more commits follow: a line of JSON, then packed numbers.

It holds no e-mail address. Whoever brings it back checks its shape: what does not fit is no snapshot.
"""

from __future__ import annotations

import json
from array import array
from itertools import accumulate, pairwise
from typing import Any

from lorepath.history.ancestry import Ancestry
from lorepath.history.chronicle import Chronicle
from lorepath.history.edits import Edits
from lorepath.history.identity import Party, displayed
from lorepath.history.lineage import Lineage
from lorepath.history.watches import Watches


def pack(chronicle: Chronicle) -> bytes:
    """The bytes of a chronicle whose parties all have been named."""
    ancestry, lineage = chronicle.ancestry, chronicle.lineage
    edits, lengths = lineage.edits.pack(lineage.files)
    columns = (ancestry.ranks, ancestry.first, ancestry.covers, chronicle.author, chronicle.written, chronicle.marks)
    # Seen as bytes where they are: copies of a long history would be the most that it ever takes.
    parts = [memoryview(ancestry.ids), *(memoryview(column).cast("B") for column in (*columns, edits))]
    head = {
        "sizes": [len(part) for part in parts],
        "others": list(ancestry.others.items()),
        "parties": chronicle.parties,
        "coauthors": list(chronicle.coauthors.items()),
        "reviewers": list(chronicle.reviewers.items()),
        "mergers": list(chronicle.mergers.items()),
        "brought": list(chronicle.brought.items()),
        "writers": list(chronicle.writers.items()),
        "vouchers": chronicle.vouchers,
        "committed": chronicle.committed,
        "begun": list(lineage.begun.items()),
        "anew": [[*place, file] for place, file in lineage.anew.items()],
        "claims": [[path, *claim[1:]] for path, claims in lineage.claims.items() for claim in claims],
        "lengths": lengths,
        "touches": [[path, *numbers] for path, numbers in chronicle.watches.touches.items()],
    }
    return b"".join([json.dumps(head, separators=(",", ":")).encode(), b"\n", *parts])


def unpack(data: bytes, watches: Watches) -> Chronicle:
    """The chronicle that was packed. Raises ValueError where the bytes are none."""
    try:
        return _unpack(data, watches)
    except (KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise ValueError("these bytes are no snapshot") from error


def _unpack(data: bytes, watches: Watches) -> Chronicle:
    line, _, _ = data.partition(b"\n")
    head = json.loads(line)
    ids, *columns, edits = _parts(memoryview(data)[len(line) + 1 :], head["sizes"])
    ranks, first, covers, author, written, marks = (
        array(kind, column.tobytes()) for kind, column in zip("qiiiiB", columns, strict=True)
    )
    commits = len(ranks)
    wide = len(ids) // commits if commits else 20
    if {len(each) for each in (first, covers, author, written, marks)} != {commits} or len(ids) != commits * wide:
        raise ValueError("the columns differ in length")
    others = _tuples(head["others"])
    if any(parent >= number for number, parent in enumerate(first)):
        raise ValueError("a commit comes before its parent")
    chronicle = Chronicle(watches, Ancestry.resumed(ids.tobytes(), wide, ranks, first, covers, others))
    chronicle.author, chronicle.written, chronicle.marks = author, written, marks
    chronicle.parties = [Party(mark, displayed(name), *rest) for mark, name, *rest in head["parties"]]
    chronicle.coauthors, chronicle.reviewers = _tuples(head["coauthors"]), _tuples(head["reviewers"])
    chronicle.mergers, chronicle.brought = dict(head["mergers"]), dict(head["brought"])
    chronicle.writers = _tuples(head["writers"])
    chronicle.vouchers = {lesson: list(numbers) for lesson, numbers in head["vouchers"].items()}
    chronicle.committed = head["committed"] + 0
    _fill(chronicle.lineage, head, edits)
    for path, *numbers in head["touches"]:
        watches.touches[path] = array("q", numbers)
    return chronicle


def _fill(lineage: Lineage, head: dict[str, Any], edits: memoryview) -> None:
    lineage.begun = dict(head["begun"])
    lineage.anew = {(path, number): file for path, number, file in head["anew"]}
    lineage.edits = Edits.resumed(edits, head["lengths"])
    lineage.files = len(head["lengths"])
    for path, number, left, arrived in head["claims"]:
        lineage.lay_claim(path, number, left, arrived)


def _parts(view: memoryview, sizes: list[int]) -> list[memoryview]:
    ends = list(accumulate(sizes, initial=0))
    if min(sizes) < 0 or ends[-1] != len(view):
        raise ValueError("the parts do not fill the bytes")
    return [view[start:end] for start, end in pairwise(ends)]


def _tuples(pairs: list[tuple[int, list[int]]]) -> dict[int, tuple[int, ...]]:
    return {number: tuple(others) for number, others in pairs}
