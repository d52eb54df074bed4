"""The programs whose reading of a Word file is measured: what installs them, at which version, and the command that gives their text."""

from __future__ import annotations

PYTHON = (
    *("mammoth==1.13.0", "python-docx==1.2.0", "docx2python==3.7.1", "docx2txt==0.9", "markitdown[docx]==0.1.9", "docxlatex==1.2.3"),
    *("docx-parser-converter==1.0.3", "docx2md==1.0.5", "docx2everything==1.1.0", "betteroffice-docx==0.2.1", "pypandoc_binary==1.17"),
)
NODE = (
    *("mammoth@1.13.0", "docx-preview@0.4.1", "jsdom@26.1.0", "officeparser@8.1.1", "word-extractor@1.0.4", "docx4js@3.3.0"),
    "@superdoc-dev/cli-linux-x64@0.22.2",
)
DEBIAN = ("libreoffice-writer", "abiword", "antiword", "catdoc", "docx2txt", "poppler-utils")

_PY, _JS = "PYTHON", "node"
_BETTER = "import betteroffice_docx as b, sys; d = b.Document.open_path(sys.argv[1]); print({})"
_BETTER_VIEW = "d.export_markdown(revision_view='{}', stories=['body', 'footnotes', 'comments'])['markdown']"
_PREVIEW = (
    "const {{JSDOM}} = require('jsdom'); const w = new JSDOM('<body></body>', {{pretendToBeVisual: true}}).window;"
    "globalThis.window = w; for (const k of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'HTMLElement', 'FileReader', 'Range']) globalThis[k] = w[k];"
    "w.SVGElement.prototype.getBBox = () => ({{x: 0, y: 0, width: 1, height: 1}});"
    "globalThis.Blob = require('buffer').Blob; globalThis.Highlight = undefined; globalThis.requestAnimationFrame = f => f();"
    "const p = require('docx-preview');"
    "const how = {{useBase64URL: true, renderChanges: {0}, renderComments: {0}, ignoreFonts: true}};"
    "p.renderAsync(require('fs').readFileSync(process.argv[1]), document.body, null, how)"
    ".then(() => {{document.querySelectorAll('style').forEach(s => s.remove()); console.log(document.body.innerHTML)}})"
)

READERS: dict[str, tuple[str, ...]] = {
    "pandoc 3.9, `--track-changes=accept`": ("pandoc", "-f", "docx", "-t", "html", "--track-changes=accept", "FILE"),
    "pandoc 3.9, `reject`": ("pandoc", "-f", "docx", "-t", "html", "--track-changes=reject", "FILE"),
    "pandoc 3.9, `all`": ("pandoc", "-f", "docx", "-t", "html", "--track-changes=all", "FILE"),
    "mammoth 1.13.0 (Python), HTML": (_PY, "-c", "import mammoth, sys; print(mammoth.convert_to_html(open(sys.argv[1], 'rb')).value)", "FILE"),
    "mammoth 1.13.0 (Python), plain text": (_PY, "-c", "import mammoth, sys; print(mammoth.extract_raw_text(open(sys.argv[1], 'rb')).value)", "FILE"),
    "mammoth 1.13.0 (JavaScript), HTML": (_JS, "-e", "require('mammoth').convertToHtml({path: process.argv[1]}).then(r => console.log(r.value))", "FILE"),
    "python-docx 1.2.0, `paragraph.text`": (
        *(_PY, "-c"),
        "import docx, sys; d = docx.Document(sys.argv[1]);"
        "print(*[p.text for p in d.paragraphs], *[c.text for t in d.tables for r in t.rows for c in r.cells], *[c.text for c in d.comments], sep='\\n')",
        "FILE",
    ),
    "docx2python 3.7.1": (_PY, "-c", "import docx2python, sys; print(docx2python.docx2python(sys.argv[1]).text)", "FILE"),
    "docx2txt 0.9 (Python)": (_PY, "-c", "import docx2txt, sys; print(docx2txt.process(sys.argv[1]))", "FILE"),
    "docx2txt 1.4 (Perl)": ("/usr/bin/docx2txt", "FILE", "-"),
    "markitdown 0.1.9": (_PY, "-c", "from markitdown import MarkItDown; import sys; print(MarkItDown().convert(sys.argv[1]).text_content)", "FILE"),
    "docxlatex 1.2.3": (_PY, "-c", "import docxlatex, sys; print(docxlatex.Document(sys.argv[1]).get_text())", "FILE"),
    "docx-parser-converter 1.0.3": (_PY, "-c", "import docx_parser_converter as d, sys; print(d.docx_to_html(sys.argv[1]))", "FILE"),
    "docx2md 1.0.5": (_PY, "-c", "import docx2md, sys; print(docx2md.do_convert(sys.argv[1], use_md_table=True))", "FILE"),
    "docx2everything 1.1.0": (_PY, "-c", "import docx2everything as d, sys; print(d.process(sys.argv[1]))", "FILE"),
    "betteroffice-docx 0.2.1, text": (_PY, "-c", _BETTER.format("d.text() if callable(d.text) else d.text"), "FILE"),
    "betteroffice-docx 0.2.1, accepted": (_PY, "-c", _BETTER.format(_BETTER_VIEW.format("accepted")), "FILE"),
    "betteroffice-docx 0.2.1, marked": (_PY, "-c", _BETTER.format(_BETTER_VIEW.format("markup")), "FILE"),
    "LibreOffice 7.4.7, text": ("soffice", "txt:Text (encoded):UTF8", "FILE"),
    "LibreOffice 7.4.7, HTML": ("soffice", "html", "FILE"),
    "LibreOffice 7.4.7, PDF": ("soffice", "pdf", "FILE"),
    "AbiWord 3.0.5, text": ("abiword", "--to=txt", "--to-name=fd://1", "FILE"),
    "antiword 0.37, of the .doc that LibreOffice saves": ("antiword", "DOC"),
    "catdoc 0.95, of the .doc that LibreOffice saves": ("catdoc", "-d", "utf-8", "DOC"),
    "docx-preview 0.4.1": (_JS, "-e", _PREVIEW.format("false"), "FILE"),
    "docx-preview 0.4.1, with changes": (_JS, "-e", _PREVIEW.format("true"), "FILE"),
    "officeparser 8.1.1": (_JS, "-e", "require('officeparser').parseOffice(process.argv[1]).then(r => r.to('text')).then(t => console.log(t.value))", "FILE"),
    "word-extractor 1.0.4": (
        *(_JS, "-e"),
        "const W = require('word-extractor'); new W().extract(process.argv[1]).then(d => "
        "console.log([d.getBody(), d.getFootnotes(), d.getAnnotations(), d.getTextboxes()].join('\\n')))",
        "FILE",
    ),
    "docx4js 3.3.0": (
        *(_JS, "-e"),
        "const made = (type, props, kids) => type === 't' ? props.children || kids.join('') : kids.flat(9).join('') + (type === 'p' ? '\\n' : '');"
        "require('docx4js').default.load(process.argv[1]).then(d => console.log(d.render(made)))",
        "FILE",
    ),
    "SuperDoc 0.22.2, `get-text`": ("superdoc", "get-text", "FILE"),
    "SuperDoc 0.22.2, `get-markdown`": ("superdoc", "get-markdown", "FILE"),
}
"""Each command, in which FILE is the Word file, DOC the same as an old Word file, PYTHON the Python that has the packages."""
