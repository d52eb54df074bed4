"""The redline of two Word files, written into the new one: its styles, headers and pictures stay, and tracked changes show what the old file had."""
