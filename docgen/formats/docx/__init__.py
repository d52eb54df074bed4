"""Word: documents, redlines with tracked changes, and comments, as WordprocessingML. Only `ooxml` sees angle brackets."""

CHARTS = ("png", "svg")
"""The pictures that its writers need of a chart."""
