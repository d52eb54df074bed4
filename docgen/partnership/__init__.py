"""The facts of a revision, resolved: each section with its clause, its values and their places.

Goes in: the files of a partnership, and the library. Comes out: one frozen revision.
May not make a Document.
"""
