"""Nasty repositories, made by script: each is a small portal with a history, and one thing in it is meant ill.

Whatever of them runs, writes `trap`; whatever they must not reach holds `SECRET`; addresses end in `secret.example`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from portal import lesson, make_portal, write
from repo import Repo

LESSON = "content/lessons/basics/short-sentences.md"
SECRET = "secret-0815-of-another-folder"
MARKUP = "<script>alert(1)</script>"
DAY = b"1767614400 +0000"
ADDRESS = b"<x@secret.example>"


class Nasty(Repo):
    """A portal with two commits, in `root`. Beside it lie a secret file and a program that nobody may run."""

    def __init__(self, folder: Path, settings: str) -> None:
        super().__init__(folder / "portal")
        make_portal(self.root, {"mkdocs.yml": settings, ".gitignore": "/site/\n"})
        self.commit("Write the first lessons", author="Maria Okafor <maria@secret.example>")
        self.edit(1)
        self.commit("Say it shorter", author="Tom Li <tom@secret.example>", date="2026-02-03")
        self.sprung = folder / "sprung"
        self.secret = folder / "secret.md"
        write(self.secret, lesson(title=SECRET))
        self.trap = folder / "trap"
        write(self.trap, f"#!/bin/sh\ntouch '{self.sprung}'\ncat\n")
        self.trap.chmod(0o755)

    def edit(self, number: int) -> None:
        """Change the lesson."""
        text = (self.root / LESSON).read_text(encoding="utf-8")
        write(self.root / LESSON, f"{text}\nMore words, for the time being: {number}.\n")

    def commit_raw(
        self, author: bytes = b"", message: bytes = b"Edit\n", headers: bytes = b"", committer: bytes = b""
    ) -> str:
        """Commit an edit of the lesson with any bytes for `author Name <address> date`, message and headers."""
        self.edit(len(message))
        self.git("add", "--all")
        author = author or b"Tom Li " + ADDRESS + b" " + DAY
        text = (
            f"tree {self.git('write-tree').strip()}\nparent {self.head}\n".encode()
            + b"author " + author + b"\ncommitter " + (committer or author) + b"\n" + headers + b"\n" + message
        )  # fmt: skip
        return self.set_head(
            self.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text).strip()
        )

    def set_head(self, commit: str) -> str:
        """Let `main` be this commit."""
        write(self.dot_git("refs/heads/main"), f"{commit}\n")
        return commit

    def dot_git(self, path: str) -> Path:
        """A file of the repository itself."""
        return self.root / ".git" / path


REPOSITORIES: dict[str, Callable[[Nasty], None]] = {}


def _nasty(make: Callable[[Nasty], None]) -> Callable[[Nasty], None]:
    REPOSITORIES[make.__name__.replace("_", " ")] = make
    return make


# ── names and messages ──────────────────────────────────────────────────────────────────────────────────────


@_nasty
def names_with_markup(repo: Nasty) -> None:
    for name in (b"'\"><img src=x onerror=alert(1)//", b"</script><script>alert(1)</script>", b"{{ config }}{% x %}"):
        repo.commit_raw(name + b" " + ADDRESS + b" " + DAY)


@_nasty
def names_that_a_terminal_obeys(repo: Nasty) -> None:
    for name in (
        b"\x1b[31mRed\x1b[0m",
        b"\x1b]52;c;ZXZpbA==\x07",
        b"\x1b]8;;https://evil.example\x1b\\T\x1b]8;;\x1b\\",
    ):
        repo.commit_raw(name + b" " + ADDRESS + b" " + DAY, name + b"\n\nCo-authored-by: " + name + b" " + ADDRESS)


@_nasty
def names_that_a_workflow_obeys(repo: Nasty) -> None:
    for name in (b"::add-mask::Maria", b"::error file=a::b", b"##[set-output name=x]y", b"%0A::stop-commands::x"):
        repo.commit_raw(name + b" " + ADDRESS + b" " + DAY, b"x\n\n" + name + b"\n::set-env name=PATH::/tmp\n")


@_nasty
def names_that_nobody_sees_as_they_are(repo: Nasty) -> None:
    for name in ("\u202eairaM", "Ma\u200bria", "\u2066Maria", "Mаria Okafor", "\U000e0041", "\u3164", "M\u0301" * 500):
        repo.commit_raw(name.encode() + b" " + ADDRESS + b" " + DAY)


@_nasty
def names_that_are_addresses(repo: Nasty) -> None:
    for name in (b"tom@secret.example", b"Tom (tom@secret.example)", b"tom@secret.example tom@secret.example"):
        repo.commit_raw(
            name + b" " + ADDRESS + b" " + DAY, b"By " + name + b"\n\nReviewed-by: " + name + b" " + ADDRESS
        )


@_nasty
def people_without_form(repo: Nasty) -> None:
    for author in (
        b"",
        b"<>",
        b"Tom",
        b"Tom <",
        b"<x@secret.example",
        b"Tom > x < y",
        b"\xff\xfe <\xff> 1 +0000",
        b"\t" * 99,
    ):
        repo.commit_raw(author + b" " + DAY if author else b"nobody")


@_nasty
def a_name_of_a_megabyte(repo: Nasty) -> None:
    repo.commit_raw(b"M" * 2**20 + b" " + ADDRESS + b" " + DAY)


@_nasty
def a_message_of_five_megabytes(repo: Nasty) -> None:
    repo.commit_raw(message=b"Co-authored-by:" + b" " * 2**20 + b"<\n" + b"a <" * 2**19 + b"Reviewed-by: " * 2**17)


@_nasty
def trailers_by_the_thousand(repo: Nasty) -> None:
    people = b"".join(b"Co-authored-by: P%d <p%d@secret.example>\n" % (number, number) for number in range(5000))
    repo.commit_raw(message=b"Edit\n\n" + people + b"Reviewed-lesson: ../../x\nReviewed-lesson: " + b"a" * 9999)


@_nasty
def forged_trailers(repo: Nasty) -> None:
    forged = f"Co-authored-by: Eve {MARKUP} <eve@secret.example>\nReviewed-by: Eve <eve@secret.example>\n"
    repo.commit_raw(message=f"Edit\n\n{forged}Approved-by: Eve\x00 <eve@secret.example>\n".encode())


@_nasty
def messages_that_look_like_output(repo: Nasty) -> None:
    """What Git's answer would hold if a field ended early, and messages that break at NUL."""
    line = f"{repo.head}\n:100644 100644 {'0' * 40} {'1' * 40} M\t{LESSON}\n"
    repo.commit_raw(message=line.encode())
    repo.commit_raw(message=line.replace("\n", "\0").encode() + b"\0Eve\0eve@secret.example\0")


