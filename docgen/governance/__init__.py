"""Versions, releases, approvals, the impact of a new clause, and the catalogue of the library.

Goes in: a repository. Comes out: reports, and new or changed source files.
May not print.
"""
