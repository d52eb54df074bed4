"""Files on disk, YAML with the position of every value, schemas, and merging of texts.

Goes in: paths inside a repository. Comes out: text, YAML trees with positions, models and Problems.
Sources and outputs are read and written through `files`. May not know what a clause or a format is.
"""
