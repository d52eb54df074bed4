"""The command `docgen init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Create a working docs repository in FOLDER.

    It holds a Makefile, the starter library, the house style and one example.
    """
    from docgen.governance.new_repository import start

    for line in start(folder):
        click.echo(line)
