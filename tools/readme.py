"""Run the README's example and write what it prints: `python -m tools.readme`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PROMPT = "$ "


def steps(text: str) -> list[tuple[str, str]]:
    """Return (command, what it is said to print) for each line of the first console block."""
    block = BLOCK.search(text)
    told = re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:] if block else []
    return [(line, said) for line, _, said in (one.partition("\n") for one in told)]


def perform(commands: list[str], programs: Path, folder: Path) -> list[str]:
    """Run commands one after the other in a folder and return what each printed on standard output.

    programs  folder in which `candide` is found first
    Raises    CalledProcessError when one of them fails.
    """
    path = os.pathsep.join((str(programs), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "LANG": "C", "LC_ALL": "C", "CANDIDE_LANG": "en"}
    printed = []
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        printed.append(done.stdout)
    return printed


def main() -> int:
    """Write the example's real output into the README."""
    text = README.read_text(encoding="utf-8")
    commands = [command for command, _ in steps(text)]
    with TemporaryDirectory() as folder:
        printed = perform(commands, Path(sys.executable).parent, Path(folder))
    body = "".join(f"{PROMPT}{c}\n{out}" for c, out in zip(commands, printed, strict=True))
    README.write_text(BLOCK.sub(lambda _: f"```console\n{body}```", text, count=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
