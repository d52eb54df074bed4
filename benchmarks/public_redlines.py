"""`make bench TEXTS=folder`: redlines of public agreements by docgen and by other programs, side by side.

`python -m benchmarks.public_redlines FOLDER [--clone] [--moves]`: the folder holds clones of the repositories that `public_pairs` lists, and
`--clone` makes those that are not there. `--moves` shows the words of each move, for a reader to judge.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.imported_markdown import imported, word_file
from benchmarks.public_pairs import PAIRS, clone, cloning, versions
from benchmarks.redline_peers import Compared, compared, lines
from tests.foreign import with_ids_by_place, with_ids_of_titles
from tests.judges import require


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--clone", action="store_true")
    parser.add_argument("--moves", action="store_true")
    told = parser.parse_args()
    print("Public agreements: two versions of each, which are not kept here")
    for pair in PAIRS:
        if told.folder and told.clone:
            clone(pair, told.folder)
        texts = versions(pair, told.folder) if told.folder else None
        print(f"  {pair.name} ({pair.repository}, {pair.path}; {pair.old[:7]} to {pair.new[:7]}; {pair.licence})")
        if texts is None:
            print(f"    skipped, for it is not here; get it by {' '.join(cloning(pair, told.folder or Path('FOLDER')))}, or with --clone")
            continue
        results = _results(*texts)
        print("\n".join(lines(results)))
        if told.moves:
            _show_moves(results)
        sys.stdout.flush()


def _show_moves(results: list[Compared]) -> None:
    for result in results:
        for _, text in result.found.moves if result.found else ():
            print(f"      {result.name}: {'not ' if result.found and text in result.found.false_moves else ''}moved: {text}")


def _results(old: str, new: str) -> list[Compared]:
    pandoc = require("pandoc")
    before, after = imported(old, pandoc), imported(new, pandoc)
    documents = {
        "docgen, ids from titles": (with_ids_of_titles(before), with_ids_of_titles(after)),
        "docgen, no ids in common": (with_ids_by_place(before, "old"), with_ids_by_place(after, "new")),
    }
    with TemporaryDirectory() as folder:
        word_file(old, Path(folder) / "old.docx", pandoc)
        word_file(new, Path(folder) / "new.docx", pandoc)
        return list(compared(Path(folder), documents))


if __name__ == "__main__":
    main()
