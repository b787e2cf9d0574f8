"""The command `python -m bench NAME [--json] [--scale small] [--turns N]`."""

from __future__ import annotations

import argparse
import importlib
import json

NAMES = {"audit": "bench.audit", "import": "bench.importing", "worlds": "bench.worlds"}


def main() -> int:
    """Run one benchmark; exit with 0, or with 1 where figures that must agree do not."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Time Candide beside something known."
    )
    parser.add_argument("name", choices=sorted(NAMES))
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--scale", choices=("full", "small"), default="full")
    parser.add_argument("--turns", type=int, default=3, help="times that each side runs; the best counts")
    asked = parser.parse_args()
    bench = importlib.import_module(NAMES[asked.name])
    found = bench.run(asked.scale, asked.turns)
    print(json.dumps(found, indent=1) if asked.json else "\n".join(bench.lines(found)))
    return 0 if found["agrees"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
