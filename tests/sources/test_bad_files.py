"""Files that cannot be read or written, link elsewhere, or are too large: each is a problem, and no old document is harmed."""

from __future__ import annotations

import errno
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.composition.build import build
from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import Document
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.partnership.repository import chosen, find_root
from docgen.sources import files
from tests.scratch import CLAUSE, FILES, NEXT, OTHER, REVISION, Scratch, repository

HOUSE = "templates/mou/house.docx"
DOCX = ("docx",)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def code(scratch: Scratch, *names: str, formats: tuple[str, ...] = ("json", "markdown")) -> tuple[str, str]:
    """The file and the code of the one problem of a run."""
    (problem,) = scratch.problems(*names, formats=formats)
    assert problem.expected or problem.advice
    return problem.position.file, problem.code


def composed(scratch: Scratch, name: str) -> Document:
    return compose(load(scratch.root, name), Library(scratch.root))


def test_bytes_that_are_not_utf8_are_reported_at_their_place(scratch: Scratch) -> None:
    scratch.write(OTHER, b"title: Agreement\nsubtitle: caf\xe9\n")
    (problem,) = scratch.problems("other")
    assert (problem.position, problem.code) == (Position(OTHER, 2, 14), "not-utf8")
    assert "0xe9" in problem.seen


def test_a_byte_order_mark_and_carriage_returns_change_nothing(scratch: Scratch) -> None:
    plain = composed(scratch, "scratch/2")
    for file in (CLAUSE, REVISION, NEXT):
        scratch.write(file, b"\xef\xbb\xbf" + FILES[file].replace("\n", "\r\n").encode())
    assert composed(scratch, "scratch/2") == plain


def test_a_column_after_a_byte_order_mark_is_the_one_an_editor_shows(scratch: Scratch) -> None:
    scratch.write(OTHER, b"\xef\xbb\xbf" + FILES[OTHER].replace("title: A", "titel: A", 1).replace("\n", "\r\n").encode())
    assert {problem.position for problem in scratch.problems("other") if problem.code == "unknown-key"} == {Position(OTHER, 1, 1)}


@pytest.mark.parametrize("file", [OTHER, CLAUSE])
def test_a_file_of_ten_megabytes_is_refused(scratch: Scratch, file: str) -> None:
    scratch.write(file, FILES[file] + "# " + "x" * 10_000_000)
    assert {problem.code for problem in scratch.problems()} == {"too-large"}


def test_a_value_of_ten_megabytes_is_refused(scratch: Scratch) -> None:
    scratch.edit(OTHER, "Another agreement", "x" * 10_000_000)
    assert code(scratch, "other") == (OTHER, "too-large")


