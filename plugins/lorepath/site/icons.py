"""Our own line icons, drawn on a 24 × 24 grid. They always stand beside words, so they are hidden from readers."""

from __future__ import annotations

from markupsafe import Markup

_SVG = '<svg class="lp-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
_SAME = {"several": "fresh", "aged": "due", "gap": "stale"}
_DRAWN = {
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "level": '<path d="M5 19v-4M10 19v-8M15 19V7M20 19V4"/>',
    "article": '<path d="M6 3.5h9l4 4V20.5H6zM9.5 11h6M9.5 14.5h6M9.5 18h3.5"/>',
    "video": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m10.5 9.5 4.5 2.5-4.5 2.5z"/>',
    "exercise": '<path d="m14.5 5.5 4 4M5 19l1-4.5L15.5 5a1.8 1.8 0 0 1 2.6 0l.9.9a1.8 1.8 0 0 1 0 2.6L9.5 18z"/>',
    "job-aid": (
        '<rect x="5" y="4.5" width="14" height="16" rx="2"/>'
        '<path d="M9 4.5V3h6v1.5M8.5 10l1.2 1.2L12 9M8.5 15.5l1.2 1.2L12 14.5M14 10.5h2M14 16h2"/>'
    ),
    "session": (
        '<circle cx="8.5" cy="9" r="3"/><circle cx="16.5" cy="10" r="2.3"/>'
        '<path d="M3 19c.4-3.4 2.6-5 5.5-5s5.1 1.6 5.5 5M16 14.6c2.6-.2 4.5 1.2 5 4.1"/>'
    ),
    "fresh": '<circle cx="12" cy="12" r="8.5"/><path d="m8.2 12.3 2.6 2.6 5-5.4"/>',
    "due": (
        '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4M12 13v2.2l1.6 1"/>'
    ),
    "stale": '<path d="M12 4 21 19.5H3zM12 10v4.5M12 17v.2"/>',
    "evergreen": '<path d="M12 3.5 6.5 10h2.3L5 15.5h14L15.2 10h2.3zM12 15.5v5"/>',
    "unknown": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M9.7 9.6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.9-1.2 1.8M12 16.3v.2"/>'
    ),
    "retired": '<path d="M4 7.5h16v3H4zM5.5 10.5V19h13v-8.5M10 14h4"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "one": '<circle cx="12" cy="12" r="8.5"/><path d="M10 9.5 12.5 8v8"/>',
    "feed": (
        '<circle cx="6" cy="18" r="1.3"/><path d="M5 11.5a7.5 7.5 0 0 1 7.5 7.5M5 5.5A13.500 13.500 0 0 1 18.500 19"/>'
    ),
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "pin": '<path d="M9 4h6l-1 6 3 3H7l3-3zM12 13v7"/>',
    "person": '<circle cx="12" cy="8.5" r="3.8"/><path d="M4.5 20c.6-4.3 3.5-6.3 7.5-6.3s6.9 2 7.5 6.3"/>',
    "target": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5"/><circle cx="12" cy="12" r=".8"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
    "book": '<path d="M12 6.5c-2-1.5-4.5-2-8-2v13.5c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2zM12 6.5V20"/>',
    "route": (
        '<circle cx="6" cy="18.5" r="2"/><circle cx="18" cy="5.5" r="2"/>'
        '<path d="M8 18.5h7.5a3.2 3.2 0 0 0 0-6.5h-7a3.2 3.2 0 0 1 0-6.5H16"/>'
    ),
    "flag": '<path d="M6 21V4M6 4.5h11l-2 4 2 4H6"/>',
    "quote": '<path d="M5 6.5h14v9h-6l-4 4v-4H5z"/>',
}


def icon(name: str) -> Markup:
    """The icon as HTML; an empty one where there is none of this name."""
    return Markup(f"{_SVG}{_DRAWN.get(_SAME.get(name, name), '')}</svg>")  # noqa: S704 - nothing but what stands above
