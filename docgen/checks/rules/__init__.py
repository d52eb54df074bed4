"""The drafting rules, one per file: `w101_doubled_word.py` holds the rule W101, doubled-word. Its docstring is its page: a summary, why, and examples.

`SEVERITY` is "error" or "warning". `DEFAULT = False` marks a rule that runs only if selected, `LOCAL = True` one that looks at each passage by itself.
`check` yields the findings in a draft.
"""
