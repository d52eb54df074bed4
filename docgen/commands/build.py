"""The command `docgen build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from docgen import terminal


@click.command()
@click.argument("names", nargs=-1, metavar="[PARTNERSHIP[/REVISION]]...")
@click.option(
    "--format", "formats", multiple=True, metavar="FORMAT", help="An output format (docx, html, markdown or md, json); repeat for more. All by default."
)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to; build/ in the repository by default.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], formats: tuple[str, ...], output: Path | None) -> None:
    """Write the documents of some revisions, or of all."""
    import gc

    # One short run: collecting garbage, while importing too, would cost a twentieth of it.
    gc.disable()
    from docgen import options
    from docgen.build import build as run
    from docgen.build import chosen

    root = terminal.root(context)
    chosen_names = chosen(root, names)
    output = output or root / "build"
    made = run(root, chosen_names, options.formats(formats), output)
    if sys.stderr.isatty():
        with click.progressbar(made, length=len(chosen_names), label="Building", file=sys.stderr, item_show_func=lambda b: b.id if b else "") as bar:
            results = list(bar)
    else:
        results = list(made)
    # Python would go through everything once more before it leaves.
    gc.freeze()
    terminal.tell_built(context, results)
