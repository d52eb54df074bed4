"""`make bench`: `docgen review` of a file of about 100 pages with 40 edits, the whole command in a cold process, beside programs that compare the two files."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import yaml

from benchmarks.redline import ROOT
from benchmarks.redline_peers import command_of_peers, made_by
from docgen.composition.compose import compose
from docgen.document.tree import plain
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.sources import yaml_tree
from tests.tracked_words import tracked

REVISION, NAME = "halton/2020", "long"
TIMES, VALUES, WORDS, LIMIT = 5, 10, 30, 2.0
_ONCE = ("endorsement", "status-of-draft", "wider-partnerships")
"""Sections that a document can have only once."""
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]*)</w:t></w:r>')
_PERIOD = re.compile(r"\b\d+ (?:working days|months|weeks)\b")
_ADDED = ("each", "joint", "local", "annual")


class _Writer(yaml.SafeDumper):
    """Writes lines of text as they are read, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Writer.add_representer(str, lambda writer, text: writer.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def repository(folder: Path) -> None:
    """Write a repository with one partnership of about 100 pages: the sections of a real revision, several times, each with its clauses and values."""
    for part in ("clauses", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    base = load(ROOT, REVISION)
    facts = deepcopy(yaml_tree.plain(base.source))
    facts.pop("extends")
    titles = {section.id: plain(section.title) for section in compose(base, Library(ROOT)).sections}
    for turn in range(2, TIMES + 1):
        facts["sections"] |= {f"{id}-{turn}": _again(section, turn) | {"title": f"{titles[id]} ({turn})"} for id, section in _repeated(facts["sections"])}
    target = folder / "partnerships" / NAME / "2026.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(yaml.dump(facts, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")


def _repeated(sections: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(id, section) for id, section in sections.items() if id not in _ONCE and not id[-1].isdigit()]


def _again(section: dict[str, Any], turn: int) -> dict[str, Any]:
    made = {key: value for key, value in deepcopy(section).items() if key not in ("before", "after")}
    if "sections" in made:
        made["sections"] = {f"{id}-{turn}": _again(child, turn) for id, child in made["sections"].items()}
    return made


def returned(built: Path, target: Path, seed: int, marks: bool) -> None:
    """Write the file with other values and words in places that depend on the seed, as tracked changes or typed over."""
    chosen = random.Random(seed)
    with ZipFile(built) as archive, ZipFile(target, "w", ZIP_DEFLATED) as out:
        for name in archive.namelist():
            data = archive.read(name)
            out.writestr(name, "".join(_edited(data.decode(), chosen, marks)) if name == "word/document.xml" else data)


def _edited(text: str, chosen: random.Random, marks: bool) -> Iterator[str]:
    runs = list(_RUN.finditer(text))
    values = [run for run in runs if _PERIOD.search(run[2])]
    words = [run for run in runs if len(run[2].split()) > 12 and run not in values]
    at = 0
    for number, run in enumerate(sorted([*chosen.sample(values, VALUES), *chosen.sample(words, WORDS)], key=lambda run: run.start())):
        start, end, new = _edit(run[2], chosen)
        looks, old = run[1] or "", run[2][start:end]
        yield text[at : run.start()] + _run(looks, run[2][:start])
        yield f"{_mark('del', _run(looks, old, 'delText'), number)}{_mark('ins', _run(looks, new), number)}" if marks else _run(looks, new)
        yield _run(looks, run[2][end:])
        at = run.end()
    yield text[at:]


def _edit(words: str, chosen: random.Random) -> tuple[int, int, str]:
    """The place of some words in a text, and the words to put there: another period, or one word more."""
    if period := _PERIOD.search(words):
        return period.start(), period.end(), re.sub(r"\d+", lambda digits: str(int(digits[0]) + chosen.randint(1, 3)), period[0])
    word = list(re.finditer(r"\S+", words))[chosen.randint(3, 8)]
    return word.start(), word.end(), f"{chosen.choice(_ADDED)} {word[0]}"


def _run(looks: str, words: str, tag: str = "t") -> str:
    return f'<w:r>{looks}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>' if words else ""


def _mark(kind: str, run: str, number: int) -> str:
    return f'<w:{kind} w:id="{9000 + 2 * number + (kind == "ins")}" w:author="Jo Doe" w:date="2026-05-04T09:00:00Z">{run}</w:{kind}>' if run else ""


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="which edits; by default others each time")
    seed = parser.parse_args().seed
    with TemporaryDirectory() as name:
        folder = Path(name)
        repository(folder)
        docgen = [sys.executable, "-m", "docgen", "--root", name]
        subprocess.run([*docgen, "build", NAME, "--format", "docx", "--output", f"{name}/build"], check=True, stdout=subprocess.DEVNULL)
        built = next((folder / "build").rglob("*.docx"))
        texts = [tracked(built.read_bytes(), contents=False).new] * 2
        count = sum(len(line.split()) for line in texts[0])
        print(f"A returned file of {count:,} words with {VALUES} other values and {WORDS} other words, seed {seed}; CPU of the whole command")
        for made, marks in (("tracked", True), ("typed over", False)):
            back, out = folder / f"{seed}.docx", folder / "out.json"
            returned(built, back, seed, marks)
            done = made_by("", [*docgen, "review", str(back), "--page", str(out)], out, [()], shown=False)
            print(f"  docgen review --page, {made:10} {done.seconds:5.2f} s")
            done = made_by("", [*docgen, "review", str(back)], out, [()], shown=False)
            print(f"  docgen review, {made:10} {done.seconds:5.2f} s (<= {LIMIT})")
            for peer, command in command_of_peers(str(built), str(back), str(folder / "out.docx")) if not marks else ():
                print(f"  {peer:35} {made_by(peer, command, folder / 'out.docx', texts, shown=False).seconds:5.2f} s, which compares the two files")


if __name__ == "__main__":
    main()
