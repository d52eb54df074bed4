"""A typed parameter of a clause, and the facts that its value may name."""

from __future__ import annotations

from dataclasses import field

from docgen.clausetext.named_facts import Names
from docgen.document.frozen_dataclass import dataclass
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a clause. `default` is None where a value is required."""

    name: str
    type: str
    help: str
    example: yaml_tree.Node
    default: yaml_tree.Node | None = None
    of: str = "text"
    options: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    form: bool = False
    """Whether the default is only a form of words, and states nothing that the parties must agree."""

    @property
    def kind(self) -> str:
        """The type; 'list of party' for a list."""
        return f"{self.type} of {self.of}" if self.type == "list" else self.type


@dataclass(frozen=True, slots=True)
class Facts:
    """The parties and groups of the partnership file, which a value may name."""

    parties: Names
    groups: Names
