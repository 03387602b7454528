"""The address of the published site, as mkdocs.yml states it. MkDocs itself is not loaded for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from lorepath.mkdocs_plugin.settings_file import CONFIG

_FIELD = "site_url"
_MOST = 256 * 1024
# Names that lead nowhere, set apart for examples and tests (RFC 2606, RFC 6761).
_NOWHERE = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")


def site_address(root: Path) -> str:
    """`site_url`, or nothing where it is not stated as a plain text, or names no site that can be visited."""
    try:
        text = (root / CONFIG).read_bytes()[:_MOST].decode("utf-8", "replace")
        address = _stated(text)
        host = urlsplit(address).hostname or ""
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    is_nowhere = any(host == each or host.endswith(f".{each}") for each in _NOWHERE)
    return "" if is_nowhere or "." not in host else address


def _stated(text: str) -> str:
    """The value of the field on the first level. Events are enough: tags such as `!ENV` need not be understood."""
    depth = 0
    names: list[str] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
            value = str(event.value) if isinstance(event, yaml.ScalarEvent) and not event.tag else ""
            if len(names) % 2 and names[-1] == _FIELD:
                return value
            names.append(value)
    return ""
