"""The drafting rules, one per file, and the drafts that they check.

Goes in: a Document, or a file that docgen did not make. Comes out: findings, each a Problem with its place.
A rule may not change what it checks: `apply_fixes` makes the new text of a source.
"""
