"""Invented worlds: export files as real tools write them, with everything known about what is in them."""

from candide.simulate.build import simulate

__all__ = ["simulate"]
