"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as option


class LorepathConfig(base.Config):  # type: ignore[no-untyped-call]
    """`allow_findings`: build what can be built. `full_text`: make the index for search through whole lessons."""

    allow_findings = option.Type(bool, default=False)
    full_text = option.Type(bool, default=False)
