"""Word files that any program saved, read as lines: with all tracked changes accepted, and with all rejected."""
