"""Posts pasted into an article, as each network and its embeds write them: claims of their account, as of their "
"date."""

from datetime import date

import pytest

from claims.extraction import Basis, extract

SAID = "We counted 2,300 dead fish in one morning."
BEFORE, AFTER = "The lake has been closed.", "The ministry said 40 people were ill."


def posts(text: str) -> list[tuple[str, str, str | None]]:
    found = extract(text, document_date=date(2026, 2, 3)).candidates
    return [
        (c.speakers[0].name, str(c.quantity.value if c.quantity else ""), c.as_of.value if c.as_of else None)
        for c in found
        if c.speakers and c.speakers[0].name != "ministry"
    ]


@pytest.mark.parametrize(
    ("post", "account", "day"),
    [
        (f"Lake Watch\n@lakewatch\n· Jan 28, 2026\n{SAID}\n114 replies  2.1K reposts  9,870 likes", "Lake "
        "Watch", "2026-01-28"),
        (f"Lake Watch\n@lakewatch\n{SAID}\n8:14 AM · Jan 29, 2026 · 1.2M Views", "Lake Watch", "2026-01-29"),
        (f"Lake Watch\n\n@lakewatch\n\n{SAID}\n\n8:14 AM – Jan 29, 2026\n\nTwitter Ads info and privacy", "Lake "
        "Watch", "2026-01-29"),
        (f"Lake Watch @lakewatch · Jan 28, 2026\n{SAID}\n12 likes", "Lake Watch", "2026-01-28"),
        (f"Lake Watch (@lakewatch) · Jan 28, 2026\n{SAID}\n12 likes", "Lake Watch", "2026-01-28"),
        (f"Lake Watch\nVerified account\n@lakewatch\n{SAID}\nJan 29, 2026, 8:14 AM\nReply", "Lake "
        "Watch", "2026-01-29"),
        (f"{SAID} pic.twitter.com/abc123 — Lake Watch (@lakewatch) January 28, 2026", "Lake Watch", "2026-01-28"),
        (f"{SAID}\n— Lake Watch (@lakewatch) January 28, 2026", "Lake Watch", "2026-01-28"),
        (f"{SAID}\n— Lake Watch (@lakewatch.bsky.social) January 28, 2026 at 2:05 PM", "Lake Watch", "2026-01-28"),
        (f"Lake Watch\n@lakewatch@mastodon.social\n{SAID}\nJan 28, 2026, 14:05\n12 boosts 40 favourites", "Lake "
        "Watch", "2026-01-28"),
        (f"Lake Watch, [28 Jan 2026 at 14:05]\n{SAID}\n\n", "Lake Watch", "2026-01-28"),
        (f"Lake Watch\nJanuary 28, 2026 at 2:05 PM · Public\n{SAID}\nLike Comment Share", "Lake Watch", "2026-01-28"),
        (f"Lake Watch\n@lakewatch\n{SAID}\n1.23k ReTruths 4.5k Likes\nJan 28, 2026, 2:05 PM", "Lake "
        "Watch", "2026-01-28"),
        (f"Lake Watch\n@lakewatch\n·\nJan 28, 2026\n{SAID}\n12 likes", "Lake Watch", "2026-01-28"),
        (f"lake_watch\nVerified\n{SAID}\n12,345 likes\nJanuary 28, 2026", "lake_watch", "2026-01-28"),
        (f"Lake Watch\n@lakewatch\n\nLook.\n\n{SAID}\n\n1.2k ReTruths 4k Likes Jan 28, 2026, 2:05 PM", "Lake "
        "Watch", "2026-01-28"),
        (f"{SAID} #lake\n\n— Lake Watch (@lakewatch) January 28, 2026", "Lake Watch", "2026-01-28"),
    ],
)  # fmt: skip
def test_a_post_is_a_claim_of_its_account(post: str, account: str, day: str) -> None:
    text = f"{BEFORE}\n\n{post}\n\n{AFTER}"
    assert posts(text) == [(account, "2300", day)]
    found = extract(text, document_date=date(2026, 2, 3)).candidates
    assert [c.as_of.basis for c in found if c.speakers[0].name == account and c.as_of] == [Basis.EMBED]
    last = found[-1]
    assert (last.text, [s.name for s in last.speakers]) == ("40 people were ill", ["ministry"])


@pytest.mark.parametrize(
    ("line", "account"),
    [(f'Jane Doe on X: "{SAID}" / X', "Jane Doe"), (f"RT @lakewatch: {SAID}", "@lakewatch")],
)
def test_a_post_on_one_line_is_a_claim_of_its_account(line: str, account: str) -> None:
    assert posts(f"{BEFORE}\n\n{line}\n\n{AFTER}") == [(account, "2300", None)]


def test_words_of_the_article_above_a_signature_stay_its_own() -> None:
    text = f"“We counted 40 dead,” the group wrote on X.\n\n— Lake Watch (@lakewatch) January 28, 2026\n\n{AFTER}"
    assert posts(text) == [("group", "40", None)]


def test_a_post_without_words_is_no_claim() -> None:
    text = f"{BEFORE}\n\nView this post on Instagram\n\nA post shared by Lake Watch (@lakewatch)\n\n{AFTER}"
    assert posts(text) == []


def test_posts_in_persian_are_claims_of_their_account() -> None:
    text = "در ایران چه گذشت\n\nدیده‌بان\n\n@didehban\n· Nov 16, 2019\nدر کرمانشاه ۱۲ نفر کشته شدند.\n\n12 likes"
    (claim,) = extract(text).candidates
    assert [s.name for s in claim.speakers] == ["دیده‌بان"]
    assert claim.quantity is not None
    assert (int(claim.quantity.value), claim.quantity.unit) == (12, "deaths")
    assert claim.as_of is not None
    assert (claim.as_of.value, claim.as_of.basis) == ("2019-11-16", Basis.EMBED)
