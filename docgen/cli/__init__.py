"""The command line: the only room that prints, and the only one that reads the clock.

Goes in: what a user types. Comes out: files, lines on the terminal and an exit status.
May not hold rules of the domain: commands call the rooms below.
"""