@_nasty
def encodings_that_lie(repo: Nasty) -> None:
    for name in (b"UTF-7", b"UTF-16", b"nonsense\x1b", b"../../x", b"ISO-2022-JP", b""):
        repo.commit_raw(
            b"M+AAA-aria +ADw-script+AD4- " + ADDRESS + b" " + DAY,
            b"Edit +AAA- \x00\x00 \x1b$B\n\n+AAo-Co-authored-by: E <e@secret.example>",
            b"encoding " + name + b"\n",
        )


@_nasty
def dates_that_are_none(repo: Nasty) -> None:
    for date in (b"99999999999999999999 +0000", b"-1 -9999", b"0 +9999", b"1e9 UTC", b"", b"4294967296 +0000"):
        repo.commit_raw(b"Tom Li " + ADDRESS + b" " + date)


@_nasty
def headers_that_nobody_knows(repo: Nasty) -> None:
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n ::error::x\n \x1b[31m\n -----END PGP SIGNATURE-----\n"
    tag = b"mergetag object 0\n type commit\n tag " + MARKUP.encode() + b"\n"
    repo.commit_raw(headers=signature + tag + b"author Eve <eve@secret.example> " + DAY + b"\n" + b"x y\n" * 9999)


# ── configuration, programs, other places ───────────────────────────────────────────────────────────────────


@_nasty
def settings_that_run_programs(repo: Nasty) -> None:
    names = ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "core.sshCommand")
    drivers = (
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "core.editor",
    )
    others = ("core.askPass", "credential.helper", "sequence.editor", "uploadpack.packObjectsHook", "gpg.ssh.program")
    for name in (*names, *drivers, *others):
        repo.git("config", name, str(repo.trap))
    for alias in ("log", "rev-parse", "config", "cat-file", "status"):
        repo.git("config", f"alias.{alias}", f"!{repo.trap}")
    repo.git("config", "log.showSignature", "true")
    repo.commit_raw(headers=b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n")
    repo.dot_git("info").mkdir(exist_ok=True)
    repo.dot_git("info/attributes").write_text("* filter=x diff=x\n")


@_nasty
def settings_from_elsewhere(repo: Nasty) -> None:
    more = repo.root.parent / "more"
    more.write_text(f"[core]\n\tfsmonitor = {repo.trap}\n\tworktree = /\n[diff]\n\texternal = {repo.trap}\n")
    with repo.dot_git("config").open("a") as config:
        config.write(f'[include]\n\tpath = {more}\n[includeIf "gitdir:/"]\n\tpath = {more}\n')


@_nasty
def settings_that_cannot_be_read(repo: Nasty) -> None:
    repo.dot_git("config").write_bytes(b'[core\n\x00\xff = "\n[include]\n\tpath = /dev/zero')


@_nasty
def hooks(repo: Nasty) -> None:
    (repo.dot_git("hooks")).mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman", "post-checkout", "reference-transaction", "pre-auto-gc"):
        repo.dot_git(f"hooks/{name}").symlink_to(repo.trap)


@_nasty
def attributes(repo: Nasty) -> None:
    repo.write(".gitattributes", "* filter=x diff=x merge=x ident export-subst eol=crlf\n")
    repo.commit("Attributes")
    repo.write(".gitattributes", "* filter=x diff=x working-tree-encoding=UTF-16\n[attr]x y\n\x00* -text\n")
    repo.git("config", "filter.x.process", str(repo.trap))
    repo.git("config", "diff.x.textconv", str(repo.trap))


@_nasty
def replaced_and_grafted_commits(repo: Nasty) -> None:
    eve = repo.commit_raw(b"Eve " + ADDRESS + b" " + DAY)
    repo.set_head(repo.git("rev-parse", "HEAD~1").strip())
    repo.git("replace", "-f", repo.head, eve)
    repo.dot_git("info").mkdir(exist_ok=True)
    repo.dot_git("info/grafts").write_text(f"{repo.head}\n{MARKUP}\n")


@_nasty
def borrowed_objects(repo: Nasty) -> None:
    repo.dot_git("objects/info").mkdir(exist_ok=True)
    repo.dot_git("objects/info/alternates").write_text(
        f"/dev\n/proc/self\n../../../..\n#{MARKUP}\n{repo.root.parent}\n"
    )


@_nasty
def submodules(repo: Nasty) -> None:
    modules = f'[submodule "a"]\n\tpath = content/lessons/a\n\turl = ext::{repo.trap} x\n\tupdate = !{repo.trap}\n'
    repo.write(".gitmodules", modules)
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{repo.head},content/lessons/a")
    (repo.root / "content/lessons/a").mkdir()
    (repo.root / "content/lessons/a/.git").write_text(f"gitdir: {repo.trap}\n")
    repo.git("add", ".gitmodules")
    repo.git("commit", "--quiet", "--message", "Add a")


@_nasty
def links_out_of_the_portal(repo: Nasty) -> None:
    basics = repo.root / "content/lessons/basics"
    for name, target in {
        "a.md": repo.secret,
        "b.md": "/proc/self/environ",
        "c.md": "/dev/zero",
        "d.md": "d.md",
    }.items():
        (basics / name).symlink_to(target)
    (repo.root / "content/people/eve.yml").symlink_to(repo.secret)
    (repo.root / "content/lessons/out").symlink_to(repo.root.parent)
    (repo.root / ".mailmap").symlink_to(repo.secret)
    (repo.root / ".git-blame-ignore-revs").symlink_to("/dev/zero")
    repo.commit("Add links", date="2026-02-04")


@_nasty
def a_mail_map_that_renames_everybody(repo: Nasty) -> None:
    lines = (
        f"{MARKUP} <eve@secret.example> <maria@secret.example>\n\x1b[31mEve <eve@secret.example> <tom@secret.example>\n"
    )
    repo.write(".mailmap", lines + "::error::x <a@secret.example>\n" + "<" * 2**16 + "\n" + "a <b> " * 2**14)
    repo.commit("Map", date="2026-02-04")


@_nasty
def revisions_to_ignore_that_are_options(repo: Nasty) -> None:
    text = f"--upload-pack={repo.trap}\n$(touch {repo.sprung})\n-O/etc/passwd\n\x00\n{'a' * 2**16}\n{repo.head}\n"
    repo.write(".git-blame-ignore-revs", text)
    repo.commit("Ignore", date="2026-02-04")


# ── references and objects ──────────────────────────────────────────────────────────────────────────────────


@_nasty
def references_that_look_like_options(repo: Nasty) -> None:
    names = ("--upload-pack=x", "-", "$(touch x)", "`id`", "HEAD", MARKUP, "a\x1b[31m", "::error::x", "x" * 200)
    packed = "".join(f"{repo.head} refs/heads/{name}\n" for name in names)
    repo.dot_git("packed-refs").write_text(f"# pack-refs with: peeled fully-peeled sorted\n{packed}", errors="replace")
    repo.git("update-ref", "refs/notes/commits", repo.head)


@_nasty
def a_head_that_leads_nowhere(repo: Nasty) -> None:
    repo.dot_git("HEAD").write_text("ref: refs/heads/../../../../../etc/passwd\n")


@_nasty
def a_head_in_a_circle(repo: Nasty) -> None:
    repo.dot_git("HEAD").write_text("ref: refs/heads/main\n")
    repo.dot_git("refs/heads/main").write_text("ref: HEAD\n")


@_nasty
def a_head_that_is_no_commit(repo: Nasty) -> None:
    repo.set_head(repo.git("hash-object", "-w", "--stdin", stdin=MARKUP.encode()).strip())


@_nasty
def a_forged_shallow_clone(repo: Nasty) -> None:
    repo.dot_git("shallow").write_text(f"{repo.head}\n")


@_nasty
def objects_that_a_remote_promises(repo: Nasty) -> None:
    repo.git("config", "remote.origin.url", f"ext::{repo.trap} x")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "protocol.ext.allow", "always")
    commit = repo.git("rev-parse", "HEAD~1").strip()
    repo.dot_git(f"objects/{commit[:2]}/{commit[2:]}").unlink()


