"""Time the labels alone, over captions: `python -m bench.labelling FOLDER`."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from bench.sides import peak
from candide import label
from candide.store import Engine

POSTS = 200_000


def run(folder: Path) -> dict[str, float]:
    """Return the seconds that labels take over the first posts, apart from those that gather the words."""
    with Engine() as lake:
        for name in ("post", "text_part", "creator"):
            lake.view(name, sorted(folder.glob(f"{name}-?????.parquet"))[:1])
        began = time.perf_counter()
        records = lake.sql(label.RECORDS_SQL).slice(0, POSTS)
        gathered = time.perf_counter()
    said = label.run(records)
    labelled = time.perf_counter()
    used = os.times()
    return {
        "posts": records.num_rows, "rows": said.num_rows, "seconds": labelled - gathered,
        "gathering": gathered - began, "cpu": used.user + used.system, "mib": peak(),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
