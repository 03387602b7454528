"""Repositories of any size for the benchmark of history: made by chance from a seed, the same in every run.

One `git fast-import` makes them, in seconds. A fifth of the commits adds a lesson, the others edit, rename, revert or
merge pull requests; some have co-authors, some touch code only. Lessons are in order, and short. They are packed anew,
as Git's manual asks for after an import: unlike it, whoever pushes or repacks stores a file's versions beside each
other, and a bare log and ours would spend a third of their time on chains of unlike files.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from bench_portal import sentence

SEED = 2026
START = 1_577_836_800  # 1 January 2020
SPAN = 6 * 365 * 86_400
LESSONS_PER_TOPIC = 40
NAMES = ("Amara", "Bruno", "Chidi", "Dana", "Elif", "Femi", "Greta", "Hana", "Ines", "Jonas")
FAMILIES = ("Okafor", "Berg", "Duarte", "Nwosu", "Kaya", "Lind", "Marek", "Novak", "Ito", "Silva")


def make_repository(folder: Path, lessons: int, commits: int, authors: int = 200, seed: int = SEED) -> Path:
    """A portal of `lessons` lessons in a repository of `commits` commits, checked out into a new folder."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    folder.mkdir(parents=True)
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True, env=environment)
    importing = subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE, env=environment)
    assert importing.stdin
    with importing.stdin as stream:
        _Writer(stream, lessons, commits, authors, seed).write()
    if importing.wait():
        raise SystemExit("git fast-import failed")
    subprocess.run([*git, "repack", "--quiet", "-a", "-d", "-f"], check=True, env=environment)
    subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True, env=environment)
    return folder


def person(number: int) -> tuple[str, str]:
    """The name and the address of an author."""
    name = f"{NAMES[number % 10]} {FAMILIES[number // 10 % 10]} {number}"
    return name, f"person-{number}@example.org"


