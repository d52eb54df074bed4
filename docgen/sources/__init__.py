"""Files on disk, YAML with the position of every value, schemas, and merging of texts.

Goes in: paths inside a repository. Comes out: text, YAML trees with positions, models and Problems.
The only room that reads and writes files; it knows nothing of clauses or formats.
"""
