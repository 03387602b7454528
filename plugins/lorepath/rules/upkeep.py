"""UPK: what keeps lessons alive and checks honest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from lorepath.finding import Edit, Finding, Fix, Severity, Standard
from lorepath.model import Suppression

SUPPRESSION = Standard(
    "UPK02",
    "suppression",
    Severity.ERROR,
    """\
A suppression says which code it concerns and why, has not expired, and suppresses something.

It stands on the line before what it concerns; before the first heading, or in the front matter under `allow`,
it concerns the whole lesson. One without a reason or past its day hides nothing.

Bad: `<!-- lorepath: allow STR09 -->`

Good: `<!-- lorepath: allow STR09 until 2027-01-31 because the lesson teaches what a TODO is -->`

The fix takes the suppression out. Where it hides nothing that is safe; where it is expired or unclear it takes an
explanation along, so somebody should look.
""",
)
SOUND_POLICY = Standard(
    "UPK03",
    "policy-known",
    Severity.ERROR,
    """\
What `rules` in `portal.yml` says is known: the code of a rule, its options, values of the right kind.

`severity` is `error`, `warning`, `hint` or `off`; `error_from` is the day from which on findings of this code are
errors; `options` are those that the rule's page in the reference lists. A misspelt setting would silently change
nothing. Findings about reading and shape (DOC, SCH) cannot be set: what cannot be read cannot be built.

Bad:
```yaml
rules:
  STR05: {options: {minutes: 20}}
```
Good:
```yaml
rules:
  STR05: {options: {most: 20}}
  SKL04: {severity: off}
  ACC02: {error_from: 2027-01-31}
```
""",
)
READABLE_BASELINE = Standard(
    "UPK04",
    "baseline-readable",
    Severity.ERROR,
    """\
The baseline is written by `lorepath baseline` and changed by nothing else.

It stands in `.github/lorepath-baseline.json`.

Bad: a baseline with a merge conflict in it

Good: the file as `lorepath baseline --update` writes it
""",
)
_FORM = "<!-- lorepath: allow CODE because REASON -->"


def is_valid(suppression: Suppression, today: date) -> bool:
    """Whether a suppression may hide anything: it is understood, explained and not expired."""
    expired = suppression.until is not None and suppression.until < today
    return bool(suppression.code and suppression.reason and not suppression.unclear and not expired)


def unsound(
    suppression: Suppression,
    used: bool,
    codes: Collection[str],
    today: date,
    remove: Callable[[], tuple[Edit, ...]] = tuple,
) -> Iterator[Finding]:
    """What is wrong with a suppression.

    `used` says whether it hid a finding, `codes` are those that exist, `remove` finds the edits that take it out.
    """
    code = suppression.code
    message = hint = ""
    if suppression.unclear and code:
        message = f"`until {suppression.unclear}` names no day"
        hint = "write the day as `2027-01-31`, or leave `until` out"
    elif suppression.unclear:
        message, hint = "this suppression cannot be understood", f"write `{_FORM}`"
    elif not code:
        message = "this suppression names no code"
        hint = "write the code of the finding, for example `STR09`"
    elif code not in codes:
        message = f"there is no code `{code}` that can be suppressed"
        hint = "write the code of the finding, or take this out"
    elif not suppression.reason:
        message, hint = f"the suppression of {code} gives no reason", "say why, after `because` or under `reason`"
    elif suppression.until and suppression.until < today:
        message = f"the suppression of {code} ended on {suppression.until.isoformat()}"
        hint = "mend what it hides, or give it a new day and a reason that still holds"
    elif not used:
        message, hint = f"the suppression of {code} hides nothing", "take it out"
    if message:
        is_idle = is_valid(suppression, today) and code in codes
        edits = remove()
        fix = Fix("take the suppression out", edits, safe=is_idle) if edits else None
        yield SUPPRESSION.at(suppression.place, message, hint, fix=fix)
