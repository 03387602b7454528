"""The wheel of the Lorepath that runs: built from a checkout, or put together again from what was installed."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import tempfile
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

_INSTALLERS = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json"})
"""Files of a distribution's metadata that whoever installs it writes."""
_MOMENT = (2020, 2, 2, 0, 0, 0)
"""What all files of a wheel are dated, so that the same files make the same wheel."""


def own_wheel() -> tuple[str, bytes] | None:
    """Name and bytes, or None where Lorepath runs from files that no installer knows of."""
    try:
        installed = distribution("lorepath")
    except PackageNotFoundError:
        return None
    checkout = _checkout(installed)
    return _built(checkout) if checkout else _repacked(installed)


def _checkout(installed: Distribution) -> Path | None:
    """The folder of an editable installation."""
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    is_editable = origin.get("dir_info", {}).get("editable", False)
    return Path(url2pathname(urlsplit(origin["url"]).path)) if is_editable else None


def _built(checkout: Path) -> tuple[str, bytes] | None:
    try:
        from hatchling.builders.wheel import WheelBuilder
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(next(iter(WheelBuilder(str(checkout)).build(directory=folder, versions=["standard"]))))
        return wheel.name, wheel.read_bytes()


def _repacked(installed: Distribution) -> tuple[str, bytes] | None:
    files = {
        file.as_posix(): file.read_binary()
        for file in installed.files or ()
        if ".." not in file.parts and "__pycache__" not in file.parts and file.name not in _INSTALLERS
    }
    metadata = next((path.rpartition("/")[0] for path in files if path.endswith(".dist-info/METADATA")), "")
    if not metadata:
        return None
    files[f"{metadata}/RECORD"] = _record(files, f"{metadata}/RECORD")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return f"{metadata.removesuffix('.dist-info')}-py3-none-any.whl", packed.getvalue()


def _record(files: dict[str, bytes], own: str) -> bytes:
    """Path, hash and size of each file, as the wheel format wants it."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    for path, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        rows.writerow([path, f"sha256={digest}", len(data)])
    rows.writerow([own, "", ""])
    return table.getvalue().encode()
