"""What MkDocs and its plugins log during a build, collected instead of printed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

_MKDOCS = "mkdocs"

Message = tuple[bool, str]
"""Whether it is an error, and what was logged."""


class MkDocsLog(logging.Handler):
    """The warnings and errors of one build, in order, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: dict[Message, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, on one line."""
        self._seen[record.levelno >= logging.ERROR, " ".join(record.getMessage().split())] = None

    def taken(self) -> list[Message]:
        """What was logged since it was last taken, to be added to another process's log."""
        messages = list(self._seen)
        self._seen.clear()
        return messages

    def add(self, messages: Iterable[Message]) -> None:
        """Take over what another process logged."""
        self._seen.update(dict.fromkeys(messages))

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """What was logged so far is away inside the block, and first again behind it."""
        before = self.taken()
        try:
            yield
        finally:
            self._seen = dict.fromkeys((*before, *self._seen))

    def reason(self, error: Exception) -> str:
        """Why MkDocs gave up: it logs the reasons, and its exception often only says that there were some."""
        errors = [message for grave, message in self._seen if grave]
        return "; ".join(errors) or " ".join(str(error).split())

    @property
    def warnings(self) -> list[str]:
        """What was logged as a warning."""
        return [message for grave, message in self._seen if not grave]


@contextmanager
def collected() -> Iterator[MkDocsLog]:
    """Collect what MkDocs logs inside the block; nothing of it reaches the terminal."""
    logger = logging.getLogger(_MKDOCS)
    log, propagate = MkDocsLog(), logger.propagate
    logger.addHandler(log)
    logger.propagate = False
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.propagate = propagate
