"""The commands of `docgen`, one per file: `command` in `where_used.py` is `docgen where-used`."""
