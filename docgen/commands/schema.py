"""The command `docgen schema`."""

from __future__ import annotations

import json

import click

from docgen import terminal


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Print the JSON Schema of partnership files, with the parameters of the library's clauses."""
    from docgen.jsonschema import schema as made

    click.echo(json.dumps(made(terminal.root(context)), ensure_ascii=False, indent=2))
