"""The generated files that are no pages: looks, data, downloads, feeds, and what leads on from former addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from lorepath.site import addresses, stylesheet
from lorepath.site.data import generated_data
from lorepath.site.exports import coverage_csv, gaps_csv, health_json, lessons_csv
from lorepath.site.feeds import all_feeds, atom, json_feed
from lorepath.site.generated_file import GeneratedFile
from lorepath.site.redirects import redirect_html, redirects
from lorepath.site.review_calendar import review_calendar
from lorepath.site.views.people import shown
from lorepath.site.views.shelf import Shelf


def generated_files(shelf: Shelf, taken: Iterable[str]) -> Iterator[GeneratedFile]:
    """Every such file. `taken` are the files that the site has besides, below its root."""
    made = [
        GeneratedFile(stylesheet.ADDRESS, stylesheet.stylesheet),
        *generated_data(shelf),
        GeneratedFile(addresses.LESSONS_CSV, partial(lessons_csv, shelf)),
        GeneratedFile(addresses.COVERAGE_CSV, partial(coverage_csv, shelf)),
        GeneratedFile(addresses.GAPS_CSV, partial(gaps_csv, shelf)),
        GeneratedFile(addresses.HEALTH_JSON, partial(health_json, shelf)),
    ]
    for person in shown(shelf.portal):
        if person.id in shelf.reviews:
            made.append(GeneratedFile(addresses.reviews(person.id), partial(review_calendar, shelf, person)))
    for feed in all_feeds(shelf):
        made.append(GeneratedFile(feed.atom, partial(atom, shelf, feed)))
        made.append(GeneratedFile(feed.json, partial(json_feed, shelf, feed)))
    yield from made
    for file, lesson in redirects(shelf, (*taken, *(each.address for each in made))).items():
        yield GeneratedFile(file, partial(redirect_html, shelf, file, lesson))
