"""Sections, headings, levels and kinds of lines: which are the same in two documents, and which changed or moved."""
