"""Text: folding, words, phrases, slots, scope, language and spans, over whole batches.

    texts → fold → words → phrases + word lists + slots → chains → scope → cues

Nothing here knows a language, a brand or a law: those are packs (`candide.pack`). `Matcher.read` is
the way in; what it returns is a table in columns that all labels share.
"""

from candide.text.cues import CueTable, Matcher
from candide.text.fold import Folded, fold, fold_text
from candide.text.rule import Rule
from candide.text.words import Words, split

__all__ = ["CueTable", "Folded", "Matcher", "Rule", "Words", "fold", "fold_text", "split"]
