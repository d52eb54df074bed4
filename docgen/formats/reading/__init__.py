"""Files that docgen did not make, of any format: `file_text` is what each format's reader returns, and from it comes a Document.

In: the lines of a file as its program shows them. Out: a Document, and what became of every word. This folder knows no format.
"""
