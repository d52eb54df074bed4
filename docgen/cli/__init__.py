"""The command line: the only room that prints, and the only one that reads the clock.

Goes in: what a user types. Comes out: files, lines on the terminal and an exit status.
Holds no rule of the domain: a command calls the rooms below.
"""
