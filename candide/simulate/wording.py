"""Captions: what a post says, and what a careful reader would say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from candide.simulate.dice import Dice
from candide.simulate.grammar import Grammar, grammar, words
from candide.simulate.ids import folded
from candide.simulate.person import Person
from candide.simulate.roles import TIKTOK
from candide.simulate.world import World

HINTED = 0.06  # share of stated commercial posts whose statement is only a hint
_LABELLED = 0.45  # share of clear statements that carry the platform's label too
_PLACES = {"first": 0.30, "inside": 0.22, "last": 0.15, "tag": 0.18, "screen": 0.07, "label": 0.08}


@dataclass
class Told:
    """What a careful reader would say of a post, by the labelling guide, and where it is said."""

    relation: str = "none"
    dissuasion: str = "none"
    substitute: str = "none"
    contradiction: bool = False
    paid_label: bool = False
    brand: str | None = None
    code: str | None = None
    place: str | None = None  # first, inside, last, tag, screen, label

    @property
    def commercial(self) -> bool:
        """Whether the post has a commercial relation with somebody else."""
        return self.relation in ("disclosed_clear", "disclosed_ambiguous", "undisclosed_cues")


@dataclass
class Caption:
    """The words of a post."""

    text: str
    screen: list[str] = field(default_factory=list)
    told: Told = field(default_factory=Told)


class Writer:
    """Writes the captions of one creator."""

    def __init__(self, world: World, person: Person, dice: Dice) -> None:
        self._world, self._person, self._dice = world, person, dice
        self._grammar: Grammar = grammar("captions", person.language)
        self._brands = {world.brands[i].handle: p for i, p in person.hidden.brands.items()}
        self._by_handle = {b.handle: b for b in world.brands}

    def write(self, speaks: bool) -> Caption:
        """Write one post. `speaks`: the export will say whether the platform's label is on."""
        hidden = self._person.hidden
        chances = {
            "commercial": hidden.commercial, "dissuasion": hidden.dissuades, "own": hidden.own,
            "denial": hidden.denies, "general": 0.006, "commentary": 0.004, "hard": 0.035,
        }  # fmt: skip
        kind = self._dice.weighted({**chances, "plain": max(0.0, 1 - sum(chances.values()))})
        given = self._given()
        if kind == "commercial":
            return self._commercial(self._say("body", given), given, speaks, Told(brand=given["brand"]))
        if kind == "dissuasion":
            return self._dissuasion(given, speaks)
        told = {
            "own": Told("own_business"), "denial": Told("denial"), "general": Told(dissuasion="general"),
            "commentary": Told(dissuasion="commentary"),
        }.get(kind, Told())  # fmt: skip
        return self._finish([self._say(kind, given)], [], told)

    def _given(self) -> dict[str, Any]:
        dice, person = self._dice, self._person
        brand = self._by_handle[dice.weighted(self._brands)]
        rival = dice.pick([b for b in self._world.brands if b is not brand])
        products = dice.sample(range(len(person.scene["product"])), 2)
        pct, price, names = dice.pick((10, 15, 20, 25, 30)), 9 + dice.below(70), words("people")
        base = folded(person.handle.replace("_", ".").split(".")[0]).upper()
        return {
            "did": person.scene["did"], "theme": person.scene["label"],
            "product": person.scene["product"][products[0]], "product2": person.scene["product"][products[1]],
            "brand": brand.handle, "Brand": brand.name, "site": brand.site,
            "rival": rival.handle, "Rival": rival.name, "handle": person.handle, "pct": str(pct),
            "code": dice.pick((f"{base}{pct}", f"{base}{pct}", base)),
            "price": str(price), "price2": str(price + 10 + dice.below(20)), "city": person.city,
            "friend": f"{dice.pick(names['nick_first'])}_{dice.pick(names['nick_last'])}",
        }  # fmt: skip

    def _say(self, symbol: str, given: dict[str, Any]) -> str:
        return self._grammar.say(symbol, self._dice, given)

    def _commercial(self, body: str, given: dict[str, Any], speaks: bool, told: Told) -> Caption:
        """Add to a body its statement, its hint, or its traces."""
        dice, paid_by_substitute = self._dice, told.substitute == "named_commercial"
        if dice.chance(self._person.hidden.stated):
            if dice.chance(HINTED):
                return self._hinted(body, given, told)
            return self._stated(body, given, speaks, told)
        told.relation = "undisclosed_cues"
        parts = [body]
        if not paid_by_substitute:
            parts.append(self._say("cue" if dice.chance(0.85) else "cue_alone", given))
        if dice.chance(0.06):
            told.contradiction = True
            parts.insert(0, self._say("cue_denied", given))
        return self._finish(parts, [], told, given["code"])

    def _hinted(self, body: str, given: dict[str, Any], told: Told) -> Caption:
        told.relation = "disclosed_ambiguous"
        if self._dice.chance(0.6):
            return self._finish([body, self._say("ambiguous_inside", given)], [], told, given["code"])
        return self._finish([body], [self._say("ambiguous_tag", given)], told, given["code"])

    def _stated(self, body: str, given: dict[str, Any], speaks: bool, told: Told) -> Caption:
        dice = self._dice
        told.relation, told.place = "disclosed_clear", dice.weighted(_PLACES)
        if told.place == ("screen" if self._person.platform != TIKTOK else "" if speaks else "label"):
            told.place = "first"  # there is no such place here
        told.paid_label = speaks and (told.place == "label" or dice.chance(_LABELLED))
        parts, tags, screen = [body], [], []
        if dice.chance(0.5):
            parts.append(self._say("cue", given))
        if told.place == "first":
            parts.insert(0, self._say("stated_first", given))
        elif told.place in ("inside", "last"):
            where = 1 if told.place == "inside" else len(parts)
            parts.insert(where, self._say(f"stated_{told.place}", given))
        elif told.place == "tag":
            tags.append(self._say("stated_tag", given))
        elif told.place == "screen":
            screen.append(self._say("stated_screen", given))
        done = self._finish(parts, tags, told, given["code"])
        done.screen = screen + done.screen
        return done

    def _dissuasion(self, given: dict[str, Any], speaks: bool) -> Caption:
        dice, told = self._dice, Told(dissuasion="product")
        parts = [self._say("attack", given), self._say("flaw", given)]
        if dice.chance(self._person.hidden.substitutes):
            told.substitute, told.brand = "named_commercial", given["brand"]
            parts.append(self._say("instead", given))
            return self._commercial(" ".join(parts), given, speaks, told)
        honest = {"none": 0.30, "free_or_owned": 0.30, "generic": 0.25, "named": 0.15}
        told.substitute = dice.weighted(honest)
        if told.substitute != "none":
            parts.append(self._say(f"instead_{told.substitute.split('_')[0]}", given))
        return self._finish(parts, [], told)

    def _finish(self, parts: list[str], tags: list[str], told: Told, code: str | None = None) -> Caption:
        """Join the parts, add theme tags after the telling one, and words on the screen now and then."""
        dice = self._dice
        theme = dice.sample(self._person.scene["tags"], dice.below(6))
        shown = theme[:1] + tags + theme[1:] if tags and dice.chance(0.4) else tags + theme
        text = dice.pick((" ", " ", "\n", "\n\n")).join(p for p in parts if p)
        text = " ".join([text, *(f"#{t}" for t in shown)])
        told.code = code if code and code in text else None
        screen = [dice.pick(self._person.scene["did"])] if dice.chance(0.25) else []
        return Caption(text, screen, told)