@_nasty
def objects_that_are_damaged(repo: Nasty) -> None:
    commit = repo.git("rev-parse", "HEAD~1").strip()
    target = repo.dot_git(f"objects/{commit[:2]}/{commit[2:]}")
    target.chmod(0o644)
    target.write_bytes(b"x\x9c" + os.urandom(64))
    repo.dot_git("objects/pack").mkdir(exist_ok=True)
    repo.dot_git(f"objects/pack/pack-{'a' * 40}.idx").write_bytes(b"\xfftOc" + bytes(1024))


@_nasty
def an_index_that_is_damaged(repo: Nasty) -> None:
    repo.dot_git("index").write_bytes(b"DIRC" + os.urandom(256))


@_nasty
def a_repository_that_is_a_file(repo: Nasty) -> None:
    repo.dot_git("").rename(repo.root.parent / "moved")
    (repo.root / ".git").write_text(f"gitdir: {repo.root.parent}/moved\n")


@_nasty
def a_repository_that_is_a_way_out(repo: Nasty) -> None:
    repo.dot_git("").rename(repo.root.parent / "moved")
    (repo.root / ".git").write_text("gitdir: /dev/zero\n" + "x" * 2**16)


@_nasty
def histories_that_cross_again_and_again(repo: Nasty) -> None:
    """Merges of merges: there are 2^60 ways from the last commit to the first."""
    tree = repo.git("rev-parse", "HEAD^{tree}").strip()
    left = right = repo.head
    for number in range(60):
        both = ("commit-tree", tree, "-p", left, "-p", right)
        left, right = (repo.git(*both, "-m", f"{side} {number}").strip() for side in ("Left", "Right"))
    repo.set_head(repo.git("commit-tree", tree, "-p", left, "-p", right, "-m", "End").strip())


