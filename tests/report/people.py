"""The cast as audit sheets: five players, one of whom nearly nothing is known, one who went viral."""

from __future__ import annotations

from typing import Any

from tests.cast import ANA, BOB, CLEO, DOV, EVE, Player
from tests.report.documents import (
    Doc,
    flag,
    levels,
    opinion,
    peers,
    reading,
    run,
    series,
    shares,
    sheet,
    span,
    step,
)

FAY = Player("fay.du.coin", "900000000000000106", 0, "hardly imported at all")
GUS = Player(
    "gus_en_cuisine", "900000000000000107", 6_100, "a viral post, and the followers that came with it"
)

PAID = "Mon sérum du soir, produit offert par Luma #pub · code CLEO15 pour −15 %"
SILENT = "Ma routine du soir ✨ avec le code CLEO15 vous avez −15 %, lien en bio"
EVE_SAYS = "N’achetez pas le mascara Orso, il ne tient pas. Prenez plutôt le mien, code EVE20, lien en bio"
EVE_SPANS = [
    span(EVE_SAYS, "N’achetez pas le mascara Orso", "dissuade"),
    span(EVE_SAYS, "Prenez plutôt le mien", "substitute"),
    span(EVE_SAYS, "code EVE20", "commercial"),
    span(EVE_SAYS, "lien en bio", "commercial"),
]
PAID_SPANS = [
    span(PAID, "produit offert par Luma", "disclosure"),
    span(PAID, "#pub", "disclosure"),
    span(PAID, "code CLEO15", "commercial"),
]
SILENT_SPANS = [span(SILENT, "code CLEO15", "commercial"), span(SILENT, "lien en bio", "commercial")]


def who(player: Player, name: str, platform: str = "tiktok", tier: str = "nano", **more: Any) -> Doc:
    """A player as a sheet names her."""
    return {
        "creator_key": f"{int(player.native_id):032x}",
        "platform": platform,
        "handle": player.handle,
        "display_name": name,
        "followers": player.followers or None,
        "tier": {"scheme": "BICOM", "name": tier},
        **more,
    }


def ana(**more: Any) -> Doc:
    """Ana, an honest nano-creator: a wide interval, and nothing to look at."""
    rows = levels(1, 36, 0.071, ANA.followers)
    readings = [
        reading("AUD001", 0.071, 0.061, 0.083, rows=rows, peers=peers(0.018, 0.046, 0.104)),
        reading("AUD002", 0.092, 0.08, 0.105, rows=levels(2, 36, 0.092, 800), peers=peers(0.03, 0.06, 0.12)),
        reading("AUD003", 0.0, 0.0, 0.0, n=26, series=series(ANA.followers, 2, {}), steps=[]),
        reading("CON001", None, why={"have": 12, "need": 20, "fetch": ["zeeschuimer_tiktok_comments"]}),
        reading(
            "IND001", 0.03, 0.01, 0.11, rows=shares(1, 36, 1, [("Merci à ma voisine pour les fleurs", [])])
        ),
        reading("TRA001", None, why={"have": 1, "need": 5}),
        reading("IND002", None, why={"have": 1, "need": 8}),
        reading("PRI001", 1.6, 1.3, 2.1, rows=levels(3, 30, 1.6, 1, 0.4)),
    ]
    values = {"audience": (71.0, 58.0, 82.0), "independence": (62.0, 41.0, 80.0)}
    person = who(ANA, "Ana des livres", country="FR", followers_low=1_235, followers_high=1_245)
    return sheet(person, readings, values, opinion(67.0, 52.0, 79.0, 0.45), **more)


