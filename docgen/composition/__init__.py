"""A resolved revision becomes a Document: bind, number, refer, front matter; and the build writes it.

Goes in: a revision and the library. Comes out: a Document, and the files of each format.
May not touch YAML: `partnership` has resolved what the files say.
"""
