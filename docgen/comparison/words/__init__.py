"""The words of texts: counted, indexed and aligned."""
