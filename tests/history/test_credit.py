"""Credit goes to those who wrote and reviewed, for edits that count."""

from __future__ import annotations

from datetime import date

import pytest

from history.conftest import Explain, Read
from history.portals import person
from lorepath.history import Credit, LessonHistory
from lorepath.model import Person
from repo import Repo

PATH = "content/lessons/t/a.md"
MARIA = "Maria Okafor <maria@example.org>"
TOM = "Tom Berg <tom@example.org>"
TEXT = "".join(f"Sentence number {number}.\n" for number in range(40))


def names(people: tuple[object, ...]) -> list[str]:
    return [getattr(each, "name", "") for each in people]


def after(
    repo: Repo, read: Read, message: str, author: str = TOM, people: dict[str, Person] | None = None
) -> LessonHistory:
    """The lesson after Maria wrote it and somebody edited it with this message."""
    repo.write(PATH, TEXT)
    repo.commit("Add", author=MARIA, date="2025-01-01")
    repo.write(PATH, TEXT + "More.\n")
    repo.commit(message, author=author, date="2025-02-01")
    return read(PATH, people=people).lessons["a"]


def on_the_side(repo: Repo) -> str:
    """Maria wrote the lesson, and Tom's edit of it, the commit given back, is all that the branch `side` adds."""
    repo.write(PATH, TEXT)
    repo.commit("Add", date="2025-01-01")
    repo.branch("side")
    repo.write(PATH, TEXT + "More.\n")
    return repo.commit("More", author=TOM, date="2025-01-02")


@pytest.mark.parametrize(
    "message",
    [
        "style: wrap lines",
        "chore(deps)!: new linter",
        "Fix typos",
        "Fixed some small typos in the guide to incidents (#12)",
        "Fix broken links (#7)",
        "docs: fix link",
        'Revert "Say more"',
        "Run prettier",
    ],
)
def test_mechanical_edits_give_no_credit(repo: Repo, read: Read, explain: Explain, message: str) -> None:
    lesson = after(repo, read, message)

    assert names(lesson.authors) == ["Maria Okafor"]
    assert (lesson.edited, lesson.tidied) == (date(2025, 1, 1), date(2025, 2, 1))
    last = explain(PATH)[-1]
    assert (last.credit, last.contributor) == (Credit.NONE, None)
    assert last.reason


@pytest.mark.parametrize(
    "message",
    [
        "Explain escalation",
        "docs: explain escalation",
        "Fix links and explain escalation",
        "Add links to the runbook",
        "Fix the order of the steps",
        "stylish: new idea",
        "\n",
    ],
)
def test_substantive_edits_give_credit(repo: Repo, read: Read, message: str) -> None:
    lesson = after(repo, read, message)

    assert names(lesson.authors) == ["Maria Okafor", "Tom Berg"]
    assert lesson.edited == date(2025, 2, 1)


def test_three_clocks_are_kept_apart(repo: Repo, read: Read) -> None:
    repo.write(PATH, "One sentence.\n")
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, "Another sentence.\n")
    repo.commit("Say it better", date="2025-02-01")
    repo.commit("Look again\n\nReviewed-lesson: a", author=TOM, date="2025-03-01")
    repo.write(PATH, "Another sentence!\n")
    repo.commit("Fix typos", author=TOM, date="2025-04-01")

    lesson = read(PATH).lessons["a"]

    assert (lesson.created, lesson.edited) == (date(2025, 1, 1), date(2025, 2, 1))
    assert (lesson.freshness.verified, lesson.tidied) == (date(2025, 3, 1), date(2025, 4, 1))


def test_whoever_writes_a_lesson_has_written_it(repo: Repo, read: Read) -> None:
    repo.write(PATH, TEXT)
    repo.commit("chore: import the old wiki", author=TOM)

    assert names(read(PATH).lessons["a"].authors) == ["Tom Berg"]


@pytest.mark.parametrize(
    "author",
    [
        "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
        "renovate <bot@example.org>",
        "CI <noreply@example.org>",
        "Copilot <198982749+Copilot@users.noreply.github.com>",
    ],
)
def test_bots_earn_nothing(repo: Repo, read: Read, author: str) -> None:
    lesson = after(repo, read, "Explain more", author=author)

    assert names(lesson.authors) == ["Maria Okafor"]
    assert lesson.edited == date(2025, 1, 1)


