"""The wheel carries all that a portal needs: installed alone, without a network, it makes, checks and builds one."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "lorepath"
BIN = "Scripts" if os.name == "nt" else "bin"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [found] = folder.glob("lorepath-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and, from our own environment, what it depends on."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, with_pip=False)
    python = place / BIN / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check")
    ran(*pip, "--no-index", "--no-deps", wheel, cwd=place)
    # What a .pth file adds is searched last, and .pth files in it are not followed: our source tree stays away.
    libraries = ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip()
    (Path(libraries) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return place / BIN


def ran(*command: str | Path, cwd: Path) -> str:
    """What a command prints; it must succeed. Neither our paths nor a network are there for it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    environment |= {"PIP_NO_INDEX": "1", "SOURCE_DATE_EPOCH": "1767700000"}
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_it_holds_every_file_of_the_package_and_the_schemas(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith("lorepath-")}
    sources = [path for path in PACKAGE.rglob("*") if path.is_file() and _is_source(path.relative_to(PACKAGE))]
    expected = {f"lorepath/{path.relative_to(PACKAGE).as_posix()}" for path in sources}
    expected |= {f"lorepath/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    assert carried == expected
    assert "lorepath/starter/.github/workflows/check.yml" in carried


def _is_source(path: Path) -> bool:
    caches = [part for part in path.parts if part == "__pycache__" or part.endswith("_cache")]
    return not caches and path.suffix not in (".pyc", ".pyo")


def test_it_runs_from_where_it_was_installed(installed: Path, tmp_path: Path) -> None:
    place = ran(installed / "python", "-c", "import lorepath; print(lorepath.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_it_makes_checks_and_builds_a_portal(installed: Path, tmp_path: Path) -> None:
    lorepath = installed / "lorepath"
    portal = tmp_path / "portal"
    ran(lorepath, "init", portal, "--name", "Northwind learning", cwd=tmp_path)
    assert "nothing blocks" in ran(lorepath, "check", cwd=portal)
    lesson = ("new", "lesson", "--title", "Close a ticket", "--topic", "working-together")
    assert "TODO" in ran(lorepath, *lesson, "--teaches", "clear-communication=1", cwd=portal)
    (portal / "content/lessons/working-together/close-a-ticket.md").unlink()
    ran(lorepath, "build", cwd=portal)
    for page, words in {
        "index.html": "Northwind learning",
        "lessons/working-together/hand-over-work/index.html": "Hand over work without loose ends",
        "roles/team-member/index.html": "Ask so that you get an answer",
        "skills/clear-communication/index.html": "Asks questions that a colleague can answer at once",
        "reference/index.html": "Reference",
    }.items():
        assert words in (portal / "site" / page).read_text("utf-8")
    assert list((portal / "site").rglob("lorepath*.css"))


def test_it_explains_and_finds_paths(installed: Path, tmp_path: Path) -> None:
    ran(installed / "lorepath", "init", "portal", cwd=tmp_path)
    assert "STR09 placeholder" in ran(installed / "lorepath", "explain", "STR09", cwd=tmp_path)
    path = ran(installed / "lorepath", "path", "team-member", "--root", "portal", cwd=tmp_path)
    assert "2 lessons" in path
