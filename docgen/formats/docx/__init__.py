"""Word: documents, redlines with tracked changes, and comments, as WordprocessingML. Only `ooxml` sees angle brackets."""

CHARTS = ("png", "svg")
"""The image formats in which the writers need charts."""