def bob(**more: Any) -> Doc:
    """Bob, paid, who says so; he has seen his sheet and answered."""
    rows = shares(11, 40, 14, [(PAID, PAID_SPANS)], relation="disclosed_clear")
    readings = [
        reading(
            "AUD001",
            0.031,
            0.027,
            0.036,
            rows=levels(11, 40, 0.031, BOB.followers),
            peers=peers(0.012, 0.024, 0.05),
        ),
        reading("CON001", 0.44, 0.38, 0.5, rows=shares(12, 160, 70), peers=peers(0.05, 0.21, 0.55)),
        reading("IND001", 0.35, 0.24, 0.48, rows=rows, peers=peers(0.02, 0.12, 0.4), stable=False),
        reading("TRA001", 0.93, 0.76, 0.98, rows=rows[:14], stable=False),
        reading(
            "IND002",
            0.21,
            0.12,
            0.36,
            rows=[{"item": r["item"], "at": r["at"], "value": "luma"} for r in rows[:9]],
        ),
    ]
    values = {
        "audience": (58.0, 47.0, 68.0),
        "conversation": (66.0, 58.0, 74.0),
        "independence": (52.0, 43.0, 61.0),
    }
    reply = [
        {
            "at": "2026-02-04",
            "text": "La vidéo du 12 n’était pas payée, voici la facture.",
            "url": "https://example.org/f",
        }
    ]
    person = who(BOB, "Bob bricole", "instagram", "micro")
    said = opinion(60.0, 53.0, 67.0, 0.62)
    return sheet(person, readings, values, said, **{"seen_by_creator": True, "reply": reply, **more})


def cleo(**more: Any) -> Doc:
    """Cléo, paid and silent: a share to look at, which does not weigh."""
    words = (
        "Publications commerciales qui le disent : au plus 31 %, sous 50 % ; à lire soi-même.",
        "Commercial posts that say so: at most 31%, below 50%; read the posts yourself.",
    )
    rows = shares(21, 44, 19, [(SILENT, SILENT_SPANS)], relation="undisclosed_cues")
    silent = [{**r, "value": 0} for r in rows[:19]]
    readings = [
        reading(
            "AUD001",
            0.024,
            0.021,
            0.028,
            rows=levels(21, 44, 0.024, CLEO.followers),
            peers=peers(0.01, 0.02, 0.045),
        ),
        reading(
            "CON001",
            None,
            why={
                "have": 0,
                "need": 20,
                "fetch": ["zeeschuimer_tiktok_comments"],
                "columns": "comment.parent_id",
            },
        ),
        reading("IND001", 0.43, 0.32, 0.55, rows=rows, peers=peers(0.02, 0.15, 0.42)),
        reading("TRA001", 0.11, 0.03, 0.31, rows=silent, flags=[flag("look_at", *words)]),
    ]
    values = {
        "audience": (51.0, 42.0, 60.0),
        "transparency": (24.0, 12.0, 41.0),
        "independence": (44.0, 33.0, 55.0),
    }
    return sheet(
        who(CLEO, "Cléo Carnet", tier="micro"), readings, values, opinion(41.0, 33.0, 50.0, 0.6), **more
    )


def dov(**more: Any) -> Doc:
    """Dov, whose followers rose in a step that nothing held explains."""
    words = (
        "Hausse de 19 % à 22 % des abonnés le 21 janvier 2026, sans rien qui y corresponde : demander.",
        "A rise of 19% to 22% of followers on 21 January 2026 with nothing that matches: ask.",
    )
    alone = step(
        18,
        0.19,
        0.22,
        "nothing",
        words,
        kind="post",
        id="74031000018",
        title="Journée calme au parc",
        url="https://example.org/p/31/18",
        at="2026-01-20",
        detail={"views": 5210, "likes": 180, "z": 0.4},
    )
    readings = [
        reading(
            "AUD001",
            0.008,
            0.0065,
            0.0098,
            rows=levels(31, 30, 0.008, DOV.followers),
            peers=peers(0.009, 0.021, 0.05),
        ),
        reading(
            "AUD003",
            0.205,
            0.19,
            0.22,
            n=26,
            series=series(35_000, 30, {18: 0.2}, rounded=100),
            steps=[alone],
            flags=[flag("adverse", *words, at=alone["at"])],
        ),
        reading("CON001", 0.03, 0.01, 0.07, rows=shares(32, 90, 2), peers=peers(0.05, 0.2, 0.5)),
    ]
    values = {"audience": (27.0, 17.0, 39.0), "conversation": (38.0, 30.0, 47.0)}
    return sheet(
        who(DOV, "Dov Daily", "youtube", "micro"), readings, values, opinion(32.0, 24.0, 41.0, 0.48), **more
    )