def test_a_person_who_works_with_a_bot_earns_the_credit(repo: Repo, read: Read) -> None:
    lesson = after(repo, read, f"Explain\n\nCo-authored-by: {MARIA}", author="helper[bot] <bot@example.org>")

    assert lesson.edited == date(2025, 2, 1)
    assert names(lesson.authors) == ["Maria Okafor"]


def test_listed_revisions_are_ignored(repo: Repo, read: Read, explain: Explain) -> None:
    after(repo, read, "One sentence per line")
    repo.write(".git-blame-ignore-revs", f"# formatting\n{repo.head}  # Tom\n")

    lesson = read(PATH).lessons["a"]

    assert names(lesson.authors) == ["Maria Okafor"]
    assert explain(PATH)[-1].reason == "is listed in .git-blame-ignore-revs"


def test_a_revert_takes_the_edit_back(repo: Repo, read: Read, explain: Explain) -> None:
    after(repo, read, "Say more")
    repo.write(PATH, TEXT)
    repo.commit("Better without", author="Ines Duarte <ines@example.org>", date="2025-03-01")

    lesson = read(PATH).lessons["a"]

    assert names(lesson.authors) == ["Maria Okafor"]
    assert lesson.edited == date(2025, 1, 1)
    assert [each.reason for each in explain(PATH)] == [
        "writes the lesson",
        "was reverted",
        "brings back an earlier text",
    ]


def test_a_reverted_revert_gives_the_credit_again(repo: Repo, read: Read) -> None:
    after(repo, read, "Say more")
    for text, day in ((TEXT, "2025-03-01"), (TEXT + "More.\n", "2025-03-02")):
        repo.write(PATH, text)
        repo.commit("Back and forth", author="Ines Duarte <ines@example.org>", date=day)

    assert names(read(PATH).lessons["a"].authors) == ["Maria Okafor", "Tom Berg"]


def test_a_message_that_claims_a_revert_takes_nothing(repo: Repo, read: Read) -> None:
    after(repo, read, "Say more")
    repo.write(PATH, TEXT + "More.\nAnd more.\n")
    repo.commit(f'Revert "Say more"\n\nThis reverts commit {repo.head}.', author="Eve <eve@example.org>")

    assert names(read(PATH).lessons["a"].authors) == ["Maria Okafor", "Tom Berg"]


def test_a_cherry_pick_counts_once(repo: Repo, explain: Explain) -> None:
    picked = on_the_side(repo)
    repo.switch("main")
    repo.write("other.md", "x")
    repo.commit("Something else", date="2025-01-03")
    repo.git("cherry-pick", picked)
    repo.merge("side", "Merge branch 'side'")

    assert [each.reason for each in explain(PATH)] == [
        "writes the lesson",
        "edits the text",
        "brings back an earlier text",
    ]


def test_a_squash_keeps_its_coauthors_wherever_the_trailers_are(repo: Repo, read: Read) -> None:
    repo.write("one.md", "x")
    repo.commit("Known", author="Ines Duarte <ines@example.org>")
    repo.write("two.md", "x")
    repo.commit("Known too", author="Amara Nwosu <amara@example.org>")
    message = (
        "Explain (#4)\n\n* first\n\nCo-authored-by: Ines Duarte <ines@example.org>\n\n* second\n\n"
        "co-authored-by:  Amara Nwosu <amara@example.org>  \r\n\n---------\n\n"
        "Co-authored-by: Tom Berg <tom@example.org>\n"
    )

    assert names(after(repo, read, message).authors) == ["Maria Okafor", "Tom Berg", "Ines Duarte", "Amara Nwosu"]


def test_a_trailer_alone_steals_no_credit(repo: Repo, read: Read) -> None:
    stranger = "Eve <eve@example.org>"
    lesson = after(repo, read, f"Explain\n\nCo-authored-by: {stranger}\nReviewed-by: {stranger}")

    assert names(lesson.authors) == ["Maria Okafor", "Tom Berg"]
    assert names(lesson.reviewers) == []


