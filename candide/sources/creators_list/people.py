"""From a row of cells to its accounts: one row may name the same person on several platforms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from candide.source import Item, Probe, Reject
from candide.source.accounts import Account, platform, read_account
from candide.source.grid import Bad, Cell, Grid, grids
from candide.source.headings import Heading, folded, heading, lists_creators
from candide.source.values import Fields

_NO_PLATFORM = (
    "no platform: add a column 'plateforme' (instagram, tiktok, youtube), or paste the profile's address"
)
_COUNTS = ("followers", "following")
_SHARED = ("name", "bio", "country", "language", "observed")

Cells = list[tuple[Heading, str]]


def people(probe: Probe) -> Iterator[Item | Reject]:
    """Yield (place, item) for each account of each row, and a Reject for what is not read."""
    for grid in grids(probe):
        if lists_creators(grid.header):
            yield from _of_grid(grid)
        else:
            yield Reject(f"sheet {grid.name}", "not read: no column names accounts", policy=True)


def _of_grid(grid: Grid) -> Iterator[Item | Reject]:
    headings = _headings(grid.header)
    private = {h.typed for h in headings if h.role == "contact"}
    met: set[str] = set()
    for where, cells in grid.rows:
        known, bad = _sorted(headings, cells)
        yield from (Reject(where, why) for why in bad)
        met |= {h.typed for h, _ in known if h.typed in private}
        accounts = _accounts(known, platform(grid.name))
        if isinstance(accounts, str):
            yield Reject(where, accounts)
            continue
        if len(accounts) > 1:
            yield from (Reject(where, why) for why in _unclear(known))
        for account in accounts:
            yield where, _item(account, known) | _counts(known, account, len(accounts))
    for name in sorted(met):
        yield Reject(f"column {name}", "contact details are not kept", policy=True)


def _headings(header: tuple[str, ...]) -> list[Heading]:
    """Return the headings, free columns that share a name numbered apart."""
    seen: dict[str, int] = {}
    found = []
    for i, typed in enumerate(header):
        name = typed or f"column {i + 1}"
        seen[name] = seen.get(name, 0) + 1
        read = heading(name)
        found.append(replace(read, typed=f"{name} {seen[name]}" if seen[name] > 1 else name))
    return found


def _sorted(headings: list[Heading], cells: list[Cell]) -> tuple[Cells, list[str]]:
    """Return the cells that hold something with their headings, and what is wrong with the others."""
    wide = [*headings, *(Heading(f"column {i + 1}", None) for i in range(len(headings), len(cells)))]
    pairs = list(zip(wide, cells, strict=False))
    bad = [f"{h.typed}: {cell.why}" for h, cell in pairs if isinstance(cell, Bad)]
    return [(h, cell) for h, cell in pairs if isinstance(cell, str) and cell], bad


def _accounts(known: Cells, sheet: str | None) -> list[Account] | str:
    """Return the accounts of a row, or why it has none."""
    named = {p for h, cell in known if h.role == "platform" if (p := platform(cell))}
    if len(named) > 1:
        return "two platforms in one row: give each its own row or its own column"
    default = next(iter(named), sheet)
    found: list[Account] = []
    wrong: list[str] = []
    for head, cell in known:
        if head.role not in ("handle", "link", "id"):
            continue
        read = Account(None, native_id=cell) if head.role == "id" else read_account(cell)
        if isinstance(read, str):
            wrong.append(f"{head.typed}: {read}")
        elif read.platform and head.platform and read.platform != head.platform:
            wrong.append(f"{head.typed}: an address of {read.platform}")
        else:
            found.append(replace(read, platform=read.platform or head.platform))
    if not found:
        return "; ".join(wrong) or "no handle"
    return _merged(found, default)


def _merged(found: list[Account], default: str | None) -> list[Account] | str:
    """Bring the cells that name the same account together."""
    told = {account.platform for account in found if account.platform}
    if default is None and len(told) == 1:
        default = next(iter(told))
    whole: dict[str, Account] = {}
    for account in found:
        where = account.platform or default
        if where is None:
            return _NO_PLATFORM
        former = whole.get(where, Account(where))
        if _differ(former.handle, account.handle) or _differ(former.native_id, account.native_id):
            return f"two accounts of {where} in one row: give each its own row"
        whole[where] = Account(where, account.native_id or former.native_id, former.handle or account.handle)
    return list(whole.values())


def _differ(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and first.casefold() != second.casefold()


def _counts(known: Cells, account: Account, accounts: int) -> Fields:
    """Return the counts of an account, each with the scale of its header."""
    mine = (account.platform,) if accounts > 1 else (account.platform, None)
    found = [(h, cell) for h, cell in known if h.role in _COUNTS and h.platform in mine]
    return {head.role or "": _scaled(cell, head.scale) for head, cell in found}


def _unclear(known: Cells) -> list[str]:
    unnamed = [head.typed for head, _ in known if head.role in _COUNTS and head.platform is None]
    return [f"{typed}: of which platform? Name it in the header" for typed in unnamed]


def _scaled(cell: str, scale: int) -> str:
    plain = cell.replace(",", ".").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if scale == 1 or not plain.replace(".", "", 1).isdigit():
        return cell
    return f"{cell} {'k' if scale == 1000 else 'm'}"


def _item(account: Account, known: Cells) -> Fields:
    item: Fields = {"platform": account.platform}
    if account.native_id:
        item["native_id"] = account.native_id
    if account.handle:
        item["handle"] = account.handle
    item |= {head.role: cell for head, cell in known if head.role in _SHARED and head.role}
    item["declared"] = {folded(head.typed) or head.typed: cell for head, cell in known if head.role is None}
    return item
