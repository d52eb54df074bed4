"""One folder for each format, with its reader and writers; the modules here are what formats share.

Goes in: a Document or a Redline, and a house style. Comes out: bytes, and Documents read back.
A format may not import another, or know clauses and partnerships.
"""
