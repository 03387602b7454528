"""The project's own environment: made once in .venv from the lock files, then left alone.

The commands beside this file need Python 3.11 or newer and Git, nothing else. Whatever further tool they use
is installed by `ensure`, in exact versions with checked hashes.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this far, and no further
    sys.exit(
        f"Lorepath needs Python 3.11 or newer, and this is {sys.version_info[0]}.{sys.version_info[1]}: "
        f"install a newer one and start the command with it, for example python3.13 {sys.argv[0]}"
    )

import hashlib
import json
import os
import subprocess
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCKS = {
    "use": ROOT / "requirements.lock",
    "dev": ROOT / "requirements-dev.lock",
    # What looks for known weaknesses in all of these; the same versions of what it shares with them.
    "audit": ROOT / ".github/requirements-audit.lock",
    # What `lorepath init` puts into a portal, beside Lorepath's own wheel.
    "portal": ROOT / "plugins/lorepath/scaffold/portal.lock",
}


def ensure(kind: str) -> None:
    """Make .venv ready for `use` (check, build, serve), `dev` (that, and all that the tests need) or `audit`.

    A stamp in .venv remembers what was installed, so that a second run costs a few milliseconds.
    """
    wanted = _fingerprint(kind)
    if wanted == _read(_stamp(kind)):
        return
    if kind == "use" and _fingerprint("dev") == _read(_stamp("dev")):
        return  # all that is needed to use Lorepath is in the developers' environment too
    say("Setting up .venv, once")
    _stamp(kind).unlink(missing_ok=True)
    if _read(VENV / "made-for") != _identity():
        _create()
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(BIN / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", *quiet]
    must(*pip, "--only-binary=:all:", "--require-hashes", "--requirement", str(LOCKS[kind]))
    must(*pip, "--no-build-isolation", "--editable", str(ROOT))
    compiled()
    _stamp(kind).write_text(wanted, encoding="utf-8")


def compiled() -> None:
    """Have Lorepath's own modules compiled, as pip leaves what it installs; it passes over an editable one.

    Python does so at the first start, but not where PYTHONDONTWRITEBYTECODE is set: there every start of a command
    would compile two hundred modules anew.
    """
    must(str(BIN / "python"), "-m", "compileall", "-q", str(ROOT / "plugins/lorepath"))


def say(heading: str) -> None:
    """Print what comes next, on one line."""
    print(f"── {heading}", flush=True)


def run(*command: str) -> int:
    """Run `command` in the project's folder with .venv's programs first; answer its exit status."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    try:
        return subprocess.call(command, cwd=ROOT, env=environment)
    except KeyboardInterrupt:
        return 130


def must(*command: str) -> None:
    """Run `command`; leave with its exit status if it fails."""
    status = run(*command)
    if status:
        sys.exit(status)


def lorepath(*arguments: str) -> int:
    """Run Lorepath's own command line; answer its exit status."""
    os.environ["LOREPATH_COMMAND"] = str(Path(sys.argv[0]).with_name("lorepath"))  # what its messages call it
    os.environ["LOREPATH_TYPED_IN"] = str(Path.cwd())  # what the paths that it is given count from
    return run(str(BIN / "lorepath"), *arguments)


def _create() -> None:
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit(
            "This Python cannot make a virtual environment: its modules venv and ensurepip are incomplete. "
            "On Debian and Ubuntu, install the package python3-venv, then run the command again."
        )
    (VENV / "made-for").write_text(_identity(), encoding="utf-8")


def _identity() -> str:
    """What a virtual environment cannot outlive: its Python, and its place on the disk."""
    return f"Python {sys.version_info[0]}.{sys.version_info[1]} in {VENV}\n"


def _fingerprint(kind: str) -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = json.dumps([project["build-system"], project["project"], project["tool"]["hatch"]])
    digest = hashlib.sha256(_identity().encode() + installed.encode() + LOCKS[kind].read_bytes())
    return digest.hexdigest() + "\n"


def _stamp(kind: str) -> Path:
    return VENV / f"installed-{kind}"


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""
