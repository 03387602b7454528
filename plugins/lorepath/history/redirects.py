"""Where the former addresses of lessons lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lorepath.content_places import CONTENT, INDEX_NAMES, RESERVED_FOLDERS
from lorepath.model import Portal
from lorepath.naming import LONGEST_PATH, is_sound

_LESSONS = f"{CONTENT}/lessons"


def redirects(portal: Portal, heirs: Mapping[str, str], seen: Iterable[str]) -> dict[str, str]:
    """Every former path of a lesson to the lesson's id.

    `heirs` maps a path to the lesson that the last file with this path has become; `seen` are all paths that Git has
    ever known, from the portal's root. A path that is in use today leads nowhere else. What a lesson says of itself
    (`aliases`) comes before what renames say.
    """
    by_name: dict[str, list[str]] = {}
    for path in seen:
        by_name.setdefault(path.rpartition("/")[2], []).append(path)
    found: dict[str, str] = {}
    for lesson in portal.lessons.values():
        for alias in lesson.aliases:
            if alias not in portal.lessons:
                for path in (f"{_LESSONS}/{lesson.topic}/{alias}.md", *by_name.get(f"{alias}.md", ())):
                    found.setdefault(path, lesson.id)
    return leading_on(portal, {**heirs, **found})


def leading_on(portal: Portal, found: Mapping[str, str]) -> dict[str, str]:
    """Those of the former paths, in order, at which a page may have stood, where none stands today."""
    in_use = {f"{CONTENT}/{file}" for file in portal.files}
    in_use |= {lesson.path for lesson in (*portal.lessons.values(), *portal.duplicates)}
    in_use |= {page.path for page in portal.pages}
    left = sorted(found.keys() - in_use)
    return {path: found[path] for path in left if found[path] in portal.lessons and _is_page(path)}


def _is_page(path: str) -> bool:
    """Whether a page of an author's may have stood at this path: what Git has seen may be named in any way."""
    folder, *parts = path.split("/")
    if folder != CONTENT or not path.endswith(".md") or len(path) > LONGEST_PATH or not all(map(is_sound, parts)):
        return False
    return parts[0] not in RESERVED_FOLDERS and parts[-1][:-3] not in INDEX_NAMES
