"""What is written under a TikTok post: comments in clusters, the creator's answers, bought copies."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from candide.simulate import dates, ids
from candide.simulate.dice import Dice
from candide.simulate.grammar import Grammar, grammar, words
from candide.simulate.latents import OTHER_REPLY
from candide.simulate.person import Person, themes
from candide.simulate.plan import Post

JOKES = (0.7, 0.3)  # how the running jokes of a public share their turns
POOL = 12  # sentences on the list of a seller of comments
CAP = 25  # comments at top level that a collector scrolls to
_ANSWER_ALIKE, _COPY_ALIKE = 8.0, 3.0  # Beta strength of a post's own shares around the creator's
_CLASSES = {"short": 0.30, "social": 0.12, "long": 0.58}
_FOREIGN = 0.08
_HOUR = 3600
_LATEST, _LATEST_ANSWER = 6 * dates.DAY, 2 * dates.DAY  # all is written before the export

Author = tuple[str, str, str]  # id, handle, name


@dataclass
class Comment:
    """One comment.

    kind  short, social, long, joke, bought, reply (by somebody else in the thread), answer (by the creator)
    """

    id: str
    at: int
    text: str
    kind: str
    author: Author
    language: str
    likes: int
    parent: str | None = None  # head of the thread
    to: str | None = None  # the reply answered, where it is not the head
    liked_by_creator: bool = False
    pinned: bool = False
    replies: int = 0


class Public:
    """Everybody who comments on one creator, and what they have to say."""

    def __init__(self, person: Person, dice: Dice) -> None:
        self._person, self._dice, self._names = person, dice, words("people")
        self._fans = [self._stranger() for _ in range(12 + min(300, person.hidden.followers // 30))]
        own = grammar("comments", person.language)
        self._jokes: list[str] = dice.sample(
            words(f"comments_{person.language}")["rules"]["running_joke"], len(JOKES)
        )
        self._pool = _pool(own, dice)
        self._me: Author = (person.native_id, person.handle, person.name)
        self._given = {lang: self._scene(lang) for lang in ("fr", "en")}
        self._speak: dict[str, Grammar] = {lang: grammar("comments", lang) for lang in ("fr", "en")}
        self._likes = dice.between(0.05, 0.5)

    def under(self, post: Post) -> list[Comment]:
        """Return the comments of a post by time, and add all answers and replies to its comment count."""
        dice, hidden = self._dice, self._person.hidden
        answers = _around(hidden.replies, _ANSWER_ALIKE, dice)
        copies = _around(hidden.bought, _COPY_ALIKE, dice) if hidden.bought else 0.0
        found: list[Comment] = []
        heads = min(CAP, post.comments)
        unseen = post.comments - heads
        for _ in range(heads):
            top = self._top(post, copies)
            found.append(top)
            if dice.chance(answers):
                found.append(self._answer(top))
            if dice.chance(OTHER_REPLY):
                found.append(self._reply(top, found[-1]))
            top.replies = sum(c.parent == top.id for c in found[-2:])
        found.sort(key=lambda c: (c.at, c.id))
        post.comments += len(found) - heads
        post.comments += int(dice.rng.binomial(unseen, answers)) + int(dice.rng.binomial(unseen, OTHER_REPLY))
        return found

    def _top(self, post: Post, copies: float) -> Comment:
        dice = self._dice
        kind, at = dice.weighted(_CLASSES), post.at + self._wait(6 * _HOUR, 1.3, _LATEST)
        if kind == "long":
            luck = dice.unit()
            kind = (
                "bought" if luck < copies else "joke" if luck < copies + self._person.hidden.joke else "long"
            )
        language = self._person.language
        if kind not in ("bought", "joke") and dice.chance(_FOREIGN):
            language = "en" if language == "fr" else "fr"
        author = self._stranger() if kind == "bought" or dice.chance(0.4) else self._fan()
        return Comment(
            ids.tiktok(at, dice), at, self._text(kind, language), kind, author, language,
            likes=int(-log(1 - dice.unit()) * 1.2), liked_by_creator=dice.chance(self._likes),
            pinned=dice.chance(0.004),
        )  # fmt: skip

    def _answer(self, top: Comment) -> Comment:
        at = top.at + self._wait(3 * _HOUR, 1.2, _LATEST_ANSWER)
        text = self._speak[top.language].say("reply", self._dice, self._given[top.language])
        return Comment(ids.tiktok(at, self._dice), at, text, "answer", self._me, top.language, 0, top.id)

    def _reply(self, top: Comment, to: Comment) -> Comment:
        at = to.at + self._wait(3 * _HOUR, 1.2, _LATEST_ANSWER)
        at = min(at, top.at + _LATEST_ANSWER)
        text = self._text("short", top.language)
        answered = to.id if to is not top else None
        return Comment(
            ids.tiktok(at, self._dice), at, text, "reply", self._fan(), top.language, 0, top.id, answered
        )

    def _text(self, kind: str, language: str) -> str:
        dice = self._dice
        if kind == "bought":
            return dice.pick(self._pool) + dice.pick(("", "", " 🔥", " ❤️", "!"))
        if kind == "joke":
            return self._jokes[0 if dice.chance(JOKES[0]) else 1] + dice.pick(("", "", " 😂", "!"))
        return self._speak[language].say(kind, dice, self._given[language])

    def _scene(self, language: str) -> dict[str, list[str]]:
        names = self._names
        friends = [f"{a}_{b}" for a in names["nick_first"] for b in names["nick_last"][:6]]
        cities = words(f"captions_{language}")["rules"]["cities"]
        thing = themes(language)[self._person.theme]["thing"]
        return {"thing": thing, "city": cities, "friend": friends, "friend2": friends}

    def _stranger(self) -> Author:
        dice, names = self._dice, self._names
        first, last = dice.pick(names["nick_first"]), dice.pick(names["nick_last"])
        uid = str(6_600_000_000_000_000_000 + dice.below(10**18 // 2))
        return uid, f"{first}_{last}{dice.below(10_000)}", f"{first} {last}"

    def _fan(self) -> Author:
        return self._fans[int(len(self._fans) * self._dice.unit() ** 2)]  # some come back more than others

    def _wait(self, middle: float, spread: float, latest: int) -> int:
        return 30 + min(latest, int(middle * exp(float(self._dice.rng.normal(0.0, spread)))))


def _pool(own: Grammar, dice: Dice) -> list[str]:
    """Return POOL different sentences of a seller's list."""
    found: dict[str, None] = {}
    while len(found) < POOL:
        found[own.say("bought", dice, {})] = None
    return list(found)


def _around(share: float, alike: float, dice: Dice) -> float:
    """Return one post's own share, drawn around the creator's with mean exactly that."""
    return float(dice.rng.beta(max(share, 1e-6) * alike, max(1 - share, 1e-6) * alike))
