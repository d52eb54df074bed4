"""PDF files with text, to be read alone: their lines are known only by place, size and weight, and their tables only by columns."""
