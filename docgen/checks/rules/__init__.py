"""The drafting rules, one a file: `w101_doubled_word.py` holds the rule W101, doubled-word. Its docstring is its page: a summary, why, and examples.

`SEVERITY` is "error" or "warning"; a rule with `DEFAULT = False` runs only where it is selected, and one with `LOCAL = True` looks at each
passage alone; `check` gives the findings in a draft.
"""
