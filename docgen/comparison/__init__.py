"""Two Documents make a Redline, and each of its changes gets findings.

Goes in: two Documents. Comes out: a Redline with numbered changes, and what they mean.
May not touch files, or ask where a Document came from.
"""
