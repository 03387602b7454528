"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as option


class LorepathConfig(base.Config):  # type: ignore[no-untyped-call]
    """`embed_hosts`: exact hosts whose pages lessons may embed. `allow_findings`: build what can be built."""

    embed_hosts = option.ListOfItems(option.Type(str), default=[])
    allow_findings = option.Type(bool, default=False)
