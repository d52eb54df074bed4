"""docgen in a process of its own, as the other programs are measured: two pickled Documents in, a redline in Word out.

Changed numbers of references are marked, as the other programs mark them.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from docgen.comparison.diff import diff
from docgen.formats.docx import redline_writer
from docgen.sources.files import HouseStyle

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    old, new = (pickle.loads(Path(name).read_bytes()) for name in sys.argv[1:3])
    Path(sys.argv[3]).write_bytes(redline_writer.write(diff(old, new), {}, HouseStyle(new.style, ROOT), "off", track_numbers=True))
