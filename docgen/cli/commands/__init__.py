"""The commands of `docgen`, one a file: `where_used.py` holds `docgen where-used`, as `command`."""
