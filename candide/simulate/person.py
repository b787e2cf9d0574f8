"""A creator of an invented world, before anything is published."""

from __future__ import annotations

from dataclasses import dataclass

from candide.simulate import dates, ids
from candide.simulate.dice import Dice
from candide.simulate.grammar import grammar, words
from candide.simulate.latents import Latents, latents
from candide.simulate.roles import TIKTOK, Role, Seat
from candide.simulate.world import World


@dataclass(frozen=True)
class Person:
    """A creator: identity, tongue, theme and hidden numbers.

    rounded      daily counts are printed with three significant figures, as platforms do: 4.56K, 12.3K
    hides_likes  every post hides its likes (Instagram)
    """

    index: int
    platform: str
    role: Role
    native_id: str
    handle: str
    name: str
    bio: str
    language: str
    theme: str
    city: str
    rounded: bool
    hides_likes: bool
    hidden: Latents

    @property
    def scene(self) -> dict[str, list[str]]:
        """The lists of the creator's theme, in the creator's language."""
        return themes(self.language)[self.theme]

    def daily(self, followers: int) -> str:
        """Return a follower count as the daily file prints it."""
        if not self.rounded or followers < 1000:
            return str(followers)
        shown = significant(followers, 3)
        return f"{shown / 1000:.{max(0, 6 - len(str(shown)))}f}K"


def significant(count: int, figures: int) -> int:
    """Return a count rounded to some significant figures."""
    return round(count, -max(0, len(str(count)) - figures))


def themes(language: str) -> dict[str, dict[str, list[str]]]:
    """Return every theme's lists in one language."""
    return words(f"themes_{language}")


def person(world: World, seat: Seat, dice: Dice) -> Person:
    """Draw the creator of a seat."""
    language = "fr" if dice.chance(0.6) else "en"
    theme = dice.pick(sorted(themes(language)))
    city = dice.pick(words(f"captions_{language}")["rules"]["cities"])
    names = words("people")
    first, last = dice.pick(names["handle_first"]), dice.pick(names["handle_last"])
    symbol = "own_bios" if seat.role.name == "own_business" else "bios"
    label = str(themes(language)[theme]["label"])
    opened = dates.second(dates.POSTS_START - 200 - dice.below(1500))
    on_tiktok = seat.platform == TIKTOK
    return Person(
        index=seat.index,
        platform=seat.platform,
        role=seat.role,
        native_id=ids.tiktok(opened, dice) if on_tiktok else str(2_000_000_000 + dice.below(70_000_000_000)),
        handle=f"{first}{dice.pick(('_', '.'))}{last}{seat.index + 1}",
        name=f"{first.capitalize()} {dice.pick(('', '🌿', '✨', '·', '🍵'))} {label}".replace("  ", " "),
        bio=grammar("captions", language).say(symbol, dice, {"theme": label, "city": city}),
        language=language,
        theme=theme,
        city=city,
        rounded=dice.chance(0.35),
        hides_likes=not on_tiktok and dice.chance(0.10),
        hidden=latents(seat, len(world.brands), dice),
    )
