"""MCQ: how long the right option of an item is."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Annotated

from lorepath.finding import Severity
from lorepath.model import Lesson
from lorepath.rules.chance import SIGNIFICANT, tail
from lorepath.rules.item_pointers import standing_for_others
from lorepath.rules.item_text import plain, readable, the_key
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count


@lesson_rule("MCQ06", "key-longest", Severity.WARNING)
def key_longest(
    lesson: Lesson,
    *,
    ratio: Annotated[float, Span("how many times as long as the middle wrong option a key is reported", 1, 10)] = 1.4,
    longer: Annotated[int, Span("how many characters longer it must be, too", 0, 300)] = 15,
    items: Annotated[int, Span("how many items a lesson has before they are counted together", 3, 50)] = 8,
) -> Iterator[Remark]:
    """The right option is no longer than the others.

    Authors qualify what is right and dash off what is wrong. Readers notice, and choose the longest option. A
    finding where the key is the longest option, at least `ratio` times as long as the middle one of the wrong
    options and `longer` characters longer. Keys of one or two words are left alone: a
    term is as long as it is. So are keys such as "all of the above", which MCQ04 speaks of.

    A lesson with `items` items or more gets one finding where the key is the longest option more often than
    chance would have it. The probability of so many or more is computed exactly (the upper tail of a binomial
    distribution; each item counts with one in as many as it has options) and must be under 0.05. Items whose
    longest options are equally long do not count.

    Bad:
    ```yaml
    options:
      - {text: Ring the lead and say since when it fails and whom it affects, because: …, correct: true}
      - {text: Restart it, because: …}
      - {text: Wait, because: …}
    ```
    Good:
    ```yaml
    options:
      - {text: Ring the incident lead, because: …, correct: true}
      - {text: Restart the service, because: …}
      - {text: Wait for another report, because: …}
    ```
    with the details in `because`.

    Source: Haladyna, Downing & Rodriguez (2002); Pham et al. (2018), where long keys changed scores.
    """
    chances, hits = [], []
    for item in readable(lesson):
        key = the_key(item)
        if key is None or item.kind != "single" or key in standing_for_others(item, lesson.language):
            continue
        lengths = [len(plain(option.text)) for option in item.options]
        others = lengths[:key] + lengths[key + 1 :]
        if lengths.count(max(lengths)) == 1:
            chances.append(1 / len(lengths))
        if lengths[key] <= max(others):
            continue
        hits.append((item, key))
        middle = median(others)
        is_clue = lengths[key] >= max(ratio * middle, middle + longer)
        if is_clue and plain(item.options[key].text).count(" ") > 1:
            yield Remark(
                item.at("options", key, "text"),
                f"the right option of the item `{item.id}` has {lengths[key]} characters, "
                f"and half of the wrong ones have {middle:.0f} or fewer",
                "shorten it and say the rest in `because`, or make the wrong ones as precise",
            )
    if len(chances) >= items and (chance := tail(chances, len(hits))) < SIGNIFICANT:
        first, key = hits[0]
        yield Remark(
            first.at("options", key, "text"),
            f"in {len(hits)} of {count(len(chances), 'item')} the right option is the longest; "
            f"chance would do so {_percent(chance)} of the time",
            "shorten right options, or lengthen wrong ones, until the longest is wrong in most items",
        )


def _percent(chance: float) -> str:
    return "less than 1 %" if chance < 0.01 else f"{chance:.0%}".replace("%", " %")
