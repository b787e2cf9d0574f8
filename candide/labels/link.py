"""Links: one row for each host that a post links to; strong where somebody earns from the link.

A link earns when its host belongs to an affiliate network, or when its address says who referred the
visit (packs/links.toml). A shortener or a page of links says nothing by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from candide.label import Cues
from candide.label.answer import each_word
from candide.label.commerce import referral_links
from candide.text.tokens import read_link

NAME = "link"
READS = ("parts",)
AFTER = ()


def label(records: pa.Table, cues: Cues, said: Mapping[str, pa.Table]) -> pa.Table:
    """Return one row a post and host, without "www."."""
    at = np.flatnonzero(cues.words.link & (cues.word_row >= 0))
    earning = set(referral_links(cues).tolist())
    # Earning links first: of two links to one host, the row shows the one that earns.
    at = np.array(sorted(at.tolist(), key=lambda k: (cues.word_row[k], k not in earning, k)), np.int64)
    values = [read_link(url).host for url in cues.words.spell(at)]
    strengths = ["strong" if k in earning else None for k in at.tolist()]
    return each_word(NAME, records, cues, at, values, "commercial", strengths)
