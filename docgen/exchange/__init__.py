"""Returned drafts and imported documents become changes of sources.

Goes in: files that others wrote or edited, and a repository. Comes out: edits of partnership files and clauses, new partnership files, and reports.
May not print.
"""
