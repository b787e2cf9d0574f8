"""The platform's own paid-partnership label, in three states: stated · not_stated · unknown.

`unknown` is the answer whenever the export does not speak of the label: absent is not "no".
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Answer, Cues

NAME = "platform_label"
READS = ("paid_label",)
AFTER = ()

_VALUES = {True: "stated", False: "not_stated", None: "unknown"}


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a post."""
    values = [_VALUES[flag] for flag in records["paid_label"].to_pylist()]
    row = np.arange(len(values))
    return Answer(NAME, row, values, [None] * len(values)).table(records, cues, unread=False)
