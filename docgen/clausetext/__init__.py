"""The language of clauses: Markdown with fields and logic, and its sandboxed expressions.

Goes in: the text of a clause. Comes out: a template, the nodes of a Document with fields among them.
May not touch files, or know which clause or partnership a text belongs to.
"""
