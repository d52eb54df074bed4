"""The command `docgen rules`."""

from __future__ import annotations

import click

from docgen.cli import terminal


@click.command()
@terminal.json_option
@click.option("--markdown", is_flag=True, help="Print all rules in full, with reasons and examples: the text of docs/rules.md.")
def command(as_json: bool, markdown: bool) -> None:
    """List the drafting rules."""
    from docgen.checks.rulebook import reference, rules

    if markdown:
        click.echo(reference(), nl=False)
        return
    rows = [(rule.code, rule.name, rule.severity, "yes" if rule.default else "no", rule.summary) for rule in rules()]
    terminal.table(("CODE", "NAME", "SEVERITY", "DEFAULT", "SUMMARY"), rows, as_json)
