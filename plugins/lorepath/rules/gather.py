"""What rules about the whole portal gather from each text: worked out from the text alone, so that it can be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, get_type_hints

from lorepath.model import Row, Text

R = TypeVar("R", bound=Row)


class Gather(Generic[R]):
    """Rows of one kind: a function from a text to named tuples of texts and numbers.

    Listed with the rules that use it (`gathers=`), its rows are kept with the text, and a check of the portal
    does not read that text again.
    """

    def __init__(self, name: str, row: Callable[..., R], gather: Callable[[Text], Iterable[R]]) -> None:
        self.name = name
        self._row = row
        self._gather = gather
        self._types = tuple(get_type_hints(row).values())

    def rows(self, text: Text) -> tuple[Row, ...]:
        """The rows of a text, as they are kept."""
        return tuple(tuple(row) for row in self._gather(text))

    def of(self, text: Text) -> Sequence[R]:
        """The rows of a text: those that are kept, else gathered now."""
        kept = text.found.gathered.get(self.name) if text.found else None
        if kept == ():
            return ()  # as for most rows of most texts
        if kept is not None and all(tuple(map(type, row)) == self._types for row in kept):
            return [self._row(*row) for row in kept]
        return list(self._gather(text))
