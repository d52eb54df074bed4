"""docgen composes memoranda of understanding from versioned clauses and the facts of a partnership."""

__version__ = "0.1.0"
