"""The instrument of variation: amendments as data, which a small interpreter applies to the old text to prove that they make the new one."""
