"""WordprocessingML and its package (ECMA-376), as strings: no module here knows what a document is about, and none above sees an angle bracket.

Functions take and return finished XML as `str`; text enters only through `markup`.
"""
