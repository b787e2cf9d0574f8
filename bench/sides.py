"""What the audit benchmark times, each in a process of its own: `python -m bench.sides SIDE FOLDER OUT`."""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

#: A side is a module with `readings(folder)`; an empty folder asks for its imports alone.
MODULES = {"reference": "bench.reference", "candide": "bench.subject", "scan": "bench.scan"}


def peak() -> float:
    """Return the most memory that this process held at once, in MiB.

    `ru_maxrss` is not asked where it can be helped: a child begins with the peak of its parent.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text(encoding="ascii").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(side: str, folder: str, out: str) -> None:
    """Run one side, print what it took, then keep its readings."""
    module = importlib.import_module(MODULES[side])
    began = time.perf_counter()
    found = module.readings(Path(folder)) if folder else None
    inside = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"inside": inside, "cpu": used.ru_utime + used.ru_stime, "mib": peak()}), flush=True)
    if found is not None:
        importlib.import_module("pandas").DataFrame(found).to_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
