"""Portals of any size for the benchmarks: made by chance from a seed, the same in every run, and in order.

A lesson has about 700 words, two quiz items, a table, code and a list. About 40 lessons make a topic, which has
a skill of its own in four levels; a level needs the one below, and sometimes a level of an earlier topic.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

LESSONS_PER_TOPIC = 40
TOPICS_PER_ROLE = 3
LEVELS = 4
SEED = 2026

# Common words: sentences made of them read like plain text, and are not alike.
_WORDS = (
    "account action answer area audit batch bench board box budget call card care case change chart check claim class "
    "client code colleague company contract copy cost customer cycle damage data date day decision delay delivery "
    "desk detail device doubt draft driver duty edge effort email engine entry error event example expert fact factor "
    "field figure file filter folder form frame gate goal goods group guide habit half handle head help hour idea "
    "image input invoice issue item job key label layer leader letter level light limit line link list load lock log "
    "loss machine manager map margin mark market matter measure meeting member message method minute mistake model "
    "moment month name need network night note notice number object offer office option order outcome owner package "
    "page pair panel part path pattern pause payment people period person phase phone photo picture place plan plant "
    "point policy practice price print problem process product profit project promise proof question queue quote "
    "range rate reader reason record region repair reply report request result return review risk role room route row "
    "rule safety sale sample scale scan scene schedule scope screen season section sense sensor service setting shape "
    "share sheet shelf shift ship shop sign signal site size skill source space spare speed staff stage standard "
    "start state station step stock store story street style supplier supply surface system table target task team "
    "term test text theme tool topic total trade train transfer trend trial truck trust type unit update user value "
    "vehicle version view visit voice volume wait wall warehouse warning waste water way week weight wheel window "
    "word work worker year zone "
)
WORDS = _WORDS.split()
_VERBS = (
    "ask bring build call check choose clear close compare copy count describe draw explain find fix follow give keep "
    "list mark measure move name note open order pack plan prepare read record repair report review send share show "
    "sort start stop store test trace turn use write "
)
VERBS = _VERBS.split()
LINKING = ("and then", "while you", "because you", "before you", "after you", "so that you")


def make_portal(folder: Path, lessons: int, seed: int = SEED) -> Path:
    """Write a portal of `lessons` lessons into a new folder, in a Git repository with a commit for each topic."""
    chance = random.Random(f"{seed}-{lessons}")
    topics = max(1, round(lessons / LESSONS_PER_TOPIC))
    write(folder / "content/portal.yml", "name: Benchmark learning\nlanguage: en\nshelf_life: evergreen\n")
    for person in range(topics // 2 + 1):
        write(folder / f"content/people/{person_id(person)}.yml", f"name: Person {person}\n")
    for role, start in enumerate(range(0, topics, TOPICS_PER_ROLE)):
        covered = range(start, min(start + TOPICS_PER_ROLE, topics))
        write(folder / f"content/roles/role-{role:03}.yml", role_text(role, covered, chance))
    commit(folder, "Describe the portal", 0)
    for topic in range(topics):
        write(folder / f"content/skills/{skill_id(topic)}.yml", skill_text(topic, chance))
        place = folder / f"content/lessons/topic-{topic:03}"
        write(place / "topic.yml", topic_text(topic, chance))
        numbers = range(lessons * topic // topics, lessons * (topic + 1) // topics)
        for position, number in enumerate(numbers):
            level = 1 + position * LEVELS // len(numbers)
            write(place / f"lesson-{number:05}.md", lesson_text(number, topic, level, chance))
        commit(folder, f"Write topic {topic}", topic + 1)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(folder: Path, message: str, day: int) -> None:
    """Commit everything, on a fixed day and by one of ten people."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        environment[f"GIT_{who}_NAME"] = f"Person {day % 10}"
        environment[f"GIT_{who}_EMAIL"] = f"person-{day % 10}@example.org"
        environment[f"GIT_{who}_DATE"] = f"@{1_735_689_600 + day * 86_400} +0000"
    if not (folder / ".git").exists():
        subprocess.run(["git", "init", "--quiet", folder], check=True, env=environment)
    subprocess.run(["git", "-C", folder, "add", "--all"], check=True, env=environment)
    subprocess.run(["git", "-C", folder, "commit", "--quiet", "--message", message], check=True, env=environment)


# ── things ──────────────────────────────────────────────────────────────────────────────────────────────────


def person_id(number: int) -> str:
    return f"person-{number:03}"


def skill_id(topic: int) -> str:
    return f"skill-{topic:03}"


