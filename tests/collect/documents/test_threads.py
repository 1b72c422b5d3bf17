"""Steps run in threads, and PDFium does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SEVERAL_AT_ONCE = """
import sys, threading
from pathlib import Path
from softbound.collect import documents

content = Path(sys.argv[1]).read_bytes()

def read():
    for _ in range(8):
        assert len(documents.read(content)) > 5

threads = [threading.Thread(target=read) for _ in range(4)]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""


def test_two_documents_can_be_read_at_once(tmp_path: Path) -> None:
    import typst

    (tmp_path / "a.typ").write_text('#set page(paper: "a5")\n#lorem(8000)\n', "utf-8")
    (tmp_path / "a.pdf").write_bytes(bytes(typst.compile(str(tmp_path / "a.typ"))))
    # In a process of its own: without the lock it would end this one.
    run = subprocess.run(
        [sys.executable, "-c", SEVERAL_AT_ONCE, str(tmp_path / "a.pdf")],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
