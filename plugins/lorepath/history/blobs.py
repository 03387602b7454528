"""What files held: many contents from one Git process."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.errors import PortalError
from lorepath.history import standards
from lorepath.history.log import Repository, is_partial

if TYPE_CHECKING:
    from io import BufferedReader


_AT_ONCE = 2**16
# Else Git itself holds the whole of a content before it prints it.
_STREAMED = ("-c", f"core.bigFileThreshold={MAX_TEXT_BYTES}")


def contents(
    repository: Repository, names: Sequence[str], most: int = MAX_TEXT_BYTES + 1
) -> Iterator[tuple[int, bytes]]:
    """The contents that names stand for (`<commit>:<path>`, or an id), each with the position of its name.

    Names of what is not there, or is no file, are left out. No name may hold a line break. Of a content that holds more
    than `most` bytes, these are its beginning: one byte too many tells that it is longer than a text may be.
    """
    with _answers(repository, "--batch", names) as answers:
        for position in range(len(names)):
            # A line that says what comes, then so many bytes and a line end.
            answer = answers.readline().rstrip(b"\n").rsplit(b" ", 2)
            if len(answer) != 3 or not answer[2].isdigit():
                continue
            length = int(answer[2])
            content = answers.read(min(length, most))
            _skip(answers, length - len(content) + 1)
            if answer[1] == b"blob" and _is_of(names[position], answer[0]):
                yield position, content


def lengths(repository: Repository, names: Sequence[str]) -> dict[str, int]:
    """How many bytes the contents have whose ids these are; without what is not there. It costs a tenth of them."""
    with _answers(repository, "--batch-check=%(objectname) %(objectsize)", names) as answers:
        said = [answers.readline().rstrip().partition(b" ") for _ in names]
    # Of what is not there, Git says so in place of the size.
    found = [(name, size) for name, (known, _, size) in zip(names, said, strict=True) if _is_of(name, known)]
    return {name: int(size) for name, size in found if size.isdigit()}


def whole(repository: Repository, names: Collection[str], found: Collection[str]) -> None:
    """Make sure that a partial clone lacks nothing of what was asked: from what it lacks, facts would come out wrong.

    Raises PortalError. What no clone has, such as the commit of a submodule, may be left out elsewhere.
    """
    if len(found) < len(names) and is_partial(repository):
        raise PortalError(standards.found(standards.INCOMPLETE, repository.place))


def _skip(answers: BufferedReader, length: int) -> None:
    """Read over so many bytes, without holding them."""
    while length > 0 and (part := answers.read(min(length, _AT_ONCE))):
        length -= len(part)


def _is_of(name: str, found: bytes) -> bool:
    """Whether Git found what is meant: of a tag that is named like the beginning of an id, it thinks first."""
    return ":" in name or found.startswith(name.encode())


@contextmanager
def _answers(repository: Repository, how: str, names: Sequence[str]) -> Iterator[BufferedReader]:
    with TemporaryFile() as stdin:
        stdin.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
        stdin.seek(0)
        with repository.stream(*_STREAMED, "cat-file", how, "--buffer", stdin=stdin) as answers:
            yield answers
