"""The commands `docgen clause …`, each in a file of its own."""

from __future__ import annotations

import click

from docgen.commands import _clause_suggest

command = click.Group("clause", help="Work on the clauses of the library.")
command.add_command(_clause_suggest.command)
