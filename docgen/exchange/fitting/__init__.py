"""A revision fitted to a wanted document: its partnership file is changed until the revision composes to it, and as little as that takes.

In: a revision with its sources, and a document in the form of `as_read`. Out: a new text of its own file. This folder knows no edits, only the two documents.
"""
