"""The wheel carries all that a portal needs: installed by a portal's own workflow, it checks and builds that portal."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from installed import Installed

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "lorepath"

pytestmark = pytest.mark.slow


def wheel_of(portal: Path) -> Path:
    (found,) = (portal / "wheels").glob("lorepath-*.whl")
    return found


def test_it_holds_every_file_of_the_package_and_the_schemas(installed: Installed) -> None:
    names = zipfile.ZipFile(wheel_of(installed.portal)).namelist()
    carried = {name for name in names if not name.startswith("lorepath-")}
    sources = [path for path in PACKAGE.rglob("*") if path.is_file() and _is_source(path.relative_to(PACKAGE))]
    expected = {f"lorepath/{path.relative_to(PACKAGE).as_posix()}" for path in sources}
    expected |= {f"lorepath/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    assert carried == expected
    assert "lorepath/starter/.github/workflows/check.yml" in carried


def _is_source(path: Path) -> bool:
    caches = [part for part in path.parts if part == "__pycache__" or part.endswith("_cache")]
    return not caches and path.suffix not in (".pyc", ".pyo")


def test_the_standard_builder_makes_the_same_wheel(installed: Installed, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    (built,) = tmp_path.glob("*.whl")
    assert (built.name, built.read_bytes()) == (
        wheel_of(installed.portal).name,
        wheel_of(installed.portal).read_bytes(),
    )


def test_what_is_installed_beside_it_is_what_the_project_itself_is_locked_to(installed: Installed) -> None:
    listed = installed.run("pip", "list", "--format=freeze", "--disable-pip-version-check", cwd=installed.portal)
    here = {name.lower().replace("_", "-"): version for name, version in (line.split("==") for line in listed.split())}
    for own in ("pip", "setuptools", "lorepath"):
        here.pop(own, None)
    ours = locked(ROOT / "requirements.lock")
    assert here.items() <= ours.items(), "the very versions that the tests run with"
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.split("[<>=]", each)[0] for each in declared} <= here.keys()
    assert here.keys() <= locked(installed.portal / "requirements.lock").keys()


def locked(lock: Path) -> dict[str, str]:
    """The versions that a lock file names."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock.read_text("utf-8"), re.MULTILINE))


def test_the_lock_of_portals_says_what_ours_says() -> None:
    portals = locked(PACKAGE / "scaffold/portal.lock")
    assert portals.items() <= locked(ROOT / "requirements.lock").items()
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.split("[<>=]", each)[0] for each in declared} <= portals.keys()


def test_nothing_comes_in_without_its_hash(installed: Installed) -> None:
    lines = (installed.portal / "requirements.txt").read_text("utf-8").splitlines()
    wanted = [line for line in lines if not line.startswith("#")]
    assert wanted[1:] == ["-r requirements.lock"]
    assert re.fullmatch(r"\./wheels/lorepath-[0-9.]+-py3-none-any\.whl --hash=sha256:[0-9a-f]{64}", wanted[0])
    lock = (installed.portal / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    entries = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_it_runs_from_where_it_was_installed(installed: Installed, tmp_path: Path) -> None:
    place = installed.run("python", "-c", "import lorepath; print(lorepath.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.programs.parent)
    assert installed.run("python", "-m", "lorepath", "--version", cwd=tmp_path).startswith("lorepath, version ")


def test_the_portal_is_checked_extended_and_built(installed: Installed) -> None:
    portal = installed.portal
    assert "nothing blocks" in installed.run("lorepath", "check", cwd=portal)
    lesson = ("new", "lesson", "--title", "Close a ticket", "--topic", "working-together")
    assert "TODO" in installed.run("lorepath", *lesson, "--teaches", "clear-communication=1", cwd=portal)
    (portal / "content/lessons/working-together/close-a-ticket.md").unlink()
    installed.run("lorepath", "build", cwd=portal)
    for page, words in {
        "index.html": "Northwind learning",
        "lessons/working-together/hand-over-work/index.html": "Hand over work without loose ends",
        "roles/team-member/index.html": "Ask so that you get an answer",
        "skills/clear-communication/index.html": "Asks questions that a colleague can answer at once",
        "reference/index.html": "Reference",
    }.items():
        assert words in (portal / "site" / page).read_text("utf-8")
    assert list((portal / "site").rglob("*.css"))


def test_it_explains_and_finds_paths(installed: Installed) -> None:
    assert "STR09 placeholder" in installed.run("lorepath", "explain", "STR09", cwd=installed.portal)
    assert "2 lessons" in installed.run("lorepath", "path", "team-member", cwd=installed.portal)


def test_what_was_installed_makes_portals_in_its_turn(installed: Installed, tmp_path: Path) -> None:
    """There is no checkout any more: the wheel is put together from the installed files."""
    installed.run("lorepath", "init", "next", cwd=tmp_path)
    first, second = (zipfile.ZipFile(wheel_of(portal)) for portal in (installed.portal, tmp_path / "next"))
    assert wheel_of(installed.portal).name == wheel_of(tmp_path / "next").name
    records = {name for name in first.namelist() if name.endswith("/RECORD")}
    assert {name: first.read(name) for name in first.namelist() if name not in records} == {
        name: second.read(name) for name in second.namelist() if name not in records
    }
    rows = [sorted(csv.reader(io.StringIO(wheel.read(*records).decode()))) for wheel in (first, second)]
    assert rows[0] == rows[1]
    target = ("--no-index", "--no-deps", "--target", tmp_path / "target")
    installed.run("pip", "install", "--quiet", *target, wheel_of(tmp_path / "next"), cwd=tmp_path)
    assert (tmp_path / "target/lorepath/starter/mkdocs.yml").is_file()
