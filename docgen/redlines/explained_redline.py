"""A redline with what is known of its changes."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.comparison.change_findings import is_of_substance
from docgen.document.explanation import Explanation
from docgen.document.redline import Redline


@dataclass(frozen=True, slots=True)
class Comparison:
    """A redline, and why each of its changes was made and what it means, by the id of the change."""

    redline: Redline
    explanations: dict[int, Explanation]
    notes: tuple[str, ...] = ()
    """What differs and is not among the changes, as sentences."""

    @property
    def of_substance(self) -> bool:
        """Whether anything other than order and appearance changed."""
        return any(is_of_substance(change, self.explanations[change.id].findings) for change in self.redline.changes)