def role_text(number: int, topics: range, chance: random.Random) -> str:
    return as_yaml(
        title=f"Role {number}",
        summary=sentence(chance),
        owner=person_id(0),
        requires={skill_id(topic): LEVELS for topic in topics},
    )


def skill_text(topic: int, chance: random.Random) -> str:
    levels = {str(level): phrase(chance, 6) for level in range(1, LEVELS + 1)}
    # Keys of levels are numbers, which JSON cannot say.
    scale = "".join(f"  {level}: {json.dumps(text)}\n" for level, text in levels.items())
    return as_yaml(name=f"Skill {topic}", summary=sentence(chance)) + f"levels:\n{scale}"


def topic_text(topic: int, chance: random.Random) -> str:
    return as_yaml(title=f"Topic {topic}", summary=sentence(chance), owner=person_id(topic // 2))


def lesson_text(number: int, topic: int, level: int, chance: random.Random) -> str:
    requires = {skill_id(topic): level - 1} if level > 1 else {}
    if topic and chance.random() < 0.2:
        requires[skill_id(chance.randrange(topic))] = chance.randint(1, 2)
    front = as_yaml(
        title=f"{phrase(chance, 4)} {number}",
        summary=sentence(chance),
        teaches={skill_id(topic): level},
        requires=requires,
        objectives=[{"id": f"act-{each}", "text": f"{phrase(chance, 7)}."} for each in (1, 2)],
        minutes=chance.randint(4, 7),
        tags=chance.sample(WORDS, 2),
    )
    return f"---\n{front}---\n\n" + "\n\n".join(lesson_parts(chance)) + "\n"


def lesson_parts(chance: random.Random) -> Iterator[str]:
    yield paragraph(chance, 45)
    yield "## Why this matters"
    yield paragraph(chance, 60)
    for _ in range(2):
        yield f"## {phrase(chance, 3)}"
        yield paragraph(chance, 80)
        yield "\n".join(f"- **{phrase(chance, 2)}**: {sentence(chance)}" for _ in range(3))
    yield f'!!! tip "{phrase(chance, 3)}"\n    {sentence(chance)}'
    yield table(chance)
    yield "## Example"
    yield paragraph(chance, 80)
    yield "```python\n" + "\n".join(f"{chance.choice(WORDS)} = {chance.randint(1, 99)}" for _ in range(4)) + "\n```"
    yield '## Your turn { data-assesses="act-1" }'
    yield "\n".join(f"{step}. {sentence(chance)}" for step in (1, 2, 3))
    yield "## Check yourself"
    yield quiz(chance)
    yield "## In short"
    yield paragraph(chance, 40)
    yield "## On the job"
    yield paragraph(chance, 30)


def table(chance: random.Random) -> str:
    rows = [f"| {phrase(chance, 2)} | {phrase(chance, 5)} |" for _ in range(3)]
    return "\n".join(["| Sign | What to do |", "| --- | --- |", *rows])


def quiz(chance: random.Random) -> str:
    items = []
    for number in (1, 2):
        # An option that repeats a word of the stem would be a clue.
        task = phrase(chance, 7).lower()
        stem = f"When you {task}, what comes first?"
        texts = [phrase(chance, 5, without=task) for _ in range(3)]
        options = [{"text": text, "because": sentence(chance)} for text in texts]
        answers: list[dict[str, object]] = [dict(option) for option in options]
        answers[chance.randrange(3)]["correct"] = True
        items.append({"id": f"item-{number}", "objective": f"act-{number}", "stem": stem, "options": answers})
    return "```quiz\n" + "".join(f"- {json.dumps(item)}\n" for item in items) + "```"


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────


def as_yaml(**fields: object) -> str:
    """Fields as YAML: every value as JSON, which YAML reads."""
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items() if value)


def phrase(chance: random.Random, words: int, without: str = "") -> str:
    """A verb and some words, none of which stands in the text `without`."""
    verbs, others = VERBS, WORDS
    if without:
        taken = set(without.split())
        verbs, others = ([word for word in known if word not in taken] for known in (verbs, others))
    return " ".join([chance.choice(verbs).capitalize(), *(chance.choice(others) for _ in range(words - 1))])


def sentence(chance: random.Random) -> str:
    half = f"{phrase(chance, 2)} the {chance.choice(WORDS)} of the {chance.choice(WORDS)}"
    return f"{half} {chance.choice(LINKING)} {chance.choice(VERBS)} a {chance.choice(WORDS)} {chance.choice(WORDS)}."


def paragraph(chance: random.Random, words: int) -> str:
    said: list[str] = []
    while sum(each.count(" ") + 1 for each in said) < words:
        said.append(sentence(chance))
    return " ".join(said)
