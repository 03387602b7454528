"""What findings about the repository's history hold a portal to."""

from __future__ import annotations

from lorepath.finding import Finding, Place, Severity, Standard

SHALLOW = Standard(
    "HIS01",
    "shallow-history",
    Severity.HINT,
    """A shallow clone ends after a few commits, so it names the wrong author and the wrong dates.

Lorepath then says *unknown* instead of guessing. Fetch the whole history; it is small beside the lessons.

Bad:

```yaml
- uses: actions/checkout@v7
```

Good:

```yaml
- uses: actions/checkout@v7
  with:
    fetch-depth: 0
```
""",
)

NO_REPOSITORY = Standard(
    "HIS02",
    "no-repository",
    Severity.HINT,
    """Credit and freshness come from Git. Without a repository they are unknown; everything else works.

Bad: the portal was downloaded as an archive.

Good:

```sh
git clone https://example.org/learning.git
```
""",
)

GIT_MISSING = Standard(
    "HIS03",
    "git-missing",
    Severity.HINT,
    """Lorepath asks the `git` command for the history and could not start it.

Bad: a container without Git.

Good:

```sh
apt-get install --yes git
```
""",
)

OTHER_OWNER = Standard(
    "HIS04",
    "other-owner",
    Severity.HINT,
    """Git refuses to read a repository whose folder belongs to another user ("dubious ownership").

It happens in containers, where the checkout belongs to the host's user. Say once that you trust the folder.

Bad: the container's user differs from the owner of the folder.

Good:

```sh
git config --global --add safe.directory /srv/portal
```
""",
)

INCOMPLETE = Standard(
    "HIS05",
    "incomplete-clone",
    Severity.HINT,
    """A partial clone lacks file contents that tell renames from new files, and reviews from edits.

Lorepath never fetches them, and never guesses.

Bad:

```sh
git clone --filter=blob:none https://example.org/learning.git
```

Good:

```sh
git clone https://example.org/learning.git
```
""",
)

UNREADABLE = Standard(
    "HIS06",
    "unreadable-history",
    Severity.HINT,
    """Git could not read the history to its end, so its facts are unknown rather than half right.

Bad: a copy of the repository with objects missing.

Good:

```sh
git fsck          # names what is broken
git clone https://example.org/learning.git
```
""",
)

UNKNOWN_BASE = Standard(
    "HIS07",
    "unknown-base",
    Severity.ERROR,
    """`--changed BASE` needs a commit that this clone has and that shares history with the current one.

Bad:

```sh
lorepath check --changed no-such-branch
```

Good:

```sh
git fetch origin main
lorepath check --changed origin/main
```
""",
)

STANDARDS = (SHALLOW, NO_REPOSITORY, GIT_MISSING, OTHER_OWNER, INCOMPLETE, UNREADABLE, UNKNOWN_BASE)
"""All of them, by code."""

_SAYS = {
    SHALLOW: (
        "this is a shallow clone, so credit and freshness are unknown",
        "fetch the whole history: `fetch-depth: 0` for actions/checkout, else `git fetch --unshallow`",
    ),
    NO_REPOSITORY: (
        "the portal is in no Git repository, so credit and freshness are unknown",
        "clone the portal with Git, or run `git init` in its folder",
    ),
    GIT_MISSING: (
        "the command `git` cannot be started, so credit and freshness are unknown",
        "install Git and put it on the PATH",
    ),
    OTHER_OWNER: (
        "Git does not read this repository because its folder belongs to another user",
        "if you trust it, run `git config --global --add safe.directory` with the folder's path",
    ),
    INCOMPLETE: (
        "this partial clone lacks contents that Git needs, so credit and freshness are unknown",
        "clone it again without `--filter` (for actions/checkout, without `filter:`)",
    ),
    UNREADABLE: (
        "Git cannot read this repository to its end, so credit and freshness are unknown",
        "run `git fsck` to see what is broken, or clone the repository again",
    ),
    UNKNOWN_BASE: (
        "`{base}` is no commit that shares history with what is checked out",
        "name a branch, tag or commit, such as `origin/main`, and fetch its whole history",
    ),
}


def found(standard: Standard, place: Place, base: str = "") -> Finding:
    """The finding of one of these standards; each always says the same, but for the unknown `base`."""
    message, remedy = _SAYS[standard]
    return standard.at(place, message.format(base=base), remedy)
