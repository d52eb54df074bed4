"""The drafting rules, one a file, and the drafts that they read.

Goes in: a Document, or a file that nobody composed. Comes out: findings, each a Problem with its place.
Only `apply_fixes` changes a source.
"""
