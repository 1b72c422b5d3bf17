"""The wheel, installed into a fresh environment, builds a thesis outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf

ROOT = Path(__file__).parents[2]


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CI": "true", "PYTHONUTF8": "1"},
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_wheel_builds_a_new_thesis(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(
        *pip,
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
        cwd=ROOT,
    )
    wheel = next(tmp_path.glob("softbound-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert "softbound/templates/typst/softbound.typ" in names
    assert "softbound/templates/profiles/uk-doctorate.yaml" in names
    # Its dependencies are those of this environment, which the project's own files installed.
    environment = tmp_path / "environment"
    run(
        sys.executable,
        "-m",
        "venv",
        "--without-pip",
        "--system-site-packages",
        str(environment),
        cwd=tmp_path,
    )
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    site = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    own = next(environment.rglob("site-packages"))
    (own / "dependencies.pth").write_text(f"{site}\n", "utf-8")
    run(
        *pip,
        "--python",
        str(scripts / "python"),
        "install",
        "--no-deps",
        "--quiet",
        str(wheel),
        cwd=tmp_path,
    )
    python = str(scripts / "python")
    where = run(python, "-c", "import softbound; print(softbound.__file__)", cwd=tmp_path)
    assert where.startswith(str(own)), "the wheel's package must be the one that runs"
    run(python, "-m", "softbound", "new", "my-thesis", cwd=tmp_path)
    output = run(python, "-m", "doit", cwd=tmp_path / "my-thesis")
    assert "Built build/thesis.pdf and build/thesis.docx" in output
    text = "".join(
        page.extract_text()
        for page in pypdf.PdfReader(tmp_path / "my-thesis/build/thesis.pdf").pages
    )
    assert "Safran and Muran (2000)" in text
