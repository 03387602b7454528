"""`lorepath explain CODE`: a standard's manual."""

from __future__ import annotations

import click

from lorepath.cli.common import stop
from lorepath.rules import STANDARDS
from lorepath.rules.manual import full_manual
from lorepath.wording import nearest


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a code means, why it matters, and show a bad and a good example.

    CODE is a code such as OBJ07, or a name such as objective-assessed.
    """
    wanted = code.strip()
    for standard in STANDARDS:
        if wanted.upper() == standard.code or wanted.lower() == standard.name:
            click.echo(f"{standard.code} {standard.name} ({standard.severity})\n\n{full_manual(standard)}")
            return
    codes = [standard.code for standard in STANDARDS]
    near = nearest(wanted.upper(), codes) or nearest(wanted.lower(), [standard.name for standard in STANDARDS])
    stop(f"there is no code {wanted!r}; " + (f"did you mean `{near}`?" if near else f"known are {', '.join(codes)}"))
