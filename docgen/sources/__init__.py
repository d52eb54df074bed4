"""Files on disk, YAML with the place of every value, schemas, and merging of texts.

Goes in: paths inside a repository. Comes out: text, positioned trees, models and Problems.
The one room that reads and writes files; it knows nothing of clauses or formats.
"""
