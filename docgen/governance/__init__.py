"""Versions, releases, approvals, the impact of a new clause, and the catalogue of the library.

Goes in: a repository. Comes out: reports, and new text for source files, which a command writes.
May not print.
"""
