"""Language tags (BCP 47, RFC 5646) for words in another language: which are valid, and which way the writing runs."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])
"""Scripts (ISO 15924)."""


def is_tag(text: str) -> bool:
    """Whether the text is a language tag that browsers and Word know, with or without script, region and variants: `cy`, `en-US`, `pa-Arab-PK`."""
    from babel.core import Locale, get_global

    if not (found := _TAG.fullmatch(text)):
        return False
    language = found[1].lower()
    # CLDR lacks small languages with three-letter codes. Screen readers do not know a code that it replaces by another ("cym").
    return language in Locale("en").languages or (len(language) == 3 and language not in get_global("language_aliases"))


def probable_tag(text: str) -> str:
    """The tag that was probably meant by a text that is not one: an older code, or a language's English name; else ""."""
    from babel.core import Locale, get_global

    names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
    return str(get_global("language_aliases").get(text.lower()) or names.get(text.casefold(), "")).replace("_", "-")


@lru_cache(maxsize=256)
def is_right_to_left(tag: str) -> bool:
    """Whether the language runs from right to left: in the script that the tag names, or else in its usual script."""
    from babel.core import get_global

    language, *rest = tag.split("-")
    scripts = get_global("likely_subtags")
    regions = [f"{language.lower()}_{part.upper()}" for part in rest]
    likely = next((scripts[key] for key in (*regions, language.lower()) if key in scripts), "")
    script = next((part for part in (*rest, *likely.split("_")) if len(part) == 4 and part.isalpha()), "")
    return script.title() in _RIGHT_TO_LEFT
