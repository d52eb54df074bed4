"""British spelling: a dictionary for Hunspell, words of law and public bodies that it lacks, and whether a word is in either.

`en_GB.aff` and `en_GB.dic` come from SCOWL as they are, under the terms of `LICENCE`. `legal.txt` is docgen's own, and so is `common.txt`: the words of
the clause library, which the dictionary knows, so that it is read only where a text has others.
"""
