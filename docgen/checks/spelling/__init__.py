"""British spelling: a Hunspell dictionary, and the words of law and public bodies that it lacks.

`en_GB.aff` and `en_GB.dic` are unchanged from SCOWL, under the terms of `LICENCE`. `legal.txt` and `common.txt` are docgen's own. `common.txt` lists the
dictionary words used in the clause library, so that the dictionary is loaded only for texts with other words.
"""
