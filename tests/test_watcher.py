"""The preview's watcher tells of every change, and looks away while a preview is being renewed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from lorepath.mkdocs_plugin.watcher import Watcher
from portal import write

PATIENCE = 60  # seconds; what is waited for comes at once


class Heard(FileSystemEventHandler):
    """Hears of changes, as MkDocs' server does."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that there was one."""
        assert not event.is_directory
        self.told.set()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Watcher, Heard]]:
    """A watcher of a folder, which holds a text, a link to another folder, and later perhaps more."""
    write(tmp_path / "content/a/text.md", "old")
    write(tmp_path / "elsewhere/text.md", "old")
    (tmp_path / "content/link").symlink_to(tmp_path / "elsewhere")
    watcher, heard = Watcher(), Heard()
    watcher.schedule(heard, str(tmp_path / "content"))
    watcher.schedule(heard, str(tmp_path / "mkdocs.yml"))
    watcher.start()
    yield watcher, heard
    watcher.stop()
    watcher.join()


@pytest.mark.parametrize(
    "act",
    [
        lambda root: write(root / "content/a/text.md", "newer"),
        lambda root: write(root / "content/b/new.md", ""),
        lambda root: (root / "content/a/text.md").unlink(),
        lambda root: (root / "content/a").rename(root / "content/c"),
        lambda root: write(root / "mkdocs.yml", "new"),
    ],
    ids=["written", "added", "removed", "renamed", "a file that was not there"],
)
def test_tells_of_a_change(watched: tuple[Watcher, Heard], tmp_path: Path, act: Callable[[Path], object]) -> None:
    act(tmp_path)
    assert watched[1].told.wait(PATIENCE)


def test_tells_of_what_changed_meanwhile_when_it_looks_again(watched: tuple[Watcher, Heard], tmp_path: Path) -> None:
    watcher, heard = watched
    with watcher.resting():
        write(tmp_path / "content/a/text.md", "newer")
        assert not heard.told.wait(0.5)
    assert heard.told.wait(PATIENCE)


def test_tells_nobody_who_does_not_want_to_hear_any_more(tmp_path: Path) -> None:
    watcher, heard, other = Watcher(), Heard(), Heard()
    for listener, path in ((heard, tmp_path / "one"), (other, tmp_path / "other")):
        watcher.schedule(listener, str(path))
    watcher.unschedule(str(tmp_path / "one"))
    watcher.start()
    write(tmp_path / "one", "new")
    write(tmp_path / "other", "new")
    assert other.told.wait(PATIENCE)
    watcher.stop()
    watcher.join()
    assert not heard.told.is_set()
