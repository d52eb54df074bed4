"""A Word file that came back: the build that it was made of, what was changed in it and by whom, its comments, and the report on it."""
