"""Labels: what a post says, with the words that say it.

A label is a module of `candide.labels` that holds

    NAME    its name            READS   the columns of the records table that it reads
    AFTER   labels that must run before it, by name; they may not form a cycle
    label(records, cues, said) -> table of `tables.SAID` rows

`records` holds one row a post (`RECORDS_SQL`), `cues` what the packs matched in it, `said` the rows of
the labels named in AFTER. A label speaks of the text in hand, never of the person or of an intent.
A post of which no text was read has no row: absent is not "none".
"""

from candide.label.answer import Answer
from candide.label.cues import Cues
from candide.label.records import RECORDS, RECORDS_SQL
from candide.label.running import fingerprint, load, run

__all__ = ["RECORDS", "RECORDS_SQL", "Answer", "Cues", "fingerprint", "load", "run"]
