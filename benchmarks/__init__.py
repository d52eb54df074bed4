"""Benchmarks of docgen, against the work that cannot be avoided and against other programs."""
