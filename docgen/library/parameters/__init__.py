"""The types of clause parameters, one file each.

A module has `parse(node, parameter, facts)`, which gives the value of a YAML node or raises DocgenError, and `schema(parameter)`,
which gives the JSON Schema that editors complete from. Its docstring says what a drafter types.
"""
