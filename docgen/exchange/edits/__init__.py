"""What partners changed in a composed revision: edits, each with its sort, and what applying some of them gives.

In: a composed revision, and the same document as it came back. Out: edits, new texts of the partnership file and of clauses, and a proof.
"""
