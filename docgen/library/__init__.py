"""Clauses and their versions, the types of their parameters, and the law they rest on.

Goes in: the files under `clauses/`. Comes out: frozen clauses with their templates.
May not know which partnership uses a clause.
"""