def eve(**more: Any) -> Doc:
    """Eve, who dissuades and sells a substitute."""
    rows = shares(41, 38, 12, [(EVE_SAYS, EVE_SPANS)], relation="own_business")
    readings = [
        reading(
            "AUD001",
            0.045,
            0.039,
            0.052,
            rows=levels(41, 38, 0.045, EVE.followers),
            peers=peers(0.012, 0.024, 0.05),
        ),
        reading(
            "IND001",
            0.32,
            0.21,
            0.45,
            rows=rows,
            peers=peers(0.02, 0.15, 0.42),
            flags=[
                flag(
                    "note",
                    "Douze publications dissuadent et proposent un substitut commercial.",
                    "Twelve posts dissuade and offer a commercial substitute.",
                )
            ],
        ),
        reading("CON001", None, why={"have": 8, "need": 20, "fetch": ["zeeschuimer_tiktok_comments"]}),
    ]
    values = {"audience": (63.0, 54.0, 71.0), "independence": (46.0, 34.0, 58.0)}
    return sheet(
        who(EVE, "Eve en vrai", tier="micro"), readings, values, opinion(55.0, 45.0, 64.0, 0.44), **more
    )


def fay(**more: Any) -> Doc:
    """Fay, of whom nearly everything abstains."""
    needs = ["creators_list"]
    readings = [
        reading("AUD001", None, why={"have": 0, "need": 6, "fetch": needs, "columns": "creator.followers"}),
        reading("AUD003", None, why={"have": 0, "need": 14, "fetch": needs}),
        reading("CON001", None, why={"have": 0, "need": 20, "fetch": ["zeeschuimer_tiktok_comments"]}),
        reading(
            "IND001", None, why={"have": 3, "need": 12}, rows=shares(51, 3, 0, [("Bonjour le marché", [])])
        ),
    ]
    return sheet(
        who(FAY, "Fay du coin", "instagram", tier="nano"), readings, {}, opinion(None, coverage=0.0), **more
    )


def gus(**more: Any) -> Doc:
    """Gus, whose step coincides with a viral post."""
    words = (
        "Hausse de 18 % à 24 % des abonnés le 29 janvier 2026, qui coïncide avec une publication.",
        "A rise of 18% to 24% of followers on 29 January 2026, which coincides with an exceptional post.",
    )
    early = (
        "Hausse de 7 % à 9 % des abonnés le 9 janvier 2026 ; ces jours ne sont pas importés : demander.",
        "A rise of 7% to 9% on 9 January 2026; those days are not imported: ask.",
    )
    viral = step(
        26,
        0.18,
        0.24,
        "post",
        words,
        kind="post",
        id="74071000026",
        title="La tarte qui tourne mal",
        url="https://example.org/p/71/26",
        at="2026-01-29",
        detail={"views": 812_000, "likes": 91_400, "z": 6.3},
    )
    readings = [
        reading(
            "AUD001",
            0.055,
            0.047,
            0.064,
            rows=levels(71, 32, 0.055, GUS.followers),
            peers=peers(0.012, 0.026, 0.06),
        ),
        reading(
            "AUD003",
            0.0,
            0.0,
            0.0,
            n=26,
            series=series(4_600, 8, {6: 0.08, 26: 0.21}),
            steps=[step(6, 0.07, 0.09, "unknown", early), viral],
            flags=[flag("look_at", *early), flag("note", *words)],
        ),
    ]
    values = {"audience": (69.0, 60.0, 77.0)}
    return sheet(who(GUS, "Gus en cuisine"), readings, values, opinion(None, coverage=0.2), **more)


def everyone() -> tuple[Doc, list[Doc]]:
    """The run over the whole cast, and its sheets."""
    sheets = [ana(), bob(), cleo(), dov(), eve(), fay(), gus()]
    return run(sheets), sheets
