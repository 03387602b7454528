"""Repositories made by chance: branches, merges, renames, swaps, reverts, deletions, whatever people do.

One `git fast-import` makes each, so that a test can have many.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from repo import Repo

PATHS = tuple(f"content/lessons/t/{name}.md" for name in "abcdef")
PEOPLE = ("Maria <maria@example.org>", "Tom <tom@example.org>", "Ines <ines@example.org>", "ci <bot@example.org>")
SUBJECTS = ("Say more", "Fix typos", "Rename it", "Say it better (#7)", "style: wrap", "Merge pull request #3 from x/y")
TRAILERS = ("Co-authored-by: {}", "Reviewed-by: {}", "Reviewed-lesson: a")
START = 1_700_000_000


@dataclass
class Node:
    """A commit: its mark, the files that it has, and the parents that it came from."""

    mark: int
    files: dict[str, str]
    parents: tuple[int, ...] = ()
    ancestors: set[int] = field(default_factory=set)


def write(repo: Repo, seed: int, commits: int = 40) -> list[str]:
    """Fill a repository; returns the ids of HEAD's ancestors, in an order in which parents come first."""
    chance = random.Random(seed)
    nodes: list[Node] = []
    stream: list[bytes] = []
    for mark in range(1, commits + 1):
        node = _next(chance, nodes, mark, last=mark == commits)
        stream.append(_commit(chance, node))
        nodes.append(node)
    repo.git("fast-import", "--quiet", "--export-marks=.git/marks", stdin=b"".join(stream))
    ids = dict(line.split() for line in (repo.root / ".git/marks").read_text().splitlines())
    repo.git("update-ref", "refs/heads/main", ids[f":{commits}"])
    return [ids[f":{mark}"] for mark in sorted(nodes[-1].ancestors)]


def _next(chance: random.Random, nodes: list[Node], mark: int, last: bool) -> Node:
    if not nodes or (chance.random() < 0.03 and not last):
        return Node(mark, {chance.choice(PATHS): _text(chance)})
    tips = [node for node in nodes if not any(node.mark in other.ancestors for other in nodes)]
    if last:  # all lines meet
        chosen = tips
    elif len(tips) > 1 and chance.random() < 0.4:
        chosen = chance.sample(tips, 2)
    else:
        chosen = [chance.choice(nodes[-8:])]
    files = dict(chosen[0].files)
    for other in chosen[1:]:
        files.update({path: text for path, text in other.files.items() if chance.random() < 0.7})
    if len(chosen) == 1 or chance.random() < 0.2:
        _change(chance, files, nodes)
    node = Node(mark, files, tuple(each.mark for each in chosen))
    node.ancestors = {each.mark for each in chosen}.union(*(each.ancestors for each in chosen))
    return node


def _change(chance: random.Random, files: dict[str, str], nodes: list[Node]) -> None:
    path = chance.choice(sorted(files) or [PATHS[0]])
    match chance.randrange(8):
        case 0 | 1:
            files[chance.choice(PATHS)] = _text(chance)
        case 2 if path in files:
            files[chance.choice(PATHS)] = files.pop(path)
        case 3 if len(files) > 1:
            one, other = chance.sample(sorted(files), 2)
            files[one], files[other] = files[other], files[one]
        case 4 if path in files:
            del files[path]
        case 5:
            old = chance.choice(nodes).files
            if path in old:
                files[path] = old[path]
        case 6 if path in files:
            new = chance.choice(PATHS)
            files[new] = files.pop(path) + "One more line.\n"
        case _ if path in files:
            files[path] += f"Line {chance.randrange(10**6)}.\n"


def _text(chance: random.Random) -> str:
    return "".join(f"Sentence {chance.randrange(10**6)} of a lesson.\n" for _ in range(12))


def _commit(chance: random.Random, node: Node) -> bytes:
    message = chance.choice(SUBJECTS)
    if chance.random() < 0.3:
        message += "\n\n" + chance.choice(TRAILERS).format(chance.choice(PEOPLE))
    when = START + node.mark * 3600 + chance.choice((0, 0, 0, -200_000, 90_000))  # clocks differ
    lines = ["commit refs/heads/work", f"mark :{node.mark}", f"author {chance.choice(PEOPLE)} {when} +0000"]
    lines += [f"committer {chance.choice(PEOPLE)} {when} +0000", f"data {len(message)}", message]
    if node.parents:
        lines += [f"from :{node.parents[0]}", *(f"merge :{mark}" for mark in node.parents[1:])]
    else:
        lines.insert(0, "reset refs/heads/work\n")
    lines.append("deleteall")
    for path, text in sorted(node.files.items()):
        lines += [f"M 100644 inline {path}", f"data {len(text)}", text]
    return "\n".join([*lines, ""]).encode()
