"""Whatever the repository is or does, the history is right or unknown, and nothing of it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from history.conftest import Explain, Read
from history.portals import TODAY, lesson, portal
from lorepath import history
from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import History, Status, log, records, standards
from lorepath.history.revisions import difference
from repo import Repo

PATH = "content/lessons/t/a.md"
TOM = "Tom Berg <tom@example.org>"
LONG = "".join(f"Sentence number {number} of a long lesson.\n" for number in range(40))


@pytest.fixture
def story(repo: Repo) -> Repo:
    """Two commits of one lesson, with a rename and an edit."""
    repo.write("content/lessons/t/old.md", LONG)
    repo.commit("Add", date="2025-01-01")
    repo.remove("content/lessons/t/old.md")
    repo.write(PATH, LONG + "More.\n")
    repo.commit("Rename it and say more", author=TOM, date="2025-02-01")
    return repo


def is_right(history: History) -> bool:
    lesson = history.lessons["a"]
    return (
        history.available
        and history.findings == ()
        and [author.name for author in lesson.authors] == ["Maria Okafor", "Tom Berg"]
        and (lesson.created, lesson.edited) == (date(2025, 1, 1), date(2025, 2, 1))
    )


def is_unknown(history: History, code: str) -> bool:
    lesson = history.lessons["a"]
    return (
        not history.available
        and [finding.code for finding in history.findings] == [code]
        and (lesson.created, lesson.authors, lesson.edited) == (None, (), None)
        and lesson.freshness.status is Status.UNKNOWN
    )


# ── kinds of repository ──


def test_a_whole_repository(story: Repo, read: Read) -> None:
    assert is_right(read(PATH))
    assert read(PATH).head_date == date(2025, 2, 1)


def test_a_shallow_clone_is_unknown(story: Repo, read: Read, tmp_path: Path) -> None:
    story.git("clone", "--quiet", "--depth=1", f"file://{story.root}", str(tmp_path / "shallow"))

    history = read(PATH, root=tmp_path / "shallow")

    assert is_unknown(history, "HIS01")
    assert "fetch-depth: 0" in history.findings[0].hint


def test_no_repository(tmp_path: Path, read: Read) -> None:
    (tmp_path / "plain").mkdir()
    assert is_unknown(read(PATH, root=tmp_path / "plain"), "HIS02")
    assert is_unknown(read(PATH, root=tmp_path / "nowhere"), "HIS02")


def test_a_bare_repository(story: Repo, read: Read, tmp_path: Path) -> None:
    story.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))

    assert is_right(read(PATH, root=tmp_path / "bare"))


def test_an_empty_repository_knows_nothing_yet(repo: Repo, read: Read) -> None:
    repo.write(PATH)
    history = read(PATH)

    assert history.available
    assert (history.findings, history.head_date) == ((), None)
    assert history.lessons["a"].freshness.status is Status.UNKNOWN


def test_a_lesson_that_nobody_committed(story: Repo, read: Read) -> None:
    lesson = read(PATH, "content/lessons/t/new.md").lessons["new"]

    assert (lesson.created, lesson.tidied, lesson.authors) == (None, None, ())
    assert lesson.freshness.status is Status.UNKNOWN


def test_a_portal_in_a_subfolder(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write("docs/portal/content/a.md", LONG)
    repo.write("content/a.md", "another")
    first = repo.commit("Add", date="2025-01-01")
    repo.move("docs/portal/content/a.md", "old/a.md")
    repo.commit("Away", date="2025-01-02")
    repo.move("old/a.md", "docs/portal/content/a.md")
    repo.commit("And back", date="2025-01-03")
    repo.git("config", "diff.relative", "true")

    lesson = read("content/a.md", root=repo.root / "docs" / "portal").lessons["a"]

    evidence = explain("content/a.md", root=repo.root / "docs" / "portal")
    assert (lesson.created, evidence[0].commit, len(evidence)) == (date(2025, 1, 1), first, 3)


def test_a_root_behind_a_link(story: Repo, read: Read, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(story.root)
    assert is_right(read(PATH, root=tmp_path / "link"))


def test_a_root_with_an_odd_name(story: Repo, read: Read, tmp_path: Path) -> None:
    odd = tmp_path / "$HOME ~ 'x'; -C"
    story.root.rename(odd)
    assert is_right(read(PATH, root=odd))


def test_a_worktree(story: Repo, read: Read, tmp_path: Path) -> None:
    story.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert is_right(read(PATH, root=tmp_path / "tree"))


def test_a_submodule(story: Repo, read: Read, tmp_path: Path) -> None:
    outer = Repo(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(story.root), "portal")
    outer.commit("Add the portal")

    assert is_right(read(PATH, root=outer.root / "portal"))
    lesson = read(f"portal/{PATH}", root=outer.root).lessons["a"]
    assert (lesson.created, lesson.authors) == (None, ())  # its history is elsewhere


def test_a_complete_partial_clone_is_right(story: Repo, read: Read, tmp_path: Path) -> None:
    story.git("config", "uploadpack.allowFilter", "true")
    url = f"file://{story.root}"
    story.git("clone", "--quiet", "--filter=blob:limit=1m", url, str(tmp_path / "partial"))

    assert is_right(read(PATH, root=tmp_path / "partial"))


def test_a_partial_clone_fetches_nothing_and_is_unknown(story: Repo, read: Read, tmp_path: Path) -> None:
    story.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    story.git("clone", "--quiet", "--filter=blob:none", f"file://{story.root}", str(clone))
    canary = tmp_path / "canary"
    # Asked for a content that is missing, Git would run this.
    subprocess.run(["git", "-C", clone, "config", "remote.origin.url", f"ext::touch {canary}"], check=True)
    subprocess.run(["git", "-C", clone, "config", "protocol.ext.allow", "always"], check=True)

    assert is_unknown(read(PATH, root=clone), "HIS05")
    assert not canary.exists()


@pytest.mark.parametrize(("message", "values"), [("Verify", {}), ("Yes", {"reviewed": date(2025, 6, 1)})])
def test_a_partial_clone_that_cannot_tell_a_review_from_an_edit_is_unknown(
    repo: Repo, tmp_path: Path, message: str, values: dict[str, Any]
) -> None:
    repo.write(PATH, "---\ntitle: A\nreviewed: 2025-01-01\n---\n\nOnce.\n")
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, "---\ntitle: A\nreviewed: 2025-06-01\n---\n\nOnce.\n")
    repo.commit(message, author="Tom Berg <tom@example.org>", date="2025-06-01")
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repo.git("clone", "--quiet", "--filter=blob:none", f"file://{repo.root}", str(clone))
    whole, part = (history.read(portal(root, lesson(PATH, **values)), TODAY) for root in (repo.root, clone))

    assert [each.name for each in whole.lessons["a"].renewers] == ["Tom Berg"]
    assert is_unknown(part, "HIS05")


def test_what_no_clone_has_hides_nothing_else(story: Repo, read: Read) -> None:
    for commit in ("1" * 40, "2" * 40):  # a submodule, named like a lesson
        story.git("update-index", "--add", "--cacheinfo", f"160000,{commit},content/lessons/t/sub.md")
        story.git("commit", "--quiet", "--message", "Review it")

    assert is_right(read(PATH))


def test_missing_objects_are_unknown(story: Repo, read: Read) -> None:
    first = story.git("rev-parse", "HEAD~").strip()
    (story.root / ".git/objects" / first[:2] / first[2:]).unlink()

    assert is_unknown(read(PATH), "HIS06")


def test_grafts_and_replacements_do_not_count(story: Repo, read: Read) -> None:
    (story.root / ".git/info/grafts").write_text(f"{story.head}\n")
    story.git("replace", "--graft", story.head)

    assert is_right(read(PATH))


def test_the_folder_of_another_user(story: Repo, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(log._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    own = tmp_path / "gitconfig"
    own.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    assert is_unknown(read(PATH), "HIS04")

    own.write_text(f'[safe]\n\tdirectory = "{story.root.resolve()}"\n[core]\n\tpager = false\n')
    assert is_right(read(PATH))


def test_git_is_missing(story: Repo, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read(PATH)  # GitPython is imported and has found Git
    monkeypatch.setenv("PATH", str(tmp_path))

    assert is_unknown(read(PATH), "HIS03")


def test_git_is_missing_from_the_start(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from lorepath.errors import PortalError\n"
        "from lorepath.finding import Place\n"
        "from lorepath.history import log\n"
        "try:\n    log.locate(Path('.'), Place('p'))\n"
        "except PortalError as problem:\n    print(problem.finding.code)\n"
    )
    source = Path(log.__file__).parents[2]
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)

    assert done.stdout.decode().strip() == "HIS03"


def test_one_log_whatever_the_number_of_lessons(repo: Repo, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    import git

    started: list[str] = []
    execute = git.Git.execute

    def noted(self: git.Git, command: list[str], *arguments: object, **options: object) -> object:
        started.append(next(word for word in command if word in ("log", "rev-parse", "rev-list", "cat-file", "config")))
        return execute(self, command, *arguments, **options)  # type: ignore[call-overload]

    paths = [f"content/lessons/t/lesson-{number}.md" for number in range(40)]
    for path in paths:
        repo.write(path, f"{path}\n")
    repo.commit("Write them all")
    monkeypatch.setattr(git.Git, "execute", noted)
    read(paths[0])
    few = started.copy()
    started.clear()
    read(*paths)

    assert few == started
    assert (started.count("log"), len(started)) == (1, 2)


# ── hostile or merely unusual settings ──


@pytest.mark.parametrize(
    "setting",
    [
        "diff.renames=false",
        "diff.renames=copies",
        "diff.renameLimit=1",
        "diff.relative=true",
        "diff.orderFile=/nonexistent",
        "diff.noprefix=true",
        "core.quotePath=true",
        "color.ui=always",
        "format.pretty=oneline",
        "i18n.logOutputEncoding=UTF-16",
        "log.decorate=full",
        "log.follow=true",
        "log.showRoot=false",
        "log.showSignature=true",
        "log.mailmap=true",
        "log.date=relative",
        "log.diffMerges=first-parent",
        "log.abbrevCommit=true",
        "core.abbrev=4",
        "core.pager=false",
        "notes.displayRef=refs/notes/*",
        "core.attributesFile=/nonexistent",
    ],
)
def test_settings_change_nothing(story: Repo, read: Read, setting: str) -> None:
    story.git("config", *setting.split("=", 1))
    story.git("notes", "add", "--message", "a note", "HEAD")

    assert is_right(read(PATH))


@pytest.fixture
def booby_trapped(story: Repo, tmp_path: Path) -> Path:
    """A file that appears as soon as anything that the repository configures runs."""
    canary = tmp_path / "canary"
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    trap.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction"):
        (hooks / hook).symlink_to(trap)
    story.write(".gitattributes", "* filter=x diff=x\n")
    story.commit("Attributes", date="2025-02-02")
    names = ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "core.sshCommand")
    drivers = ("diff.x.command", "diff.x.textconv", "filter.x.clean", "filter.x.smudge", "core.editor")
    for name in (*names, *drivers, "core.askPass", "sequence.editor", "credential.helper"):
        story.git("config", name, str(trap))
    story.git("config", "core.hooksPath", str(hooks))
    story.git("config", "filter.x.required", "true")
    canary.unlink(missing_ok=True)
    story.write(PATH, LONG + "Much more.\n")
    return canary


def test_nothing_that_the_repository_configures_runs(booby_trapped: Path, story: Repo, read: Read) -> None:
    assert is_right(read(PATH))
    assert difference(story.root, "HEAD~1").paths == {".gitattributes", PATH}
    assert not booby_trapped.exists()


OPTIONS = [
    "--no-pager",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "log.showSignature=false",
    "log.showRoot=true",
]
ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


def test_git_never_starts_without_what_makes_it_safe(
    story: Repo, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each of these holds something that another one holds too, so that no attack shows that one is missing."""
    import git

    started: list[str] = []
    execute = git.Git.execute

    def noted(self: git.Git, command: list[str], *arguments: object, **options: object) -> object:
        assert command[0] == "git"
        assert [option for option in OPTIONS if option not in command[: command.index("-C")]] == [], command
        assert {**options["env"], **ENVIRONMENT} == options["env"], command  # type: ignore[dict-item]
        said = command[command.index("-C") + 2 :]
        if said[0] in ("log", "diff-tree"):
            assert {"--no-textconv", "--no-ext-diff", "--end-of-options"} <= set(said), command
        started.append(said[0])
        return execute(self, command, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(git.Git, "execute", noted)
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    read(PATH)
    assert difference(story.root, "HEAD~1").paths == {PATH, "content/lessons/t/old.md"}
    assert {"rev-parse", "log", "diff-tree", "status", "config"} <= set(started)


def test_surroundings_do_not_lead_astray(
    story: Repo, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A hook, or `git rebase --exec`, tells Git where its repository is."""
    other = Repo(tmp_path / "other")
    other.commit("Elsewhere")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    assert is_right(read(PATH))
    assert difference(story.root, "HEAD").paths == frozenset()
    assert os.environ["GIT_DIR"] == str(other.root / ".git")


@pytest.mark.parametrize("size", [1, 7, 100])
def test_the_stream_may_break_anywhere(story: Repo, read: Read, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    story.write("content/größe.md", LONG)
    story.commit("Ümläute everywhere", author="Jörg <joerg@example.org>", date="2025-02-01")
    whole = read(PATH, "content/größe.md")
    monkeypatch.setattr(records, "_CHUNK", size)

    assert read(PATH, "content/größe.md") == whole


# ── dates and texts ──


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1970-01-01", date(1970, 1, 1)),
        ("2099-12-31", date(2025, 6, 1)),  # nobody writes what is committed already
        ("@1735689600 +0900", date(2025, 1, 1)),
        ("@1735660800 +0900", date(2025, 1, 1)),
        ("@1735660800 -0100", date(2024, 12, 31)),
    ],
)
def test_dates_are_the_authors_own(repo: Repo, read: Read, written: str, expected: date) -> None:
    repo.write(PATH)
    repo.commit("Add", date=written, committed="2025-06-01")
    history = read(PATH)

    assert (history.lessons["a"].created, history.head_date) == (expected, date(2025, 6, 1))


def test_what_both_clocks_date_in_the_future_has_no_day(repo: Repo, read: Read) -> None:
    repo.write(PATH)
    repo.commit("Add", date="2099-12-31")
    lesson = read(PATH).lessons["a"]

    assert [author.name for author in lesson.authors] == ["Maria Okafor"]
    assert (lesson.created, lesson.edited, lesson.tidied) == (None, None, None)
    assert lesson.freshness.status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("written", "known"),
    [("2026-06-02T06:00:00+0900", date(2026, 6, 1)), ("2026-06-02T20:00:00+0000", date(2026, 6, 1))],
)
def test_a_day_may_have_begun_in_the_east(repo: Repo, read: Read, written: str, known: date) -> None:
    """Today is 1 June 2026 where it is read."""
    repo.write(PATH)
    repo.commit("Add", date=written)

    assert read(PATH).lessons["a"].created == known


@pytest.mark.parametrize("stamp", ["99999999999999999999 +0000", "300000000000 +0000", "-5 +0000", "nonsense", ""])
def test_forged_dates_are_no_dates(repo: Repo, read: Read, stamp: str) -> None:
    repo.write(PATH)
    repo.git("add", "--all")
    tree = repo.git("write-tree").strip()
    who = f"Maria <maria@example.org> {stamp}"
    text = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nAdd\n".encode()
    commit = repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text).strip()
    repo.git("update-ref", "refs/heads/main", commit)

    history = read(PATH)

    assert history.available
    assert history.lessons["a"].freshness.status in (Status.UNKNOWN, Status.STALE)


def test_messages_and_names_in_other_encodings(repo: Repo, read: Read) -> None:
    repo.write(PATH)
    repo.git("add", "--all")
    tree = repo.git("write-tree").strip()
    person = b"J\xf6rg <joerg@example.org> 1735689600 +0000"
    for header in (b"encoding ISO-8859-1\n", b""):
        text = b"tree %s\nauthor %s\ncommitter %s\n%s\nAdd \xe9\n" % (tree.encode(), person, person, header)
        commit = repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text).strip()
        repo.git("update-ref", "refs/heads/main", commit)
        assert read(PATH).lessons["a"].authors[0].name in ("Jörg", "J\ufffdrg")


# ── what is said ──


def test_every_standard_has_a_manual_and_says_something_safe() -> None:
    codes = [standard.code for standard in standards.STANDARDS]
    assert codes == [f"HIS{number:02}" for number in range(1, len(codes) + 1)]
    for standard in standards.STANDARDS:
        assert "Bad:" in standard.manual
        assert "Good:" in standard.manual
        finding = standards.found(standard, Place("content/portal.yml"), "x{y}")
        assert finding.message
        assert finding.hint
        assert "@" not in finding.message


def test_problems_show_no_address(story: Repo, read: Read) -> None:
    with pytest.raises(PortalError) as caught:
        difference(story.root, "tom@example.org")
    assert "example.org" not in str(caught.value)
