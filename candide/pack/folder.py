"""Finding packs: ours, a user's beside them, and the data that some of them hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from candide.errors import ContractError, UnknownName
from candide.pack.model import Pack, Packs
from candide.pack.read import data_of, read_pack

FOLDER: Final = Path(__file__).parents[1] / "packs"


def load(folder: Path | None = None) -> Packs:
    """Load our packs, and those of a user's folder beside them.

    folder   TOML files of the user, at any depth; None for ours alone
    Raises   ContractError for an unknown key, a missing field, or two packs of one id; the message
             names the file.
    """
    return _ours() if folder is None else together([*_read_folder(FOLDER), *_read_folder(folder)])


@lru_cache(maxsize=64)
def load_data(name: str) -> Mapping[str, Any]:
    """Return the data of one of our packs by file name: everything outside [pack], [words], [[rule]].

    name    file name without ".toml", for example "weights" or "tiers"
    Raises  UnknownName when there is no such file.
    """
    path = next(FOLDER.rglob(f"{name}.toml"), None)
    if path is None:
        known = ", ".join(sorted(p.stem for p in FOLDER.rglob("*.toml")))
        raise UnknownName("the name of a pack file", came=repr(name), do=f"Choose among: {known}.")
    return data_of(tomllib.loads(path.read_text("utf-8")))


def statuses() -> list[dict[str, Any]]:
    """Return id, version and status of each of our packs, for the documents that used them."""
    return [{"id": p.id, "version": p.version, "status": p.status} for p in load()]


def tier(followers: int | None, scheme: str = "bicom2019") -> str | None:
    """Name the tier of an account in a named scheme.

    followers  count; None for unknown
    scheme     key of packs/tiers.toml; schemes differ in their edges, so the name goes with the answer
    Returns    the tier, or None when the count is unknown or the scheme names none at that size
    Raises     UnknownName for an unknown scheme.
    """
    schemes = load_data("tiers")["scheme"]
    if scheme not in schemes:
        raise UnknownName("a tier scheme", came=repr(scheme), do=f"Choose among: {', '.join(schemes)}.")
    if followers is None:
        return None
    tiers = schemes[scheme]["tiers"]
    named = (t["name"] for t in tiers if t["from"] <= followers < t.get("below", followers + 1))
    return next(named, None)


@lru_cache(maxsize=1)
def _ours() -> Packs:
    return together(list(_read_folder(FOLDER)))


def together(packs: Iterable[Pack]) -> Packs:
    """Put packs together, ordered by id.

    Raises  ContractError when two packs have one id.
    """
    seen: dict[str, Pack] = {}
    for pack in packs:
        if pack.id in seen:
            came = f"{pack.id!r} in {seen[pack.id].path.name} and {pack.path.name}"
            raise ContractError("one pack an id", came=came, where=str(pack.path), do="Rename one of them.")
        seen[pack.id] = pack
    return Packs(tuple(seen[key] for key in sorted(seen)))


def _read_folder(folder: Path) -> Iterator[Pack]:
    for path in sorted(folder.rglob("*.toml")):
        yield read_pack(path)
