"""Finding a person's id, handles and names in any text, and taking them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .keys import fold_handle

#: Shorter than this, a word is too common to be struck from other people's texts: a handle is
#: then struck only after an @, an id or a name only where it stands alone in its field.
HANDLE_LETTERS, ID_LETTERS, NAME_LETTERS = 4, 5, 5
BLANK = "…"
#: Columns that are words, so that a person can be named in them; keys and codes are not.
FREE = ("bio", "category", "place", "text", "title", "url", "value", "where")


@dataclass(frozen=True)
class Needles:
    """What identifies one person.

    keys     person keys
    ids      the platform's ids
    handles  handles, folded, that no other account bears
    names    display names, unless they are within another account's name
    common   handles that are within another account's handle or name: struck after an @ alone
    namesakes  other accounts that bear one of her handles or names, or have it in theirs
    """

    keys: frozenset[str]
    ids: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    namesakes: int = 0

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = [re.escape(k) for k in self.keys]
        words += [rf"(?<!\w)@{re.escape(h)}(?!\w|\.\w)" for h in self.handles]
        bare = [h for h in self.handles - self.common if len(h) >= HANDLE_LETTERS]
        words += [rf"(?<![\w@]){re.escape(h)}(?!\w)" for h in bare]
        words += [rf"(?<!\w){re.escape(i)}(?!\w)" for i in self.ids if len(i) >= ID_LETTERS]
        words += [rf"(?<!\w){re.escape(n)}(?!\w)" for n in self.names if len(n) >= NAME_LETTERS]
        return re.compile("|".join(sorted(words, key=len, reverse=True)) or r"(?!)", re.IGNORECASE)

    @cached_property
    def broad(self) -> str:
        """An RE2 pattern, to be used without case, that matches every text that may name the person."""
        words = {*self.keys, *self.ids, *self.handles, *self.names}
        return "|".join(re.escape(w) for w in sorted(words)) or r"[^\s\S]"

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(fold_handle(w) for w in (*self.keys, *self.ids, *self.handles))

    def found(self, text: str) -> bool:
        """Say whether a text names the person."""
        return self._pattern.search(text) is not None

    def names_only(self, text: str) -> bool:
        """Say whether a field holds nothing but the person's key, id or handle."""
        return fold_handle(text) in self._whole

    def text(self, text: str) -> str:
        """Return a text without the person; a mention keeps its @."""
        return self._pattern.sub(lambda m: "@" + BLANK if m[0].startswith("@") else BLANK, text)

    def words(self, words: Iterable[str | None]) -> list[str | None]:
        """Return a list without the elements that name nobody but the person, the others scrubbed."""
        return [w if w is None else self.text(w) for w in words if w is None or not self.names_only(w)]

    def json(self, value: Any) -> Any:
        """Return a JSON value without the person, in keys and values alike."""
        if isinstance(value, str):
            return BLANK if self.names_only(value) else self.text(value)
        if isinstance(value, int) and str(value) in self.ids and len(str(value)) >= ID_LETTERS:
            return None
        if isinstance(value, list):
            gone = [isinstance(v, str) and self.names_only(v) for v in value]
            return [self.json(v) for v, g in zip(value, gone, strict=True) if not g]
        if isinstance(value, dict):
            return self._object(value)
        return value

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        """Scrub an object; beside the person's id or handle, her name goes whatever its length."""
        hers = any(isinstance(v, str) and self.names_only(v) for v in value.values())
        return {
            self.text(k): BLANK if hers and isinstance(v, str) and v in self.names else self.json(v)
            for k, v in value.items()
        }
