"""What a document and a redline are: frozen nodes, values, problems with their places.

Goes in: nothing. Comes out: the values that every other room passes on.
May not touch files, YAML or any format.
"""
