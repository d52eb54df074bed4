"""The command `docgen schema`."""

from __future__ import annotations

import json

import click

from docgen.cli import terminal


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Print the JSON Schema of partnership files, for your editor."""
    from docgen.partnership.editor_schema import schema

    click.echo(json.dumps(schema(terminal.root(context)), ensure_ascii=False, indent=2))
