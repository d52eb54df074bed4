"""The types of clause parameters, one file each.

In each module `parse(node, parameter, facts)` returns the value of a YAML node or raises DocgenError, `schema(parameter)` returns
the JSON Schema for completion in editors, and the docstring says what a drafter types.
"""
