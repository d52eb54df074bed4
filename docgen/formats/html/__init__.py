"""Web pages: documents and redlines, each one file that fetches nothing."""

CHARTS = ("svg",)
"""The pictures that its writers need of a chart."""
