"""Templates: how a pack writes a wording with variants, slots and gaps.

    "produit(s|) offert(s|) par {brand}"     variants in round brackets, nested or empty
    "code ... {percent}"                     "..." lets up to GAP other words of the sentence stand there
    {brand} {mention} {code} {price} …       slots, see `candide.text.slots`

A template is a row of atoms: runs of words with all their variants, and slots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from math import prod

from candide.text.phrases import Phrase, phrase_of

#: How many words "..." may stand for.
GAP = 5
SLOTS = ("brand", "name", "mention", "code", "sure_code", "price", "percent", "number", "link")

_MOST_VARIANTS = 3000
_WORDY = re.compile(r"[\w%&€$£¥]")
_ITEM = re.compile(r"(\{\w+\}|\.\.\.)")


@dataclass(frozen=True, slots=True)
class Atom:
    """One step of a template, after at most `gap` other words: one of some phrases, or a slot.

    run     number that a set of wordings gives to its phrases, -1 before it did
    weight  letters of the shortest phrase, 0 for a slot: a chain starts at its heaviest atom, which
            stands in the fewest places
    """

    phrases: tuple[Phrase, ...] = ()
    slot: str = ""
    gap: int = 0
    run: int = -1
    weight: int = 0


Steps = tuple[Atom, ...]


def compile_template(text: str) -> tuple[Steps, ...]:
    """Compile a template into rows of atoms.

    Returns  one row, or several where a variant holds a slot or leaves an atom out.
    Raises   ValueError when the template holds an unknown slot, no word at all, a sentence break, or
             more than 3,000 variants of one run of words.
    """
    rows = dict.fromkeys(row for variant in _open_slots(text) for row in _rows(variant))
    for row in rows:
        if not any(atom.phrases for atom in row):
            raise ValueError(f"{text!r} holds no word to look for")
    return tuple(rows)


def _open_slots(text: str) -> list[str]:
    """Write out the groups that hold a slot or a gap; leave the others as they are."""
    opened = (
        _alternatives(p) if p.startswith("(") and ("{" in p or "..." in p) else [p] for p in _pieces(text)
    )
    return ["".join(c) for c in product(*opened)]


def _pieces(text: str) -> list[str]:
    """Cut a template at its outermost brackets, which stay on their pieces."""
    pieces, depth, since = [], 0, 0
    for at, char in enumerate(text):
        if char == "(" and depth == 0:
            pieces.append(text[since:at])
            since = at
        depth += (char == "(") - (char == ")")
        if char == ")" and depth == 0:
            pieces.append(text[since : at + 1])
            since = at + 1
        if depth < 0:
            break
    if depth:
        raise ValueError(f"{text!r} leaves a bracket open")
    return [*pieces, text[since:]]


def _alternatives(group: str) -> list[str]:
    """Write out a group, and the groups within it."""
    found: list[str] = []
    for piece in _split_bars(group[1:-1]):
        if piece.strip() and not _WORDY.search(piece):
            raise ValueError(f"{group!r} holds a variant of signs alone, which would match nothing")
        found.extend("".join(c) for c in product(*map(_written_out, _pieces(piece))))
    return found


def _written_out(piece: str) -> list[str]:
    return _alternatives(piece) if piece.startswith("(") else [piece]


def _split_bars(text: str) -> list[str]:
    parts = [""]
    for piece in _pieces(text):
        if piece.startswith("("):
            parts[-1] += piece
        else:
            head, *rest = piece.split("|")
            parts[-1] += head
            parts.extend(rest)
    return parts


def _rows(variant: str) -> list[Steps]:
    rows: list[Steps] = [()]
    gap = 0
    for item in _ITEM.split(variant):
        if item == "...":
            gap = GAP
        elif item.startswith("{"):
            rows = [(*row, Atom(slot=_slot(item), gap=gap)) for row in rows]
            gap = 0
        elif item.strip():
            found = _phrases(item)
            kept = tuple(p for p in found if p)
            weight = min((sum(map(len, p)) for p in kept), default=0)
            longer = [(*row, Atom(kept, gap=gap, weight=weight)) for row in rows] if kept else []
            rows = [*longer, *(rows if () in found else [])]
            gap = 0 if kept else gap
    return rows


def _phrases(text: str) -> tuple[Phrase, ...]:
    choices = [_written_out(piece) for piece in _pieces(text)]
    number = prod(map(len, choices))
    if number > _MOST_VARIANTS:
        raise ValueError(f"{text!r} has {number} variants; at most {_MOST_VARIANTS} are allowed")
    return tuple(dict.fromkeys(phrase_of("".join(c)) for c in product(*choices)))


def _slot(item: str) -> str:
    name = item.strip("{}")
    if name not in SLOTS:
        raise ValueError(f"unknown slot {item}; the slots are {', '.join(SLOTS)}")
    return name
