"""Reading pack files: every key is known, every field that must be there is there."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from candide.errors import ContractError
from candide.pack.model import Line, Pack
from candide.text.rule import CHECKS, KINDS, PLACES, STRENGTHS, Rule

STATUSES: Final = ("draft", "trial", "stable", "retired")

_HEAD: Final = frozenset({"id", "version", "status", "title", "applies", "sources", "misleads", "measured"})
_APPLIES: Final = frozenset({"language", "jurisdiction", "from", "to"})
_SOURCE: Final = frozenset({"key", "seen", "url", "note"})
_SOUGHT: Final = ("phrases", "tags", "glued", "patterns")
_RULE_LISTS: Final = (*_SOUGHT, "unless", "without")
_RULE: Final = frozenset(
    {
        "id",
        "says",
        "kind",
        "group",
        "strength",
        "benefit",
        "place",
        "checks",
        "spared",
        "yes",
        "no",
        *_RULE_LISTS,
    }
)
#: What every rule of a kind is checked for; a rule adds `checks` and drops `spared`.
_USUAL_CHECKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "disclosure": ("negation", "quotation", "report", "question"),
        "denial": ("quotation", "report"),
        "commercial": ("negation", "quotation", "report"),
        "giveaway": ("quotation", "report"),
        "provider": ("quotation", "report"),
    }
)


def read_pack(path: Path) -> Pack:
    """Read one pack file.

    Raises  ContractError naming the file, and the rule where there is one.
    """
    content = path.read_bytes()
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContractError("a TOML file in UTF-8", came=str(error), where=str(path)) from error
    head = document.get("pack", {})
    _known(head, _HEAD, f"{path} [pack]")
    for key in ("id", "version", "status", "title"):
        _required(head, key, f"{path} [pack]")
    if head["status"] not in STATUSES:
        raise ContractError(
            f"a status among {', '.join(STATUSES)}", came=repr(head["status"]), where=str(path)
        )
    applies = head.get("applies", {})
    _known(applies, _APPLIES, f"{path} [pack] applies")
    for source in head.get("sources", ()):
        _known(source, _SOURCE, f"{path} [[pack.sources]]")
    name, language = f"{head['id']}@{head['version']}", applies.get("language", "")
    return Pack(
        head["id"], head["version"], head["status"], head["title"], head.get("misleads", {}),
        tuple(head.get("sources", ())), language, applies.get("jurisdiction", ""),
        applies.get("from"), applies.get("to"),
        {k: tuple(v) for k, v in document.get("words", {}).items()},
        tuple(_line(raw, name, language, path) for raw in document.get("rule", ())),
        data_of(document), path, hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


def _line(raw: dict[str, Any], pack: str, language: str, path: Path) -> Line:
    where = f"{path} rule {raw.get('id', '?')}"
    _known(raw, _RULE, where)
    for key in ("id", "kind", "says"):
        _required(raw, key, where)
    _among(raw["kind"], KINDS, "kind", where)
    _among(raw.get("strength", ""), STRENGTHS, "strength", where)
    _among(raw.get("place", "post"), PLACES, "place", where)
    for name in (*raw.get("checks", ()), *raw.get("spared", ())):
        _among(name, CHECKS, "check", where)
    checks = {*_USUAL_CHECKS.get(raw["kind"], ()), *raw.get("checks", ())} - set(raw.get("spared", ()))
    lists = {key: tuple(raw.get(key, ())) for key in _RULE_LISTS}
    if not any(lists[key] for key in _SOUGHT):
        raise ContractError("at least one phrase, tag or pattern", came="none", where=where)
    rule = Rule(
        raw["id"], pack, raw["kind"], raw.get("group", ""), raw.get("strength", ""), raw.get("benefit", ""),
        language, raw.get("place", "post"), checks=frozenset(checks), **lists,
    )  # fmt: skip
    return Line(rule, raw["says"], tuple(raw.get("yes", ())), tuple(raw.get("no", ())))


def _known(found: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(found) - known)
    if unknown:
        expected = f"keys among {', '.join(sorted(known))}"
        raise ContractError(expected, came=", ".join(unknown), where=where, do="Check the spelling.")


def _required(found: Mapping[str, Any], key: str, where: str) -> None:
    if key not in found:
        raise ContractError(f"the key {key!r}", came="none", where=where, do="Add it.")


def _among(value: str, known: tuple[str, ...], what: str, where: str) -> None:
    if value not in known:
        expected = f"a {what} among {', '.join(repr(k) for k in known)}"
        raise ContractError(expected, came=repr(value), where=where)


def data_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a pack file holds beside [pack], [words] and [[rule]]."""
    return {k: v for k, v in document.items() if k not in ("pack", "words", "rule")}
