"""What is wrong in a repository, for `docgen check`, before a release or an approval, and after a build."""

from __future__ import annotations