class _Writer:
    """Writes the stream that `git fast-import` reads."""

    def __init__(self, stream: IO[bytes], lessons: int, commits: int, authors: int, seed: int) -> None:
        self.stream = stream
        self.lessons = lessons
        self.commits = commits
        self.authors = authors
        self.chance = random.Random(f"{seed}-{lessons}-{commits}")
        self.paths: list[str] = []
        self.texts: list[list[str]] = []
        self.before: dict[int, list[str]] = {}
        self.made = 0
        self.mark = 0
        self.aliases: dict[int, list[str]] = {}

    def write(self) -> None:
        self._commit("main", "Describe the portal", self._settings())
        while self.made < self.commits:
            due = self.lessons * self.made // self.commits
            if len(self.paths) <= due and len(self.paths) < self.lessons:
                self._commit("main", "Write a lesson", [self._add()])
                continue
            kind = self.chance.random()
            if kind < 0.08 and self.made + 4 < self.commits:
                self._pull_request()
            elif kind < 0.11:
                self._commit("main", "Rename a lesson", self._rename())
            elif kind < 0.20:
                self._commit("main", "Change the code", [(f"src/part-{self.chance.randrange(200)}.py", self._code())])
            elif kind < 0.22 and self.before:
                number = self.chance.choice(sorted(self.before))
                self.texts[number] = self.before.pop(number)
                self._commit("main", 'Revert "Say more"', [self._file(number)])
            else:
                self._commit("main", self._message(), self._edits())

    def _settings(self) -> list[tuple[str, str]]:
        topics = range(max(1, self.lessons // LESSONS_PER_TOPIC))
        files = [("content/portal.yml", "name: Benchmark learning\n")]
        files += [
            (f"content/people/person-{number:03}.yml", _yaml(name=person(number)[0], emails=[person(number)[1]]))
            for number in range(0, self.authors, 2)
        ]
        files += [
            (f"content/lessons/topic-{topic:03}/topic.yml", _yaml(title=f"T {topic}", summary="S", owner="person-000"))
            for topic in topics
        ]
        return files

    def _add(self) -> tuple[str, str]:
        number = len(self.paths)
        topic = number % max(1, self.lessons // LESSONS_PER_TOPIC)
        self.paths.append(f"content/lessons/topic-{topic:03}/lesson-{number:05}.md")
        self.texts.append([sentence(self.chance) for _ in range(25)])
        return self._file(number)

    def _edits(self) -> list[tuple[str, str]]:
        found = {self._edit(self._any()) for _ in range(self.chance.choice((1, 1, 1, 2, 3)))}
        return [self._file(number) for number in sorted(found)]

    def _edit(self, number: int) -> int:
        self.before[number] = list(self.texts[number])
        if len(self.before) > 50:
            self.before.pop(next(iter(self.before)))
        self.texts[number][self.chance.randrange(25)] = sentence(self.chance)
        return number

    def _rename(self) -> list[tuple[str, str]]:
        number = self._any()
        old = self.paths[number]
        self.before.pop(number, None)
        self.aliases.setdefault(number, []).append(Path(old).stem)
        self.paths[number] = f"{Path(old).parent.as_posix()}/lesson-{number:05}-{len(self.aliases[number])}.md"
        if self.chance.random() < 0.5:
            self.texts[number][self.chance.randrange(25)] = sentence(self.chance)
        return [(old, ""), self._file(number)]

    def _pull_request(self) -> None:
        """A branch of one to three commits, merged by somebody else."""
        start = self.mark
        changed: dict[str, str] = {}
        count = self.chance.randint(1, 3)
        for number in range(count):
            edits = self._edits()
            changed.update(edits)
            self._commit("side", self._message(), edits, start if number == 0 else 0)
        side = self.mark
        message = f"Merge pull request #{self.made} from x/side\n\nSay more"
        self._commit("main", message, list(changed.items()), start, side)

    def _message(self) -> str:
        kind = self.chance.random()
        if kind < 0.06:
            return "Fix typos"
        message = f"{sentence(self.chance)} (#{self.made})" if kind < 0.4 else sentence(self.chance)
        if kind > 0.85:
            message += "\n\nCo-authored-by: {} <{}>".format(*person(self._somebody()))
        if kind > 0.95:
            message += "\nReviewed-by: {} <{}>".format(*person(self._somebody()))
        return message

    def _any(self) -> int:
        return self.chance.randrange(len(self.paths))

    def _somebody(self) -> int:
        """Few people do much, many a little."""
        return int(self.authors * self.chance.random() ** 2)

    def _file(self, number: int) -> tuple[str, str]:
        front = _yaml(
            title=f"Lesson {number}",
            summary="What it gives.",
            teaches={f"skill-{number % 50}": 1},
            objectives=[{"id": "do-it", "text": "Do it once."}],
            aliases=self.aliases.get(number),
        )
        return self.paths[number], f"---\n{front}---\n\n" + "\n\n".join(self.texts[number]) + "\n"

    def _code(self) -> str:
        return "".join(f"value_{line} = {self.chance.randint(1, 99)}\n" for line in range(20))

    def _commit(
        self, branch: str, message: str, files: Iterable[tuple[str, str]], start: int = 0, side: int = 0
    ) -> None:
        self.made += 1
        self.mark += 1
        name, address = person(self._somebody())
        when = START + SPAN * self.made // self.commits
        lines = [f"commit refs/heads/{branch}", f"mark :{self.mark}"]
        lines += [f"{who} {name} <{address}> {when} +0000" for who in ("author", "committer")]
        self._say("\n".join(lines) + "\n")
        self._data(message)
        if start:
            self._say(f"from :{start}\n")
        if side:
            self._say(f"merge :{side}\n")
        for path, text in files:
            if text:
                self._say(f"M 100644 inline {path}\n")
                self._data(text)
            else:
                self._say(f"D {path}\n")

    def _say(self, text: str) -> None:
        self.stream.write(text.encode())

    def _data(self, text: str) -> None:
        data = text.encode()
        self.stream.write(b"data %d\n%s\n" % (len(data), data))


def _yaml(**fields: object) -> str:
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items() if value)
