"""One folder for each format, its reader and its writers together; what they share stands beside them.

Goes in: a Document or a Redline, and a house style. Comes out: bytes, and Documents read back.
A format may not import another, or know clauses and partnerships.
"""
