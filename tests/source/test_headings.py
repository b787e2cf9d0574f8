"""Headers as people type them."""

import pytest

from candide.source.headings import Heading, heading, lists_creators


@pytest.mark.parametrize(
    ("typed", "role", "platform", "scale"),
    [
        ("Pseudo", "handle", None, 1),
        ("@", "handle", None, 1),
        ("Créateur·rice", "handle", None, 1),
        ("Compte Insta", "handle", "instagram", 1),
        ("TikTok", "handle", "tiktok", 1),
        ("Identifiant TikTok", "handle", "tiktok", 1),
        ("Chaîne YT", "handle", "youtube", 1),
        ("Lien du profil", "link", None, 1),
        ("Lien YouTube", "link", "youtube", 1),
        ("Nb d'abonnés", "followers", None, 1),
        ("FOLLOWERS", "followers", None, 1),
        ("followers_count", "followers", None, 1),
        ("Abonnés sur YouTube", "followers", "youtube", 1),
        ("Abonnés (k)", "followers", None, 1000),
        ("Abonnés TikTok (en milliers)", "followers", "tiktok", 1000),
        ("Followers (in millions)", "followers", None, 1_000_000),
        ("Réseau", "platform", None, 1),
        ("Nom", "name", None, 1),
        ("Pays", "country", None, 1),
        ("Date du relevé", "observed", None, 1),
        ("E-mail", "contact", None, 1),
        ("Téléphone", "contact", None, 1),
        ("Ville", None, None, 1),
        ("Thème", None, None, 1),
        ("Tarif (k€)", None, None, 1),
        ("Note interne sur TikTok", None, None, 1),
    ],
)
def test_a_header_says_what_its_column_holds(typed: str, role: str | None, platform: str | None, scale: int):
    assert heading(typed) == Heading(typed, role, platform, scale)


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (("Pseudo", "Abonnés"), True),
        (("Instagram", "Ville"), True),
        (("username", "followers", "region"), True),
        (("Profil",), True),
        (("Nom", "Lien"), True),
        (("event_id", "kind", "date", "title", "url"), False),
        (("Date", "Url"), False),
        (("Nom", "Ville"), False),
        (("username", "caption", "likes"), False),
        (("channel_id", "subscribers", "views"), False),
    ],
)
def test_a_list_of_creators_is_told_from_posts_and_other_tables(header: tuple[str, ...], answer: bool):
    assert lists_creators(header) is answer
