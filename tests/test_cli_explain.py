"""`lorepath explain`: every code that a finding can have is explained, with a bad and a good example."""

from __future__ import annotations

import pytest

from conftest import Cli
from lorepath.finding import Standard
from lorepath.rules import STANDARDS

SUPPRESSION = """\
UPK02 suppression (error)

A suppression says which code it concerns and why, has not expired, and suppresses something.

It stands on the line before what it concerns; before the first heading, or in the front matter under `allow`,
it concerns the whole lesson. One without a reason or past its day hides nothing.

Bad: `<!-- lorepath: allow STR09 -->`

Good: `<!-- lorepath: allow STR09 until 2027-01-31 because the lesson teaches what a TODO is -->`

The fix takes the suppression out. Where it hides nothing that is safe; where it is expired or unclear it takes an
explanation along, so somebody should look.
"""


@pytest.mark.parametrize("asked", ["UPK02", "upk02", "suppression", " Suppression "])
def test_a_code_or_a_name_is_explained(asked: str, cli: Cli) -> None:
    result = cli("explain", asked)
    assert (result.exit_code, result.stdout, result.stderr) == (0, SUPPRESSION, "")


@pytest.mark.parametrize(
    ("asked", "meant"), [("obj7", "OBJ07"), ("UPK-02", "UPK02"), ("objective-assesed", "objective-assessed")]
)
def test_a_code_that_there_is_not_names_the_nearest(asked: str, meant: str, cli: Cli) -> None:
    result = cli("explain", asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"lorepath: there is no code '{asked}'; did you mean `{meant}`?\n"


def test_a_code_like_no_other_names_them_all(cli: Cli) -> None:
    result = cli("explain", "\x1b[31m")
    assert (result.exit_code, result.stdout) == (2, "")
    codes = ", ".join(standard.code for standard in STANDARDS)
    assert result.stderr == rf"lorepath: there is no code '\x1b[31m'; known are {codes}" + "\n"


@pytest.mark.parametrize("standard", STANDARDS, ids=[standard.code for standard in STANDARDS])
def test_a_standard_has_a_manual_with_a_bad_and_a_good_example(standard: Standard, cli: Cli) -> None:
    explained = cli("explain", standard.code).stdout
    assert explained.startswith(f"{standard.code} {standard.name} ({standard.severity})\n\n")
    reason, bad, good = explained.partition("\nBad:")[0], *_examples(explained)
    assert reason.strip().count(" ") > 5, "says what is wanted, and why"
    assert bad
    assert good
    assert bad != good


def _examples(manual: str) -> tuple[str, str]:
    bad, _, good = manual.partition("\nBad:")[2].partition("\nGood:")
    return bad.strip(), good.strip()


def test_codes_and_names_are_given_once() -> None:
    assert len({standard.code for standard in STANDARDS}) == len(STANDARDS)
    assert len({standard.name for standard in STANDARDS}) == len(STANDARDS)