def test_aliases_that_multiply_are_stopped(scratch: Scratch) -> None:
    laughs = "control:\n  a: &a [" + ",".join(["ha"] * 10) + "]\n"
    laughs += "".join(f"  {b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    scratch.write(OTHER, FILES[OTHER] + laughs)
    assert code(scratch, "other") == (OTHER, "too-many-values")


def test_aliases_that_nest_are_stopped(scratch: Scratch) -> None:
    nest = "control:\n  a0: &a0 x\n" + "".join(f"  a{n + 1}: &a{n + 1} [*a{n}]\n" for n in range(5_000))
    scratch.write(OTHER, FILES[OTHER] + nest)
    assert code(scratch, "other") == (OTHER, "too-deep")


def test_an_alias_used_with_measure_stands_for_its_value(scratch: Scratch) -> None:
    scratch.write(OTHER, FILES[OTHER].replace("title: Another agreement", "title: &t Another agreement\nsubtitle: *t"))
    assert load(scratch.root, "other/1").revision.subtitle == "Another agreement"


def test_loops_in_loops_without_end_are_stopped(scratch: Scratch) -> None:
    loop = "".join(f"{{% for a{n} in groups %}}" for n in range(9)) + "x" + "{% endfor %}" * 9
    scratch.edit(REVISION, "  board: {name: Joint Board}", "".join(f"  g{n}: {{name: Group {n}}}\n" for n in range(20)).rstrip("\n"))
    scratch.edit(CLAUSE, "{{ chair }} chairs", f"{{{{ chair }}}} {loop} chairs")
    assert code(scratch, "scratch/1") == (CLAUSE, "endless-loop")


def test_no_file_is_read_through_a_link_that_leaves_the_repository(scratch: Scratch, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(FILES[OTHER], encoding="utf-8")
    (scratch.root / OTHER).unlink()
    (scratch.root / OTHER).symlink_to(outside)
    assert code(scratch, "other") == (OTHER, "outside")


@pytest.mark.parametrize("folder", ["clauses/meetings", "partnerships/scratch", "templates/mou"])
def test_no_file_is_read_from_a_folder_linked_from_outside(scratch: Scratch, tmp_path: Path, folder: str) -> None:
    shutil.move(scratch.root / folder, tmp_path / "elsewhere")
    (scratch.root / folder).symlink_to(tmp_path / "elsewhere")
    results = scratch.build("scratch", formats=("docx", "html"))
    assert {problem.code for built in results.values() for problem in built.problems} == {"outside"}
    assert scratch.files() == {}


def test_links_in_a_circle_are_a_problem(scratch: Scratch) -> None:
    (scratch.root / OTHER).unlink()
    (scratch.root / OTHER).symlink_to("1.yaml")
    assert code(scratch, "other") == (OTHER, "unreadable")


def test_a_folder_in_the_place_of_a_file_is_a_problem(scratch: Scratch) -> None:
    (scratch.root / OTHER).unlink()
    (scratch.root / OTHER).mkdir()
    assert code(scratch, "other") == (OTHER, "unreadable")


@pytest.mark.parametrize("name", ["partnerships/other/Draft 2.yaml", "partnerships/other/2.yml", "partnerships/Other Body/1.yaml"])
def test_a_revision_whose_file_has_a_bad_name_is_reported_and_not_skipped(scratch: Scratch, name: str) -> None:
    scratch.write(name, FILES[OTHER])
    assert code(scratch) == (name, "bad-name")


@pytest.mark.parametrize("name", ["../other/1", "scratch/../other/1", "/etc/passwd", "scratch/../../x", "nobody"])
def test_a_revision_named_by_a_path_is_no_revision(scratch: Scratch, name: str) -> None:
    with pytest.raises(DocgenError) as caught:
        chosen(scratch.root, [name])
    assert [problem.code for problem in caught.value.problems] == ["unknown-revision"]


def test_a_folder_without_partnerships_says_how_to_make_a_repository(tmp_path: Path) -> None:
    with pytest.raises(DocgenError) as caught:
        find_root(tmp_path)
    assert "docgen init" in caught.value.problems[0].advice


def no_zip(path: Path) -> None:
    path.write_bytes(b"This is no zip.")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 100_000_000)


def rewritten(path: Path, part: str, old: bytes, new: bytes | None) -> None:
    """The house file with a part changed, or without it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name != part or new is not None:
                archive.writestr(name, data.replace(old, new) if name == part and new is not None else data)


def no_part(path: Path) -> None:
    rewritten(path, "word/styles.xml", b"", None)


def no_style(path: Path) -> None:
    rewritten(path, "word/styles.xml", b'w:val="Body Text"', b'w:val="Other Text"')


def no_marker(path: Path) -> None:
    rewritten(path, "word/document.xml", b"{{ body }}", b"body")


def bad_xml(path: Path) -> None:
    rewritten(path, "word/styles.xml", b"</w:styles>", b"")


def entities(path: Path) -> None:
    rewritten(path, "word/document.xml", b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document')


def unknown_name(path: Path) -> None:
    rewritten(path, "word/document.xml", b"{{ title }}", b"{{ titel }}")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [no_zip, bomb, no_part, no_style, no_marker, bad_xml, entities, unknown_name, gone])
def test_a_bad_house_file_is_reported_and_other_formats_are_built(scratch: Scratch, spoil: object) -> None:
    scratch.build(formats=DOCX)
    old = scratch.files()
    assert callable(spoil)
    spoil(scratch.root / HOUSE)
    results = scratch.build(formats=DOCX)
    problems = {problem for built in results.values() for problem in built.problems}
    assert problems and {problem.position.file for problem in problems} == {HOUSE}
    assert scratch.files() == old
    assert all(built.files for built in scratch.build(formats=("json", "markdown")).values())


@pytest.mark.parametrize("file", ["page.css", "page.html.jinja"])
def test_a_missing_part_of_a_style_is_reported(scratch: Scratch, file: str) -> None:
    (scratch.root / "templates/mou" / file).unlink()
    (problem,) = scratch.problems("other", formats=("html",))
    assert (problem.position.file, problem.code) == (f"templates/mou/{file}", "unreadable")


@pytest.mark.parametrize(
    ("file", "data"), [("page.css", b"a { b: \xff }"), ("page.html.jinja", b"{% if %}"), ("page.html.jinja", b"{{ nobody }}"), ("page.html.jinja", b"\xff")]
)
def test_a_bad_part_of_a_style_is_reported(scratch: Scratch, file: str, data: bytes) -> None:
    scratch.write(f"templates/mou/{file}", data)
    (problem,) = scratch.problems("other", formats=("html",))
    assert problem.position.file == f"templates/mou/{file}"


def test_a_chart_that_cannot_be_drawn_is_reported(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "{{ chair }} chairs", "{{ chair }} chairs\n\n{{ structure }}\n\n")
    scratch.write("templates/mou/structure.typ", "#nothing(")
    assert code(scratch, "scratch/1", formats=("html",)) == ("templates/mou/structure.typ", "bad-template")


def test_a_line_of_unclosed_tags_is_parsed_in_no_time(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "{{ chair }} chairs", "{{ chair }} chairs " + "{{" * 100_000)
    assert code(scratch, "scratch/1") == (CLAUSE, "unclosed-tag")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """A disk that is full after one more file."""
    written: list[Path] = []
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if written:
            write(self, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(self)
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    yield written


def test_a_full_disk_leaves_every_old_file_and_nothing_half_written(scratch: Scratch, full_disk: list[Path]) -> None:
    full_disk.clear()
    first = scratch.build("other", formats=("json",))
    assert first["other/1"].files
    old = scratch.files()
    full_disk.clear()
    (scratch.root / OTHER).write_text(FILES[OTHER].replace("Another", "One more"), encoding="utf-8")
    assert {problem.code for problem in scratch.problems("other")} == {"unwritable"}
    assert scratch.files() == old


@pytest.mark.parametrize("links", [True, False])
def test_when_a_later_rename_fails_the_files_already_replaced_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    replaced, replace, made = [], Path.replace, [tmp_path / name for name in ("a", "new", "b", "c")]
    for path in (made[0], made[2], made[3]):
        path.write_bytes(b"old " + path.name.encode())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def failing(self: Path, target: Path) -> Path:
        replaced.append(target)
        if len(replaced) == 3:
            raise PermissionError(errno.EACCES, "Permission denied")
        return replace(self, target)

    def no_links(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", failing)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    with pytest.raises(DocgenError) as error:
        files.write_together([(path, b"new") for path in made])
    assert [problem.position.file for problem in error.value.problems] == [made[2].as_posix()]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_temporary_file_is_left_after_files_were_replaced(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("a", "b", "c")]
    for data in (b"one", b"two"):
        assert files.write_together([(path, data) for path in made]) == (True, True, True)
    assert sorted(tmp_path.iterdir()) == made and {path.read_bytes() for path in made} == {b"two"}


def test_an_output_folder_below_a_file_is_a_problem(scratch: Scratch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    results = list(build(scratch.root, ["other/1"], ("json",), tmp_path / "file" / "below"))
    assert [problem.code for built in results for problem in built.problems] == ["unwritable"]


def test_a_folder_in_the_place_of_an_output_stays(scratch: Scratch) -> None:
    (scratch.output / "other" / "other-1.json").mkdir(parents=True)
    assert {problem.code for problem in scratch.problems("other")} == {"unwritable"}
    assert list((scratch.output / "other").iterdir()) == [scratch.output / "other" / "other-1.json"]


def test_files_that_have_not_changed_are_not_written_again(scratch: Scratch) -> None:
    scratch.build()
    before = {path: path.stat().st_mtime_ns for path in scratch.output.rglob("*.*")}
    results = scratch.build()
    assert not any(new for built in results.values() for _, new in built.files)
    assert {path: path.stat().st_mtime_ns for path in scratch.output.rglob("*.*")} == before


def test_a_path_lies_inside_the_repository_or_not(tmp_path: Path) -> None:
    assert files.inside(tmp_path, tmp_path / "a" / "b") and not files.inside(tmp_path, tmp_path / ".." / "x")
