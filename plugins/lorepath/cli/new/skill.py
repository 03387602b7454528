"""`lorepath new skill`: something that people can do, at numbered levels."""

from __future__ import annotations

from pathlib import Path

from lorepath.cli import ask
from lorepath.cli.new.common import command, fits, named, tell, write
from lorepath.cli.new.options import writes_new
from lorepath.cli.reading import read_portal
from lorepath.scaffold.answers import fit_description
from lorepath.scaffold.described import skill_text

_MOST_LEVELS = 9


@writes_new("ID", "name", "summary", "level", "core")
def skill(
    identifier: str | None, name: str | None, summary: str | None, level: tuple[str, ...], core: bool, root: Path
) -> None:
    """Write a skill with its levels."""
    asking = ask.is_missing({"--name": name, "--summary": summary, "--level": level})
    portal, _ = read_portal(root)
    name, own_id = named(portal, "skill", "name", name, identifier, asking)
    summary = ask.text("What somebody with this skill does, in a sentence", summary, fits("skill", "summary"), asking)

    def question(number: int) -> str:
        word = portal.level_name(number)
        return f"What does somebody do at level {number}" + (f" ({word})" if word != str(number) else "")

    levels = ask.texts(question, level, fit_description, asking, _MOST_LEVELS)
    path = f"content/skills/{own_id}.yml"
    write(root, "skill", path, skill_text(name, summary, levels, core))
    tell(
        root,
        path,
        f"{command(root, 'new', 'lesson', '--teaches', f'{own_id}=1')} writes a lesson that teaches it",
        f"put `{own_id}` under `requires` of the roles in content/roles/ that need it",
    )
