"""The same six people and one agency in every test. None of them exists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Player:
    """One member of the cast: handle, followers and what he or she is there to show."""

    handle: str
    native_id: str
    followers: int
    shows: str


ANA = Player("ana.des.livres", "900000000000000101", 1_240, "an honest nano-creator")
BOB = Player("bob_bricole", "900000000000000102", 8_300, "paid, and says so")
CLEO = Player("cleo.carnet", "900000000000000103", 15_700, "paid, and silent")
DOV = Player("dov.daily", "900000000000000104", 42_000, "followers that were bought")
EVE = Player("eve_en_vrai", "900000000000000105", 23_500, "dissuades, and sells a substitute")

PLAYERS = (ANA, BOB, CLEO, DOV, EVE)
AGENCY = "Fable"  # must never see another agency's bank
