"""GitHub-flavoured Markdown: documents, and redlines for a pull request."""
