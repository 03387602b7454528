"""Looks at stamps of files every now and then, and tells when they differ.

MkDocs' own observer keeps a picture of every file and takes ten times as long for a look, which for 5,000 lessons is a
third of a core all the time, while a preview is being renewed as well. Messages of the system would cost nothing, but
do not come from folders on a network or in a container.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lorepath.raw_files import LeadsElsewhere, RawFiles

if TYPE_CHECKING:
    from watchdog.events import FileSystemEventHandler

_EVERY = 0.2  # seconds
_SHARE = 0.1
"""At most this part of a core is spent on looking."""


class Watcher:
    """In place of a watchdog observer, as far as MkDocs' server needs one: it hears of a change, not of which."""

    def __init__(self) -> None:
        self._handlers: dict[str, FileSystemEventHandler] = {}
        self._seen: dict[str, str] = {}
        self._over = threading.Event()
        self._at_rest = threading.Lock()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = True) -> str:
        """Tell this handler of changes of a file, or below a folder, from now on; it need not be there yet."""
        self._handlers[path] = handler
        self._seen[path] = _stamp(path)
        return path

    def unschedule(self, path: str) -> None:
        """Tell nobody of it any more."""
        del self._handlers[path], self._seen[path]

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def join(self) -> None:
        """Wait for the last look to end."""
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Looks wait for the end of the block; what changes meanwhile is told behind it."""
        with self._at_rest:
            yield

    def _watch(self) -> None:
        from watchdog.events import FileModifiedEvent

        pause = _EVERY
        while not self._over.wait(pause):
            with self._at_rest:
                began = time.thread_time()
                now = self._stamps()
                pause = max(_EVERY, (time.thread_time() - began) / _SHARE)
            changed = [path for path, stamp in now.items() if self._seen[path] != stamp]
            self._seen |= now
            for path in changed:
                self._handlers[path].on_any_event(FileModifiedEvent(path))

    def _stamps(self) -> dict[str, str]:
        return {path: _stamp(path) for path in self._handlers}


def _stamp(path: str) -> str:
    files = RawFiles(read=False)
    try:
        files.add(path, path)
    except LeadsElsewhere:
        files.add(path, path, follow=False)
    return files.stamps
