"""The command `docgen verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import terminal

if TYPE_CHECKING:
    from docgen.governance.verify import Verdict


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--of", default="", metavar="PARTNERSHIP/REVISION", help="The revision that the file came from, if the file does not say.")
@click.pass_context
def command(context: click.Context, file: Path, of: str) -> None:
    """Check whether a file is exactly as released.

    Lists the sections that were edited. Exit status 1 unless every byte is as released.
    """
    from docgen.governance.verify import verify_file
    from docgen.sources import files

    path = file.resolve()
    found = verify_file(terminal.root(context), files.read(path.parent, path, files.LARGEST_DOCUMENT), str(file), of)
    if found.output:
        click.echo(f"{file} is {found.output} of {found.revision}, byte for byte as released.")
        _tell_errors(found)
        return
    edited, same_words = f"is not as released: it is an edited copy of {found.revision}", f"has the words of {found.revision} as released, but not its bytes"
    click.echo(f"{file} {edited if found.differences else same_words}.")
    if found.tracked:
        click.echo("It has tracked changes, which are read as accepted.")
    for line in found.differences:
        click.echo(f"  {line}")
    _tell_errors(found)
    context.exit(1)


def _tell_errors(found: Verdict) -> None:
    """Say with which errors the revision was released, and why."""
    if found.errors:
        click.echo(f"{found.revision} was {found.released}")
        for error in found.errors:
            click.echo(f"  {error}")
