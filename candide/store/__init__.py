"""The only place that knows how evidence is stored: DuckDB, Parquet parts, manifest, lease."""

from .delta import Delta, ImportReport
from .engine import Engine
from .erase import ErasureProof
from .holders import register as register_holder
from .reader import Lake
from .scrub import Needles
from .workspace import Workspace

__all__ = [
    "Delta", "Engine", "ErasureProof", "ImportReport", "Lake", "Needles", "Workspace", "register_holder",
]  # fmt: skip
