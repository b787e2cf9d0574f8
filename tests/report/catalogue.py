"""Axes, signals and sources that the documents of these tests speak of."""

from __future__ import annotations

AXES = {
    "audience": ("Audience", "Audience"),
    "conversation": ("Conversation", "Conversation"),
    "editorial": ("Cohérence éditoriale", "Editorial consistency"),
    "transparency": ("Transparence", "Transparency"),
    "independence": ("Indépendance", "Independence"),
}
#: code: name, axis, kind, unit, private, titles, definitions
SIGNALS: dict[str, tuple[str, str, str, str, bool, tuple[str, str], tuple[str, str]]] = {
    "AUD001": (
        "engagement_per_follower",
        "audience",
        "level",
        "per_follower",
        False,
        ("Engagement par abonné", "Engagement per follower"),
        (
            "(j’aime + commentaires) ÷ abonnés de la semaine, publication typique",
            "(likes + comments) ÷ followers of that week, typical post",
        ),
    ),
    "AUD002": (
        "engagement_per_view",
        "audience",
        "level",
        "per_view",
        False,
        ("Engagement par vue", "Engagement per view"),
        ("(j’aime + commentaires) ÷ vues, publication typique", "(likes + comments) ÷ views, typical post"),
    ),
    "AUD003": (
        "follower_steps",
        "audience",
        "shift",
        "share",
        False,
        ("Marches d’abonnés", "Follower steps"),
        (
            "hausse des abonnés par marches que rien de ce que nous tenons n’accompagne",
            "rise of followers by steps that nothing we hold goes with",
        ),
    ),
    "CON001": (
        "replies_to_community",
        "conversation",
        "share",
        "share",
        False,
        ("Réponses à sa communauté", "Replies to own community"),
        (
            "commentaires auxquels le profil a répondu ÷ commentaires reçus, hors les siens",
            "comments answered by the creator ÷ comments received, own excluded",
        ),
    ),
    "TRA001": (
        "stated_share",
        "transparency",
        "share",
        "share",
        False,
        ("Publications commerciales qui le disent", "Commercial posts that say so"),
        (
            "publications qui l’énoncent clairement ÷ publications à relation commerciale, parties lues",
            "posts that state it clearly ÷ posts with a commercial relation, parts read",
        ),
    ),
    "IND001": (
        "commercial_share",
        "independence",
        "share",
        "share",
        False,
        ("Publications à relation commerciale", "Posts with a commercial relation"),
        (
            "publications à relation commerciale ÷ publications lues",
            "posts with a commercial relation ÷ posts read",
        ),
    ),
    "IND002": (
        "brand_concentration",
        "independence",
        "diversity",
        "index",
        False,
        ("Concentration des marques", "Brand concentration"),
        (
            "chance que deux publications commerciales tirées au sort aient la même marque",
            "chance that two commercial posts drawn at random are for the same brand",
        ),
    ),
    "PRI001": (
        "posting_cadence",
        "editorial",
        "level",
        "days",
        True,
        ("Rythme de publication", "Posting cadence"),
        ("jours entre deux publications, médiane", "days between two posts, median"),
    ),
}
SOURCES = {
    "zeeschuimer_tiktok_comments": (
        ("Commentaires TikTok (Zeeschuimer)", "TikTok comments (Zeeschuimer)"),
        (
            "N’importe qui, avec l’extension de navigateur : ouvrir six publications, puis exporter.",
            "Anyone, with the browser extension: open six posts and their threads, then export.",
        ),
        20,
    ),
    "creators_list": (
        ("Liste de profils avec abonnés", "List of profiles with followers"),
        (
            "Vous-même : un tableur avec une colonne profil et une colonne abonnés.",
            "Yourself: a spreadsheet with a profile column and a followers column.",
        ),
        10,
    ),
}
