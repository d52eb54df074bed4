"""Two Documents make a Redline, and what each change means.

Goes in: two Documents. Comes out: a Redline with numbered changes and their findings.
May not touch files, or ask where a Document came from.
"""
