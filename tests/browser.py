"""What programs that are not ours find wrong with pages: axe-core in Chromium, and html-validate."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.judges import require, require_package
from tests.scratch import ROOT


def axe(*pages: Path) -> list[str]:
    """What axe finds on a desk and on a telephone, sideways scrolling, errors, and what is fetched from elsewhere."""
    modules = {Path(require_package(name)).parent for name in ("axe-core", "playwright-core")}
    done = subprocess.run([require("node"), ROOT / "tests" / "axe.mjs", modules.pop(), require("chromium"), *pages], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [finding for page in json.loads(done.stdout) for finding in page]


def validated(*pages: Path) -> Sequence[tuple[str, str]]:
    """The messages of html-validate."""
    program = Path(require_package("html-validate")) / "bin" / "html-validate.mjs"
    config = pages[0].with_name("rules.json")
    config.write_text('{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"]}')
    done = subprocess.run([require("node"), program, "-c", config, "-f", "json", *pages], capture_output=True, text=True)
    return [(message["ruleId"], message["message"]) for file in json.loads(done.stdout) for message in file["messages"]]
