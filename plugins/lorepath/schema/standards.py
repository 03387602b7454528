"""The standards that the shape of a file can break, with their manuals (codes SCH…)."""

from __future__ import annotations

from lorepath.finding import Severity, Standard

_ERROR = Severity.ERROR

MISSING_FIELD = Standard(
    "SCH01",
    "missing-field",
    _ERROR,
    """\
Every lesson, topic, skill, role and person has a few fields that pages and paths cannot do without. A
lesson needs `title`, `summary`, `teaches` and `objectives`; all other fields are optional.

Bad:
```yaml
title: Call an incident
teaches: {incident-response: 1}
```
Good:
```yaml
title: Call an incident
summary: Decide in one minute whether to call an incident.
teaches: {incident-response: 1}
objectives:
  - id: call-it
    text: Call an incident within five minutes.
```
""",
)
UNKNOWN_FIELD = Standard(
    "SCH02",
    "unknown-field",
    _ERROR,
    """\
Fields have fixed names. A field with another name would be ignored without a word, and whoever wrote it
would believe that it counts. The finding names the field that was probably meant.

Bad:
```yaml
teach: {incident-response: 1}
shelf-life: 9 months
```
Good:
```yaml
teaches: {incident-response: 1}
shelf_life: 9 months
```
""",
)
WRONG_KIND = Standard(
    "SCH03",
    "wrong-kind",
    _ERROR,
    """\
A field holds one kind of value: text, a number, `true` or `false`, a list, or names with values. YAML
decides the kind by how a value is written: `2024` is a number and `"2024"` is text; `[git]` is a list and
`git` is text.

Bad:
```yaml
title: 2024
teaches: incident-response
tags: git, review
```
Good:
```yaml
title: "2024"
teaches: {incident-response: 1}
tags: [git, review]
```
""",
)
NOT_ONE_OF = Standard(
    "SCH04",
    "not-one-of",
    _ERROR,
    """\
Some fields know only a few words, because the portal does something different for each of them. The finding
lists the words and names the nearest one.

Bad:
```yaml
format: vidoe
```
Good:
```yaml
format: video
```
""",
)
WRONG_FORM = Standard(
    "SCH05",
    "wrong-form",
    _ERROR,
    """\
Some texts have a form. An id is made of small letters, digits and hyphens, because it becomes a web
address. A day is written year-month-day and exists in the calendar. Titles, names and summaries stand on
one line, hold no hidden characters, and are short enough for a card on a phone: 120 characters for a title,
300 for a summary.

Bad:
```yaml
owner: Maria Okafor
reviewed: 19.10.2026
shelf_life: about a year
```
Good:
```yaml
owner: maria
reviewed: 2026-10-19
shelf_life: 1 year
```
""",
)
OUT_OF_RANGE = Standard(
    "SCH06",
    "out-of-range",
    _ERROR,
    """\
Numbers stay within what they can mean: levels count from 1, and a lesson takes from 1 to 600 minutes.

Bad:
```yaml
teaches: {incident-response: 0}
minutes: 0
```
Good:
```yaml
teaches: {incident-response: 1}
minutes: 9
```
""",
)
LIST_SIZE = Standard(
    "SCH07",
    "list-size",
    _ERROR,
    """\
A list has as many entries as make sense, each of them once: a question offers at least two answers, a
lesson teaches at least one skill.

Bad:
```yaml
teaches: {}
tags: [git, git]
```
Good:
```yaml
teaches: {version-control: 1}
tags: [git]
```
""",
)
OWN_SCHEMA = Standard(
    "SCH08",
    "own-schema",
    _ERROR,
    """\
A portal may ask for more than Lorepath does: in files of its own such as `schemas/lesson.schema.json` (JSON
Schema 2020-12, next to `content/`). What they ask for holds on top of Lorepath's own fields; it never
loosens them.

Such a file must itself be in order. It may refer to its own parts (`#/$defs/team`) and to Lorepath's files
(`urn:lorepath:schema:lesson`), and never to a web address: a check reads nothing from the network. For
words of your own in a finding, give a field a `description` and `examples`, and a `pattern` a
`patternErrorMessage`.

With this in `schemas/lesson.schema.json`:
```json
{"required": ["owner"], "properties": {"tags": {"items": {"enum": ["safety", "quality"]}}}}
```
Bad:
```yaml
title: Lock out a machine
tags: [saftey]
```
Good:
```yaml
title: Lock out a machine
owner: maria
tags: [safety]
```
""",
)

SCHEMA_STANDARDS = (
    MISSING_FIELD,
    UNKNOWN_FIELD,
    WRONG_KIND,
    NOT_ONE_OF,
    WRONG_FORM,
    OUT_OF_RANGE,
    LIST_SIZE,
    OWN_SCHEMA,
)
