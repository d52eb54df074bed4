"""What a sentence says, as values that can be compared: duties, sums and shares, times, law, posts and persons.

Goes in: a text. Comes out: counts of values, equal however the text writes them. May not know anything of documents or of their changes.
"""
