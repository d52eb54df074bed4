"""The command `docgen rule`."""

from __future__ import annotations

import click


@click.command()
@click.argument("code", metavar="CODE|NAME")
def command(code: str) -> None:
    """Explain a drafting rule: what it finds and why, with examples."""
    from docgen.checks.rulebook import page, rules, suggestion

    found = [rule for rule in rules() if code.upper() == rule.code or code == rule.name]
    if not found:
        raise click.BadParameter(f"There is no rule “{code}”. {suggestion(code)}".strip(), param_hint="CODE")
    click.echo(page(found[0]))
