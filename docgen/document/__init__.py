"""What a document and a redline are: frozen nodes, values, and problems with their positions.

Goes in: nothing. Comes out: the values that every other room passes on.
May not touch files, YAML or any format.
"""
