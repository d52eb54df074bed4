"""The command line: the only room that prints, and the only one that reads the clock.

Input: what a user types. Output: files, lines on the terminal and an exit status.
It holds no domain rules: commands call the rooms below.
"""
