"""The cellar: WordprocessingML and its package (ECMA-376), as strings. Nothing here knows what a document is about, and
nothing above it sees an angle bracket.

Functions give and take finished XML as `str`; text enters only through `markup`.
"""
