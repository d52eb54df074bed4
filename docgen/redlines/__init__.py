"""Why a text changed: causes, and the reports and instruments made from a redline.

Goes in: two revisions. Comes out: a redline with the cause of each change, as files and Documents.
May not change a source.
"""
