"""Text in a house style has too little contrast with its background.

Readers with low vision, and all readers in bright light or of a poor print, need a contrast of 4.5 to 1, or 3 to 1 for text of 18 points, or 14 in bold
(WCAG 2.2, success criterion 1.4.3, which public bodies must meet). The rule checks the style sheets of each house style and the styles of its Word file. Text
without its own background is tried on the page and on each surrounding background, and reported only if none gives enough contrast.

Fails (page.css):

    body { background: #fff; color: #222; }
    .subtitle { color: #999; }

Fails (page.css):

    :root { --pale: #eef2f8; --blue: #7f9fd0; }
    .state { background: var(--pale); color: var(--blue); font-size: 2rem; }

Passes (page.css):

    :root { --blue: #1f3864; }
    thead th { background: var(--blue); color: #fff; }
    thead a { color: #fff; }
    .large { color: #888; font: bold 14pt Arial; }
    .pale { color: rgb(0 0 0 / 20%); }
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding

SEVERITY = "warning"
_LEAST, _LEAST_LARGE = 4.5, 3.0


def check(draft: Draft) -> Iterator[Finding]:
    for look in draft.looks:
        least = _LEAST_LARGE if look.large else _LEAST
        if look.contrast < least:
            yield Finding(look.position, f"Text of {look.what} has a contrast of {look.contrast:.1f} to 1.", f"{least:g} to 1 or more")