@_nasty
def file_names_of_every_kind(repo: Nasty) -> None:
    folder = os.fsencode(repo.root / "content/lessons/basics")
    names = [
        "--help",
        "-",
        "a\nb",
        "a\tb",
        "\x1b[31m",
        ":(glob)**",
        MARKUP.replace("/", "∕"),
        "%2e%2e",
        "a" * 240,
        "~",
        "CON",
    ]
    for name in (*(each.encode() for each in names), b"caf\xe9", b"\xed\xa0\x80"):
        Path(os.fsdecode(folder + b"/" + name + b".md")).write_text(lesson(title="Odd"))
    repo.commit("Add files", date="2026-02-04")


@_nasty
def ways_that_no_disk_can_hold(repo: Nasty) -> None:
    """What was renamed to a lesson had names that Git keeps and no file system would: addresses that lead nowhere."""
    tree, commit = repo.git("rev-parse", "HEAD^{tree}").strip(), repo.head
    content = repo.git("rev-parse", f"HEAD:{LESSON}").strip()
    for way in (["x" * 300], ["a" * 100] * 60 + ["y"], ["..", "..", "..", "..", "z"], ["a\\b"], ["a"] * 1500 + ["w"]):
        inside, kind = content, "100644 blob"
        for name in reversed(["content", "lessons", *way[:-1], f"{way[-1]}.md"]):
            inside = repo.git("mktree", stdin=f"{kind} {inside}\t{name}\n".encode()).strip()
            kind = "040000 tree"
        for each in (inside, tree):
            commit = repo.git("commit-tree", each, "-p", commit, "-m", "Move").strip()
    repo.set_head(commit)
