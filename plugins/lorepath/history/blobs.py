"""What files held: many contents from one Git process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import TemporaryFile

from lorepath.history.log import Repository


def contents(repository: Repository, names: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """The contents that names stand for (`<commit>:<path>`, or an id), each with the position of its name.

    Names of what is not there, or is no file, are left out. No name may hold a line break.
    """
    with TemporaryFile() as stdin:
        stdin.write("".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape"))
        stdin.seek(0)
        with repository.stream("cat-file", "--batch", "--buffer", stdin=stdin) as answers:
            for position in range(len(names)):
                # A line that says what comes, then so many bytes and a line end.
                answer = answers.readline().rstrip(b"\n").rsplit(b" ", 2)
                if len(answer) != 3 or not answer[2].isdigit():
                    continue
                content = answers.read(int(answer[2]))
                answers.read(1)
                if answer[1] == b"blob":
                    yield position, content