def test_a_registered_person_may_be_named_by_a_trailer(repo: Repo, read: Read) -> None:
    ines = person("ines", "Ines Duarte", "ines@example.org")
    lesson = after(
        repo,
        read,
        "Explain\n\nApproved-by: I. D. <INES@example.org>\nReviewed-by: Maria <maria@example.org>",
        people={"ines": ines},
    )

    assert [(each.name, each.person) for each in lesson.reviewers] == [("Ines Duarte", "ines"), ("Maria", None)]


def test_nobody_reviews_their_own_edit(repo: Repo, read: Read) -> None:
    assert after(repo, read, f"Explain\n\nReviewed-by: {TOM}").reviewers == ()


@pytest.mark.parametrize("registered", [False, True])
def test_nobody_reviews_their_own_edit_from_another_address(
    repo: Repo, read: Read, explain: Explain, registered: bool
) -> None:
    web = "Tom Berg <12+tom@users.noreply.github.com>"
    people = {"tom": person("tom", "Tom Berg", "tom@example.org")} if registered else None
    on_the_side(repo)
    repo.switch("main")
    repo.merge("side", "Merge pull request #3 from tom/side", author=web, date="2025-01-03")
    repo.write(PATH, TEXT + "Even more.\n")
    trailers = f"Reviewed-by: {web}\nCo-authored-by: {web}"
    repo.commit(f"Even more (#4)\n\n{trailers}", author=TOM, committer=web, date="2025-01-04")

    assert read(PATH, people=people).lessons["a"].reviewers == ()
    assert [each.credit for each in explain(PATH, people=people)] == [Credit.AUTHOR] * 3


def test_two_whom_nobody_may_name_are_not_one(repo: Repo, read: Read) -> None:
    people = {
        "tom": person("tom", "Tom Berg", "tom@example.org", hidden=True),
        "ines": person("ines", "Ines Duarte", "ines@example.org"),
    }
    lesson = after(repo, read, "Explain\n\nReviewed-by: Ines Duarte <ines@example.org>", people=people)

    assert names(lesson.reviewers) == ["Ines Duarte"]


def test_the_merger_of_a_pull_request_reviews_it(repo: Repo, read: Read) -> None:
    on_the_side(repo)
    repo.switch("main")
    repo.merge(
        "side",
        "Merge pull request #3 from tom/side\n\nReviewed-by: Maria Okafor <maria@example.org>",
        author="Ines Duarte <ines@example.org>",
    )

    lesson = read(PATH).lessons["a"]

    assert names(lesson.authors) == ["Maria Okafor", "Tom Berg"]
    assert sorted(names(lesson.reviewers)) == ["Ines Duarte", "Maria Okafor"]


def test_who_wrote_a_part_of_a_pull_request_does_not_review_it(repo: Repo, read: Read) -> None:
    on_the_side(repo)
    repo.write("other.md")
    repo.commit("Help Tom", author="Ines Duarte <ines@example.org>", date="2025-01-03")
    repo.switch("main")
    repo.merge("side", "Merge pull request #3 from tom/side", author="Ines Duarte <ines@example.org>")

    assert read(PATH).lessons["a"].reviewers == ()


def test_the_committer_of_a_squashed_pull_request_reviews_it(repo: Repo, read: Read) -> None:
    repo.write(PATH, TEXT)
    repo.commit("Explain (#12)", author=TOM, committer="Ines Duarte <ines@example.org>")
    repo.write(PATH, TEXT + "More.\n")
    repo.commit("Explain more (#13)", author=TOM, committer="GitHub <noreply@github.com>")

    assert names(read(PATH).lessons["a"].reviewers) == ["Ines Duarte"]


def test_who_vouches_for_a_lesson_renews_it(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write(PATH, TEXT)
    repo.commit("Add", date="2024-01-01")
    commit = repo.commit("Reviewed\n\nReviewed-lesson: a", author=TOM, date="2026-05-01")

    lesson = read(PATH).lessons["a"]

    assert lesson.freshness.verified == date(2026, 5, 1)
    assert [(each.commit, each.credit) for each in explain(PATH)][-1] == (commit, Credit.RENEWER)
    assert lesson.edited == date(2024, 1, 1)
