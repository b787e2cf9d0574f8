"""Every error that Candide raises on purpose.

CandideError                 says what was expected, what came, where, and what to do
├── UsageError               the call is wrong; the command exits with 2
│   ├── NotAWorkspace        the folder holds no candide.toml
│   ├── WorkspaceExists      the folder is already a workspace
│   ├── MappingError         a mapping names a column that the file does not have
│   └── UnknownName          no such creator, signal, source, pack or format
├── DataError                the data has problems; the command exits with 1
│   ├── UnreadableFile       the file cannot be opened or decoded as what it claims to be
│   ├── UnknownFormat        no source, or more than one, recognises the file
│   ├── NothingToRead        the file holds no item that could be kept
│   └── SheetError           an audit sheet cannot be replayed
├── StoreError               the workspace cannot be used as it stands; exits with 1
│   ├── WorkspaceLocked      another process holds the writer lease
│   ├── LeaseLost            our own lease expired and somebody else took it
│   ├── ManifestDamaged      a part is missing or differs from its recorded hash
│   └── SchemaTooNew         the workspace was written by a later version
├── PurposeError             the workspace's purpose forbids this; exits with 1
└── ContractError            a source, label, signal or pack breaks its contract (a programmer's error)
"""

from __future__ import annotations


class CandideError(Exception):
    """Say what was expected, what came, where, and what to do.

    expected  what a correct call or file would hold
    came      what was found instead
    where     file and line, row, folder or name; "" when there is no place
    do        the next action, as an instruction to the reader
    """

    exit_code = 1

    def __init__(self, expected: str, *, came: str, where: str = "", do: str = "") -> None:
        self.expected, self.came, self.where, self.do = expected, came, where, do
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.do}" if self.do else ""
        return f"{place}expected {self.expected}; found {self.came}.{advice}"


class UsageError(CandideError):
    """The call is wrong."""

    exit_code = 2


class NotAWorkspace(UsageError):
    """The folder holds no candide.toml."""


class WorkspaceExists(UsageError):
    """The folder is already a workspace."""


class MappingError(UsageError):
    """A mapping names a column that the file does not have."""


class UnknownName(UsageError):
    """No such creator, signal, source, pack or format."""


class DataError(CandideError):
    """The data has problems."""


class UnreadableFile(DataError):
    """The file cannot be opened or decoded as what it claims to be."""


class UnknownFormat(DataError):
    """No source, or more than one, recognises the file."""


class NothingToRead(DataError):
    """The file holds no item that could be kept."""


class SheetError(DataError):
    """An audit sheet cannot be replayed."""


class StoreError(CandideError):
    """The workspace cannot be used as it stands."""


class WorkspaceLocked(StoreError):
    """Another process holds the writer lease."""


class LeaseLost(StoreError):
    """Our own lease expired and somebody else took it."""


class ManifestDamaged(StoreError):
    """A part is missing or differs from its recorded hash."""


class SchemaTooNew(StoreError):
    """The workspace was written by a later version."""


class PurposeError(CandideError):
    """The workspace's purpose forbids this."""


class ContractError(CandideError):
    """A source, label, signal or pack breaks its contract."""
