"""`lorepath new topic`: a folder of lessons with an owner."""

from __future__ import annotations

from pathlib import Path

from lorepath.cli import ask
from lorepath.cli.new.common import (
    command,
    fits,
    named,
    tell,
    write,
)
from lorepath.cli.new.options import writes_new
from lorepath.cli.reading import read_portal
from lorepath.scaffold.answers import known
from lorepath.scaffold.described import topic_text


@writes_new("ID", "title", "summary", "owner", "deputy")
def topic(
    identifier: str | None, title: str | None, summary: str | None, owner: str | None, deputy: str | None, root: Path
) -> None:
    """Write a topic: a folder of lessons with an owner."""
    asking = ask.is_missing({"--title": title, "--summary": summary, "--owner": owner})
    portal, _ = read_portal(root)
    title, name = named(portal, "topic", "title", title, identifier, asking)
    text = topic_text(
        title,
        ask.text("What it is about, in a sentence", summary, fits("topic", "summary"), asking),
        ask.choice(portal, "person", "Who looks after it", owner, asking),
        known(portal, "person", deputy) if deputy else "",
    )
    path = f"content/lessons/{name}/topic.yml"
    write(root, "topic", path, text)
    steps = [f"{command(root, 'new', 'lesson', '--topic', name)} writes its first lesson"]
    if (root / ".github" / "CODEOWNERS").is_file():
        steps.append(f"add a line for /content/lessons/{name}/ to .github/CODEOWNERS, so that reviewers are asked")
    tell(root, path, *steps)
