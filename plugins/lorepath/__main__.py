"""`python -m lorepath`."""

from lorepath.cli import main

main(prog_name="lorepath")
