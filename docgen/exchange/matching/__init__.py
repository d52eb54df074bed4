"""Sections of a document that are clauses of the library: the values with which a clause says exactly what the section says.

The text of a clause anchors the search, its fields capture words, and its conditions and loops are tried. Whatever is found is proved by filling the
clause in, so the search may guess.
"""
