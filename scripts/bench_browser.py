"""What a browser has to fetch and to do in a large portal: the benchmark `browser`, as JSON.

python scripts/bench_browser.py FOLDER CHROMIUM ROUNDS

Bytes are counted as a server compresses them (gzip, level 6). A plan is made again and again for somebody who knows a
bit of everything, on a processor that Chromium slows down four times; the median counts, of each round and of them.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

from bench_plan import with_roles
from bench_served import opened
from lorepath.assemble import Assembly
from lorepath.history import History
from lorepath.loader import load
from lorepath.site.data import generated_data
from lorepath.site.templates import THEME
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts

SLOWER = 4
PLAN = """
async () => {
  const { myPath } = await import("/assets/my-path.js");
  const data = await (await fetch("/data/roles/ROLE.json")).json();
  const known = Object.fromEntries(data.skills.map((skill) => [skill.id, 1]));
  const record = { role: data.id, known, done: {}, shown: {}, weekly: 24, format: "", instead: {}, last: "" };
  const taken = [];
  for (let round = 0; round < 51; round++) {
    const started = performance.now();
    if (!myPath(data, record).steps.length) throw new Error("nothing was planned");
    taken.push(performance.now() - started);
  }
  return taken.sort((one, other) => one - other)[25];
}
"""


def main(folder: Path, chromium: str, rounds: int) -> dict[str, float]:
    portal = with_roles(load(folder)[0])
    assembly = Assembly(portal, History({}, available=False), date(2026, 1, 5), ())
    shelf = Shelf(assembly, Whereabouts())
    longest = max(assembly.paths.values(), key=lambda path: len(path.steps))
    with tempfile.TemporaryDirectory() as place:
        site = Path(place)
        shutil.copytree(THEME / "assets", site / "assets")
        for file in generated_data(shelf):
            target = site / file.address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.write())
        (site / "index.html").write_text("<!doctype html><title>Plan</title>", encoding="utf-8")
        catalogue = compressed(site / "data/catalogue.json")
        return {
            "lessons": len(portal.lessons),
            "catalogue": catalogue,
            "each": catalogue / len(portal.lessons),
            "role": compressed(site / f"data/roles/{longest.role}.json"),
            "steps": len(longest.steps),
            "plan": median(planned(site, longest.role, chromium) for _ in range(rounds)),
        }


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def planned(site: Path, role: str, chromium: str) -> float:
    """Milliseconds."""
    with opened(site, chromium) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        taken: float = page.evaluate(PLAN.replace("ROLE", role))
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
