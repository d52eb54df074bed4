"""The command `docgen init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a working docs repository in FOLDER: Makefile, starter library, house style and one example."""
    from docgen.governance.starter import start

    for line in start(folder):
        click.echo(line)
