"""A preview answers under the names of this computer only.

Any website may let its name stand for 127.0.0.1 once its page is open (DNS rebinding): a browser then takes the preview
for a part of that website, and lets its scripts read it. What tells is the name that the browser asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Of any port: what is forwarded here from another computer or out of a container has another one there.
_OWN = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]+)?", re.IGNORECASE)


def under_own_names(app: WSGIApplication, port: int) -> WSGIApplication:
    """The application, which refuses what is asked of another host than this computer."""
    refusal = (
        f"This preview is only for the computer that it runs on: open http://127.0.0.1:{port}/ or "
        f"http://localhost:{port}/ there. Under any other name it shows nothing.\n"
    ).encode()

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _OWN.fullmatch(environ.get("HTTP_HOST", "")):
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain"), ("Content-Length", str(len(refusal)))])
        return [refusal]

    return guarded
