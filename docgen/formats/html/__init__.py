"""Web pages: documents and redlines, each one file that fetches nothing."""

CHARTS = ("svg",)
"""The image formats in which the writers need charts."""
