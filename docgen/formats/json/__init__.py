"""The archive form: a Document as JSON, and back."""
