"""What reading the text of a file can find broken: front matter, YAML, fences (the other codes DOC…)."""

from __future__ import annotations

from lorepath.finding import Severity, Standard

_ERROR = Severity.ERROR

INVISIBLE = Standard(
    "DOC06",
    "invisible-character",
    _ERROR,
    """\
Front matter, quizzes and YAML files hold no invisible characters: marks that turn the direction of text,
zero-width spaces, odd line ends. They make one text look like another, so that a reviewer approves what is not
there.

Bad: `owner: mar<U+200B>ia`

Good: `owner: maria`
""",
)
NO_FRONT_MATTER = Standard(
    "DOC07",
    "front-matter-present",
    _ERROR,
    """\
A lesson starts with its front matter: lines between two lines of three dashes that say what the lesson is for. Nothing
stands before it, not even an empty line, and there is one: a page would show a second one as text.

Bad:
```markdown
# Write an objective
Objectives are useful.
```
Good:
```markdown
---
title: Write an objective
summary: Turn what you know into one sentence that a colleague can check.
teaches: {learning-objectives: 1}
objectives:
  - id: write-one
    text: Write an objective that names one observable act.
---
```
`lorepath new lesson` writes one for you.
""",
)
OPEN_FRONT_MATTER = Standard(
    "DOC08",
    "front-matter-closed",
    _ERROR,
    """\
The front matter ends with a line of three dashes, like the one that it starts with.

Bad:
```markdown
---
title: Write an objective

Objectives are useful.
```
Good:
```markdown
---
title: Write an objective
---

Objectives are useful.
```
""",
)
YAML_SYNTAX = Standard(
    "DOC09",
    "yaml-readable",
    _ERROR,
    """\
Front matter, quizzes and the files that describe skills, roles and people are YAML: `name: value` lines,
indented with spaces. A text that holds `: ` or ` #`, or that starts with a sign such as `@`, stands in quotes.

Bad:
```yaml
title: Git: the basics
```
Good:
```yaml
title: "Git: the basics"
```
""",
)
YAML_DUPLICATE = Standard(
    "DOC10",
    "yaml-key-once",
    _ERROR,
    """\
A field stands once. Of two values one would silently win, and nobody could see which.

Bad:
```yaml
owner: maria
owner: tom
```
Good:
```yaml
owner: maria
```
""",
)
YAML_PLAIN = Standard(
    "DOC11",
    "yaml-plain",
    _ERROR,
    """\
Anchors (`&name`), aliases (`*name`), merges (`<<`) and tags (`!name`) are not used: they hide what a file says,
and some make programs run code. Write the value out.

Bad:
```yaml
teaches: &levels {git: 1}
requires: *levels
```
Good:
```yaml
teaches: {git: 1}
requires: {git: 1}
```
""",
)
YAML_SIZE = Standard(
    "DOC12",
    "yaml-size",
    _ERROR,
    """\
A YAML text holds at most 2,000 values, nested at most 6 deep. What people write by hand stays far below.

Bad: `teaches: [[[[[[[git]]]]]]]`

Good: `teaches: {git: 1}`
""",
)
TOO_COMPLEX = Standard(
    "DOC13",
    "markdown-nesting",
    _ERROR,
    """\
Markdown nests brackets, quotations and emphasis only a few levels deep. Hundreds of levels would keep the
build busy for minutes.

Bad: a line with 10,000 opening brackets

Good: `[a link](other-lesson.md)`
""",
)
MERGE_CONFLICT = Standard(
    "DOC17",
    "merge-finished",
    _ERROR,
    """\
A merge is finished before a lesson is read. Where two people changed the same lines, Git writes both versions into
the file, between lines that start with `<<<<<<<`, `=======` and `>>>>>>>`, and somebody has to choose. Code blocks
may show such marks.

Bad:
```text
<<<<<<< HEAD
Call within five minutes.
=======
Call within ten minutes.
>>>>>>> main
```
Good:
```text
Call within five minutes.
```
""",
)
OPEN_FENCE = Standard(
    "DOC18",
    "fence-closed",
    _ERROR,
    """\
A code block or a knowledge check ends with a line of the same marks that it starts with. Without it, the rest of the
lesson is taken for code.

Bad:
````markdown
```quiz
- id: which-first
  …

## In short
````
Good:
````markdown
```quiz
- id: which-first
  …
```

## In short
````
""",
)
TOO_COSTLY = Standard(
    "DOC19",
    "markdown-cost",
    _ERROR,
    """\
Every text can be read, checked and shown with at most 10 seconds of work and 512 MB of memory. An honest lesson takes a
few thousandths of a second. A text that takes more is left alone, and the rest of the portal is checked and built.

Bad: a text with the same opening brackets thousands of times

Good: a lesson of one sitting; sample data stands in a file beside it
""",
)
CUT_OFF = Standard(
    "DOC21",
    "text-cut-off",
    _ERROR,
    """\
In YAML, a `#` after a space begins a comment, and nobody reads on: half of a sentence is gone without a word. Text that
holds one stands in quotes. A comment of your own stands on a line of its own.

Bad: `stem: Which of these is item #3 of the list?`

Good: `stem: "Which of these is item #3 of the list?"`
""",
)

READING_STANDARDS = (
    INVISIBLE,
    NO_FRONT_MATTER,
    OPEN_FRONT_MATTER,
    YAML_SYNTAX,
    YAML_DUPLICATE,
    YAML_PLAIN,
    YAML_SIZE,
    TOO_COMPLEX,
    MERGE_CONFLICT,
    OPEN_FENCE,
    TOO_COSTLY,
    CUT_OFF,
)
