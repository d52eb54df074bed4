"""What a clause asks for, a typed parameter, and the facts that its value may name."""

from __future__ import annotations

from dataclasses import field

from docgen.clausetext.facts import Names
from docgen.document.frozen import dataclass
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a clause asks for. `default` is None where a value is required."""

    name: str
    type: str
    help: str
    example: yaml_tree.Node
    default: yaml_tree.Node | None = None
    of: str = "text"
    options: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a value may name: the parties and groups of the partnership file."""

    parties: Names
    groups: Names
