"""The drafting rules, one per file, and the drafts that they check.

Goes in: a Document, or a file that docgen did not make. Comes out: findings, each a Problem with its place. Only `apply_fixes` changes a source.
"""
