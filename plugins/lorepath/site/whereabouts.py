"""Where the site and the files behind it are on the web, and the links that lead there.

mkdocs.yml says it with `repo_url` and `edit_uri`. Where a host names a file's editor `…/edit/…`, as GitHub and GitLab
do, it names the file's history and a folder alike; on any other host those links are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct
from urllib.parse import quote, urlencode, urlsplit

from lorepath.site import addresses

_EDIT = "/edit/"
_REPORT_FORM = "report-outdated.yml"
_FORMLESS = ("gitlab", "bitbucket", "codeberg", "sourcehut", "sr.ht")


class Whereabouts(Struct, frozen=True):
    """`site` and `repository` are web addresses, `edit` leads on from the repository to the editor of `content/`.

    Each may be empty: then the links that need it are empty too. `directory_urls` is MkDocs' `use_directory_urls`.
    """

    site: str = ""
    repository: str = ""
    edit: str = ""
    directory_urls: bool = True

    def page(self, address: str) -> str:
        """The full web address of a page or file of the site, by its source address."""
        if not self.site:
            return ""
        return self.site.rstrip("/") + "/" + addresses.url_of(address, self.directory_urls).removeprefix("./")

    def history(self, address: str) -> str:
        """The list of the changes to a content file."""
        return self._seen_as("commits", address)

    def folder(self, address: str) -> str:
        """A folder of `content/`, to look into."""
        return self._seen_as("tree", address)

    def repository_file(self, path: str) -> str:
        """The editor of a file of the repository, by its path from the repository's top."""
        top = self._editor.removesuffix(addresses.CONTENT)
        return top + quote(path) if top != self._editor else ""

    def report(self, title: str, identifier: str, page: str) -> str:
        """The form that reports a lesson as outdated, with the lesson filled in. Only GitHub has such forms."""
        host = urlsplit(self.repository).hostname or ""
        if not host or any(name in host for name in _FORMLESS):
            return ""
        known = {"template": _REPORT_FORM, "title": f"Outdated: {title}", "lesson": identifier, "page": page}
        query = urlencode({key: value for key, value in known.items() if value}, quote_via=quote)
        return f"{self.repository.rstrip('/')}/issues/new?{query}"

    @property
    def _editor(self) -> str:
        if not self.edit or "://" in self.edit:
            return self.edit
        return f"{self.repository.rstrip('/')}/{self.edit.lstrip('/')}" if self.repository else ""

    def _seen_as(self, view: str, address: str) -> str:
        start, mark, rest = self._editor.rpartition(_EDIT)
        return f"{start}/{view}/{rest.rstrip('/')}/{quote(address)}".rstrip("/") if mark else ""
