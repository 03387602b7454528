"""What each person did for the portal, from what commits and lessons say."""

from __future__ import annotations

from datetime import date

from history.portals import TODAY, lesson, person, portal
from lorepath import history
from lorepath.finding import Place
from lorepath.history import Contributor, Declared
from lorepath.model import Contribution, Lesson
from repo import Repo

A, B = "content/lessons/t/a.md", "content/lessons/t/b.md"
TOM = "Tom Berg <tom@example.org>"
PEOPLE = {
    "maria": person("maria", "Maria Okafor", "maria@example.org"),
    "ines": person("ines", "Ines Duarte", hidden=True),
    "amara": person("amara", "Amara Nwosu"),
}


def declaring(path: str, *contributions: tuple[str, str], **values: object) -> Lesson:
    place = Place(path)
    return lesson(path, contributors=tuple(Contribution(who, role, place) for who, role in contributions), **values)


def read(repo: Repo, *lessons: Lesson) -> history.History:
    return history.read(portal(repo.root, *lessons, people=PEOPLE), TODAY)


def test_a_record_says_what_somebody_wrote_reviewed_and_kept_fresh(repo: Repo) -> None:
    repo.write(A, "one\n")
    repo.commit("Write", date="2024-03-01")
    repo.write(A, "one\ntwo\n")
    repo.commit("Say more", date="2025-04-01")
    repo.write(B, "three\n")
    repo.commit("Write\n\nReviewed-by: Maria <maria@example.org>", author=TOM, date="2025-05-01")
    repo.commit("Read it again\n\nReviewed-lesson: b", date="2026-02-03")

    facts = read(repo, lesson(A, teaches={"git": 1}), lesson(B, teaches={"review": 2}))

    maria = facts.people["maria"]
    assert maria.contributor == Contributor("Maria Okafor", "maria")
    assert maria.written == {"a": (2024, 2025)}
    assert maria.reviewed == {"b": (2025,)}
    assert maria.renewed == {"b": (2026,)}
    assert maria.skills == ("git",)
    assert maria.active == date(2026, 2, 3)
    assert [(guest.contributor.name, dict(guest.written)) for guest in facts.guests] == [("Tom Berg", {"b": (2025,)})]
    assert facts.lessons["a"].written == {maria.contributor: (2024, 2025)}


def test_declared_contributions_are_shown_as_declared(repo: Repo) -> None:
    repo.write(A)
    repo.commit("Write", author=TOM)

    facts = read(
        repo, declaring(A, ("amara", "subject advice"), ("amara", "editor"), ("ines", "author"), ("nobody", "author"))
    )

    amara = Contributor("Amara Nwosu", "amara")
    assert facts.lessons["a"].declared == (Declared(amara, "subject advice"), Declared(amara, "editor"))
    assert facts.lessons["a"].authors == (Contributor("Tom Berg"),)
    assert facts.people["amara"].declared == {"a": ("subject advice", "editor")}
    assert facts.people["amara"].active is None


def test_a_declared_author_has_taught_the_skills(repo: Repo) -> None:
    facts = read(
        repo,
        declaring(A, ("amara", "author"), ("maria", "subject advice"), teaches={"review": 1, "git": 2}),
    )

    assert facts.people["amara"].skills == ("git", "review")
    assert facts.people["maria"].skills == ()


def test_who_opted_out_has_no_record(repo: Repo) -> None:
    repo.write(A)
    repo.commit("Write", author="Ines Duarte <private@example.org>")

    facts = read(repo, declaring(A, ("ines", "reviewer")))

    assert "ines" not in facts.people
    assert facts.guests == ()
    assert facts.hidden == {"Ines Duarte"}
    assert "Ines" not in repr(facts)


def test_somebody_registered_stands_for_all_of_the_same_name(repo: Repo) -> None:
    repo.write(A)
    repo.commit("Write", author="maria okafor <private@example.org>", date="2025-05-05")

    facts = read(repo, lesson(A))

    assert facts.people["maria"].written == {"a": (2025,)}
    assert facts.people["maria"].active == date(2025, 5, 5)
    assert facts.guests == ()


def test_what_is_dated_in_the_future_is_no_activity(repo: Repo) -> None:
    repo.write(A)
    repo.commit("Write", date="2026-05-01")
    repo.commit("From the future", date="2099-01-01")

    assert read(repo, lesson(A)).people["maria"].active == date(2026, 5, 1)


def test_without_a_repository_only_what_lessons_declare_is_known(repo: Repo) -> None:
    (repo.root / ".git").rename(repo.root / "no-git")
    facts = read(repo, declaring(A, ("amara", "author")))

    assert not facts.available
    assert facts.people["amara"].declared == {"a": ("author",)}
    assert facts.people["maria"].written == {}
