"""`make words`: rebuild docgen/checks/spelling/common.txt, the words of the clause library and the examples that are in the dictionary."""

from __future__ import annotations

import re
from pathlib import Path

from num2words import num2words

from docgen.checks.spelling import dictionary

ROOT = Path(__file__).parents[1]
SOURCES = ("clauses/**/*.md", "partnerships/**/*.yaml")
HEAD = "# Words of the clause library that the dictionary knows, made by `make words`: a text that has no others needs no dictionary.\n"


def main() -> None:
    texts = [num2words(number) for number in range(100)]
    texts += [path.read_text(encoding="utf-8") for pattern in SOURCES for path in sorted(ROOT.glob(pattern))]
    words = {word for text in texts for form in (text, text.replace("-", "")) for word in re.findall(r"[a-z]{2,}", form.casefold())}
    known = sorted(filter(dictionary.is_in_dictionary, words - set(dictionary.listed(dictionary.LEGAL))))
    dictionary.COMMON.write_text(HEAD + "".join(f"{word}\n" for word in known), encoding="utf-8")


if __name__ == "__main__":
    main()
