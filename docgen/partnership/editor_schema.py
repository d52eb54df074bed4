"""The JSON Schema of partnership files, for completion in editors: the fixed keys and the parameters of each clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Parameter
from docgen.partnership.revision import Revision
from docgen.sources import yaml_tree
from docgen.sources.registry import entry


def schema(root: Path) -> dict[str, Any]:
    """The schema (draft 2020-12) for the files of a repository. Clauses that cannot be read are left out."""
    made: dict[str, Any] = Revision.model_json_schema(by_alias=True)
    required = made.pop("required")
    section = made["$defs"]["Section"]
    clauses = [clause for clause in Library(root).readable() if clause.front.status != "withdrawn"]
    section["properties"]["clause"] = {"description": "A clause version of the library.", "enum": [clause.name for clause in clauses]}
    section["allOf"] = [_values(clause) for clause in clauses]
    listed = made["properties"]["approvers"]
    listed["items"] = {"anyOf": [listed["items"], {"type": "string", "description": "The post alone, if no two parties have it."}]}
    for name, part in made["$defs"].items():
        # A revision that extends another states only what changed in a body; the items of a list are always whole.
        if name not in ("Signatory", "Approver"):
            part.pop("required", None)
    _nullable(made)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "docgen partnership file",
        "anyOf": [{"required": ["extends"]}, {"required": required}],
    }


def _values(clause: Clause) -> dict[str, Any]:
    properties = {name: _parameter(parameter) for name, parameter in clause.parameters.items()}
    with_values = {"properties": {"with": {"properties": properties, "additionalProperties": False}}}
    return {"if": {"properties": {"clause": {"const": clause.name}}, "required": ["clause"]}, "then": with_values}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    needed = " Required." if parameter.default is None else ""
    made: dict[str, Any] = {"description": parameter.help + needed, "examples": [yaml_tree.plain(parameter.example)]}
    return {"anyOf": [entry("library.parameters", parameter.type).schema(parameter), {"type": "null"}], **made}


def _nullable(node: Any) -> None:
    """Allow null for every entry of a mapping by id, which removes the entry that is extended, and allow no other ids."""
    if isinstance(node, dict):
        for pattern, value in node.get("patternProperties", {}).items():
            node["patternProperties"][pattern] = {"anyOf": [value, {"type": "null"}]}
            node["additionalProperties"] = False
        for child in node.values():
            _nullable(child)
    elif isinstance(node, list):
        for child in node:
            _nullable(child)
