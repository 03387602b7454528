"""What can be wrong with the files of `content/`: kind, name, size, place, encoding (some of the codes DOC…)."""

from __future__ import annotations

from lorepath.finding import Severity, Standard

_ERROR = Severity.ERROR

NO_PORTAL = Standard(
    "DOC01",
    "portal-readable",
    _ERROR,
    """\
A portal is a folder with `content/portal.yml` in it. Without that file nothing else can be read, so the
command stops here with exit status 2.

Bad: a folder without `content/portal.yml`

Good:
```yaml
# content/portal.yml
name: Northwind learning
```
`lorepath init FOLDER` makes a complete small portal.
""",
)
FILE_KIND = Standard(
    "DOC02",
    "file-kind",
    _ERROR,
    """\
Everything in `content/` is an ordinary file that anyone can open. Links to other places, pipes and devices are
refused, because a lesson must never bring in a file from outside `content/`.

Bad: `content/lessons/git/notes.md` is a symbolic link to `/home/maria/notes.md`

Good: `content/lessons/git/notes.md` is a file
""",
)
FILE_NAME = Standard(
    "DOC03",
    "file-name",
    _ERROR,
    """\
A file's name becomes its id and its web address. It starts with a small letter or a digit and goes on with
small letters, digits, `.`, `_` and `-`. It has at most 80 characters, and the way to it at most 400.

Bad: `content/lessons/git/My Lesson (final).md`

Good: `content/lessons/git/my-lesson.md`
""",
)
FILE_SIZE = Standard(
    "DOC04",
    "file-size",
    _ERROR,
    """\
A lesson is one sitting. A Markdown file may hold 1 MB, a YAML file and a front matter 16 KB each, a picture or a
recording 50 MB.

Bad: a lesson of 20 MB with pictures pasted in as text

Good: a lesson of 12 KB with its pictures beside it
""",
)
ENCODING = Standard(
    "DOC05",
    "file-encoding",
    _ERROR,
    """\
Text is UTF-8: without a byte order mark, with LF line ends and without NUL or other control characters. Then
every tool, and every colleague's computer, shows the same text.

Bad: a file saved as "Unicode" (UTF-16), "UTF-8 with BOM", or with Windows line ends (CRLF)

Good: a file saved as "UTF-8" with line ends "LF"; editors offer both in their status bar or save dialogue
""",
)
MISPLACED = Standard(
    "DOC14",
    "file-place",
    _ERROR,
    """\
Lessons, which are known by `teaches`, `requires` or `objectives`, stand in the folder of their topic:
`content/lessons/<topic>/<id>.md`. Each topic folder has a `topic.yml`. Addresses that the portal fills itself
(`index.md`, `roles/`, `skills/` …) stay free.

Bad: `content/lessons/write-an-objective.md`

Good: `content/lessons/writing/write-an-objective.md`, next to `content/lessons/writing/topic.yml`
""",
)
NOT_PUBLISHED = Standard(
    "DOC15",
    "file-published",
    Severity.WARNING,
    """\
Only Markdown, pictures, recordings, captions and a few document kinds reach the portal. Other files stay out of
it, so they are better kept elsewhere.

Bad: `content/lessons/git/widget.html`

Good: `content/lessons/git/widget.png`
""",
)
NO_LESSONS = Standard(
    "DOC16",
    "lesson-present",
    _ERROR,
    """\
A portal holds at least one lesson; without one there is nothing to build.

Bad: `content/` with `portal.yml` alone

Good: `lorepath new lesson` writes the first one
""",
)
ASSET_KIND = Standard(
    "DOC20",
    "asset-kind",
    _ERROR,
    """\
A picture, recording or document holds what its name says, and documents hold no macros. A file that is two things
at once (a picture with a program behind it) can be one thing to the reviewer and another to the browser. The file is
looked at from its first byte to its last.

Bad: `pump.png`, which is an HTML page with another name

Good: `pump.png`, saved as PNG by an image editor
""",
)

FILE_STANDARDS = (
    NO_PORTAL,
    FILE_KIND,
    FILE_NAME,
    FILE_SIZE,
    ENCODING,
    MISPLACED,
    NOT_PUBLISHED,
    NO_LESSONS,
    ASSET_KIND,
)
