"""What is tracked in Word in a way of its own: the cover, the contents, headings, lists, tables and the numbering scheme."""
