"""The weekly look at the links that lead out of the portal. The only part that asks the network for anything.

Who links where (`gather`), which addresses may be asked (`destination`), one question (`question`), all questions
(`round`), and what follows from the answers, together with those of earlier weeks (`ledger`).
"""

from __future__ import annotations

from lorepath.external_links.gather import external_links
from lorepath.external_links.ledger import updated
from lorepath.external_links.question import Answer, Outcome
from lorepath.external_links.round import Limits, ask_all

__all__ = ["Answer", "Limits", "Outcome", "ask_all", "external_links", "updated"]
