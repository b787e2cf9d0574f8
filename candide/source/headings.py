"""Headers as people type them: 'Pseudo', 'Abonnés (k)', 'Followers Insta', 'Lien du profil'."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from candide.source.accounts import platform

#: What a column is, by the words of its header, accents folded; the first that fits wins.
_ROLES: dict[str, tuple[str, ...]] = {
    "followers": (
        "abonnes", "abos", "followers", "subscribers", "audience", "communaute", "fans", "nb abonnes",
        "nombre abonnes", "nombre d abonnes", "nb d abonnes", "nb followers", "number of followers",
        "follower count", "followers count", "taille de la communaute",
    ),
    "following": ("abonnements", "following", "suivis"),
    "platform": ("plateforme", "platform", "reseau", "reseau social", "network", "social network", "canal"),
    "link": (
        "lien", "link", "url", "profil", "profile", "lien profil", "lien du profil", "profile url",
        "profile link", "adresse du profil", "lien compte",
    ),
    "handle": (
        "@", "pseudo", "compte", "handle", "username", "user name", "account", "identifiant", "arobase",
        "user", "nom d utilisateur", "nom du compte", "pseudonyme", "createur", "createurice",
        "createurrice", "createur rice", "createur de contenu", "influenceur", "influenceuse",
        "influenceureuse", "influencer", "creator", "chaine", "channel",
    ),
    "id": ("user id", "account id", "channel id", "id du compte", "id chaine", "native id"),
    "name": ("nom", "name", "nom complet", "full name", "prenom et nom", "nom affiche", "display name"),
    "bio": ("bio", "biographie", "biography", "description"),
    "country": ("pays", "country"),
    "language": ("langue", "language"),
    "observed": (
        "date", "date du releve", "releve le", "mis a jour", "mise a jour", "date de mise a jour", "updated",
        "updated at", "date of count", "as of",
    ),
    "contact": (
        "e mail", "email", "mail", "courriel", "adresse mail", "telephone", "tel", "phone", "mobile",
        "portable", "whatsapp", "adresse", "address", "adresse postale", "contact",
    ),
}  # fmt: skip
_BY_WORDS = {words: role for role, spellings in _ROLES.items() for words in spellings}
#: Headers of exports of posts or comments: such a table is no list of creators.
_POSTS = frozenset((
    "caption", "shortcode", "video id", "post id", "media id", "comment id", "like count", "likes",
    "view count", "views", "text", "texte", "hashtags", "published at", "taken at", "title", "titre",
    "event id",
))  # fmt: skip
_PROFILES = frozenset(words for words in _ROLES["link"] if "profil" in words or "compte" in words)
_SCALE = re.compile(r"\b(?:(k|milliers|thousands?)|(m|millions?))\b")
_FILLERS = re.compile(r"\b(?:en|sur|on|in|du|de|of|le|la|les|the)\b")


@dataclass(frozen=True)
class Heading:
    """One column: header as typed, its role (None when free), the platform and the scale that it names."""

    typed: str
    role: str | None
    platform: str | None = None
    scale: int = 1


def folded(text: str) -> str:
    """Return a header in lower case, without accents and signs, words one space apart."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9@]+", " ", plain.replace("œ", "oe").replace("·", "")).split())


def heading(typed: str) -> Heading:
    """Return what a column holds, told from its header.

    typed  as in the file, French or English: 'Abonnés Insta (k)' is followers on Instagram, in thousands
    """
    words = folded(typed)
    if role := _BY_WORDS.get(words):
        return Heading(typed, role)
    scale = _scale(words)
    rest = _SCALE.sub(" ", words) if scale > 1 else words
    where, rest = _platform(rest)
    bare = " ".join(_FILLERS.sub(" ", rest).split())
    role = _BY_WORDS.get(" ".join(rest.split())) or _BY_WORDS.get(bare)
    if where and not bare.strip("@ "):
        return Heading(typed, "handle", where)
    if role is None or (scale > 1 and role != "followers"):
        return Heading(typed, None)
    return Heading(typed, role, where, scale)


def lists_creators(header: tuple[str, ...]) -> bool:
    """Tell whether a header is that of a list of creators: it names accounts, and nothing of posts.

    A bare 'lien' or 'url' may lead anywhere: it counts beside a name or a number of followers only.
    """
    plain = {folded(h) for h in header}
    roles = {h.role for h in map(heading, header)}
    linked = "link" in roles and (bool({"followers", "name"} & roles) or bool(plain & _PROFILES))
    return ("handle" in roles or linked) and not _POSTS & plain


def _scale(words: str) -> int:
    found = _SCALE.search(words)
    if found is None:
        return 1
    return 1000 if found[1] else 1_000_000


def _platform(words: str) -> tuple[str | None, str]:
    """Return the platform that some words name, and the words without it."""
    for size in (2, 1):
        parts = words.split()
        for i in range(len(parts) - size + 1):
            if where := platform(" ".join(parts[i : i + size])):
                return where, " ".join(parts[:i] + parts[i + size :])
    return None, words
