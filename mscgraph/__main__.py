"""Run the command line: ``python -m mscgraph``."""

from mscgraph.cli import main

main()
