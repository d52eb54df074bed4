"""Plain text, to be read alone: nothing in it is marked, so what each line is has to be seen from its words and its place."""
