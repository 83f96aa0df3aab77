"""What rules propose of where a source comes from, and that no text breaks them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.html_links import links_of
from claims.intake.rows import BadFile
from claims.proposing import Matter, Named, Outgoing, Page, Proposal, propose
from claims.proposing.addresses import canonical

MATTER = Matter((Decimal(1500),), ("1,500 people had been killed during the protests in the whole country",))
PARTIES = [
    Named("reuters", ("Reuters", "رویترز", "رويترز")),
    Named("ministry", ("Interior Ministry",)),
    Named("mek", ("MEK", "Mujahedin-e Khalq")),
    Named("fars", ("خبرگزاری فارس",)),
    Named("aljazeera", ("الجزيرة",)),
    Named("short", ("AP",)),
]
PASSAGE = (
    "Relatives waited outside the hospitals of the capital through the night while officials refused to give any names "
    "or to say where the bodies had been taken."
)


def cited_in(text: str, matter: Matter = MATTER) -> list[tuple[str | None, str]]:
    found = propose([Page("a", text)], PARTIES, matter)
    for one in found:
        assert one.marked in one.words
        assert one.start is not None
        assert text[one.start :].startswith(one.words)
    return [(one.from_party, one.marked) for one in found]


@pytest.mark.parametrize(
    ("text", "party", "marked"),
    [
        ("According to Reuters, 1,500 people were killed.", "reuters", "According to Reuters"),
        ("Reuters reported that 1,500 people were killed.", "reuters", "Reuters reported"),
        ("Reuters on Monday reported 1,500 dead.", "reuters", "Reuters on Monday reported"),
        ("Citing the Interior Ministry, it put the toll at 1,500.", "ministry", "Citing the Interior Ministry"),
        ("A toll of 1,500 was reported on Monday by Reuters.", "reuters", "reported on Monday by Reuters"),
        ("An official told the news agency Reuters that 1500 died.", "reuters", "told the news agency Reuters"),
        ("Reuters’ tally stands at 1,500.", "reuters", "Reuters’ tally"),
        ("Fifteen hundred people died, the MEK said.", "mek", "MEK said"),
        (
            "Others fled. Figures from the Mujahedin-e Khalq stand at 1,500.",
            "mek",
            "Figures from the Mujahedin-e Khalq",
        ),
        ("به گزارش رویترز ۱۵۰۰ نفر کشته شدند.", "reuters", "به گزارش رویترز"),
        ("خبرگزاری فارس روز دوشنبه گزارش داد که ۱۵۰۰ نفر کشته شدند.", "fars", "خبرگزاری فارس روز دوشنبه گزارش داد"),
        ("قالت الجزيرة إن ١٥٠٠ شخص قتلوا.", "aljazeera", "قالت الجزيرة"),
        ("وفقاً لرويترز قتل 1500 شخص.", "reuters", "وفقاً لرويترز"),
        ("نقلا عن رويترز قتل 1500 شخص.", "reuters", "نقلا عن رويترز"),
    ],
)
def test_a_party_that_is_cited_for_the_figure_is_proposed(text: str, party: str, marked: str) -> None:
    assert cited_in(text) == [(party, marked)]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported that 1,400 people were killed.",  # another figure
        "Reuters has offices in 1,500 towns.",  # no verb that cites
        "The MEK denied that 1,500 were killed.",  # denies it
        "Reuters has not reported that 1,500 were killed.",  # did not say it
        "Reuters never said that 1,500 were killed.",
        "Reuters was founded long ago. 1,500 people were killed.",  # another sentence
        "Thereuters reported 1,500 deaths.",  # another word
        "AP reported 1,500 deaths.",  # too short to be looked for
    ],
)
def test_what_does_not_cite_is_not_proposed(text: str) -> None:
    assert cited_in(text) == []


def test_a_claim_without_a_figure_is_known_by_its_words() -> None:
    matter = Matter((), ("the regime brought down the internet in the country for almost a week",))
    said = "Reuters reported that the regime brought the internet of the country down for almost one week."
    assert cited_in(said, matter) == [("reuters", "Reuters reported")]
    assert cited_in("Reuters reported that the week began with rain in the country.", matter) == []


def test_nobody_has_from_themselves_what_they_publish() -> None:
    page = Page("a", "According to Reuters, 1,500 people were killed.", publisher="reuters")
    assert propose([page], PARTIES, MATTER) == []


def edges(found: list[Proposal]) -> set[tuple[str, str, str | None]]:
    return {(one.rule.value, one.source, one.from_source or one.from_party) for one in found}


def test_a_link_is_known_by_the_page_that_it_leads_to() -> None:
    one = Page(
        "one", f"Read the report here. {PASSAGE}", "p", links=[Outgoing("http://reuters.com/a/?utm_source=x#top")]
    )
    other = Page("other", addresses=["https://www.reuters.com/a"], publisher="reuters")
    (found,) = propose([one, other], [], MATTER)
    assert (found.source, found.from_source, found.start, found.words) == (
        "one", "other", None, "http://reuters.com/a/?utm_source=x#top",
    )  # fmt: skip
    named = Page("one", one.text, "p", links=[Outgoing("https://reuters.com/a", "the report"), *one.links])
    (found,) = propose([named, other], [], MATTER)
    assert (found.marked, found.words, found.start) == ("the report", "Read the report here.", 0)


def test_no_link_is_proposed_to_oneself_to_ones_own_house_or_to_what_came_later() -> None:
    link = [Outgoing("https://reuters.com/a", "it")]
    other = Page("other", addresses=["https://reuters.com/a"], publisher="r", published_on=date(2019, 12, 23))
    for page in (
        Page("one", publisher="r", links=link),
        Page("one", links=link, published_on=date(2019, 12, 1)),
        Page("one", links=link, addresses=["https://reuters.com/a/"]),
    ):
        assert propose([page, other], [], MATTER) == []
    assert len(propose([Page("one", links=link, published_on=date(2019, 12, 23)), other], [], MATTER)) == 1


def test_an_address_that_is_written_out_is_a_link() -> None:
    found = propose(
        [Page("one", "See https://reuters.com/a."), Page("two", addresses=["https://reuters.com/a"])], [], MATTER
    )
    assert [(each.source, each.from_source, each.marked) for each in found] == [("one", "two", "https://reuters.com/a")]


def test_two_pages_that_link_to_each_other_are_both_proposed() -> None:
    one = Page("one", addresses=["https://a.example/"], links=[Outgoing("https://b.example/x", "b")])
    two = Page("two", addresses=["https://b.example/x"], links=[Outgoing("https://a.example", "a")])
    assert edges(propose([one, two], [], MATTER)) == {("link", "one", "two"), ("link", "two", "one")}


def test_a_shared_passage_goes_from_the_later_to_the_earlier() -> None:
    late = Page("late", f"We hear this. {PASSAGE} So it is.", published_on=date(2020, 1, 2))
    early = Page("early", f"{PASSAGE.upper()} It was cold.", published_on=date(2020, 1, 1))
    (found,) = propose([late, early], [], MATTER)
    assert (found.source, found.from_source, found.start) == ("late", "early", 14)
    assert found.words == PASSAGE.rstrip(".")
    assert found.basis == "Both have the same 27 words in a row; it was published later."
    (unknown,) = propose([Page("late", late.text), early], [], MATTER)
    assert unknown.basis.endswith("which of them was first is not known.")


def test_quotations_of_the_claim_are_no_shared_passage() -> None:
    (quote,) = MATTER.words
    one, two = Page("one", f"Some say that {quote}, all in all."), Page("two", f"It is said that {quote}. It rained.")
    assert propose([one, two], [], MATTER) == []
    assert edges(propose([one, two], [], Matter())) == {("passage", "two", "one")}


def test_fewer_words_in_a_row_are_chance_and_one_house_repeats_itself() -> None:
    few = " ".join(PASSAGE.split()[:11])
    assert propose([Page("one", f"{few} one."), Page("two", f"{few} two.")], [], MATTER) == []
    assert propose([Page("one", PASSAGE, "p"), Page("two", PASSAGE, "p")], [], MATTER) == []


def test_what_is_known_is_not_proposed_again_either_way() -> None:
    pages = [Page("one", PASSAGE), Page("two", PASSAGE)]
    for edge in (("two", "one", None), ("one", "two", None)):
        assert propose(pages, [], MATTER, known=[edge]) == []
    cited = Page("one", "According to Reuters, 1,500 people were killed.")
    assert propose([cited], PARTIES, MATTER, known=[("one", None, "reuters")]) == []


def test_a_party_is_not_proposed_beside_its_own_source() -> None:
    text = "According to Reuters, 1,500 people were killed."
    one = Page("one", text, links=[Outgoing("https://reuters.com/a", "Reuters")])
    other = Page("two", publisher="reuters", addresses=["https://reuters.com/a"])
    assert edges(propose([one, other], PARTIES, MATTER)) == {("link", "one", "two")}


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("HTTP://www.Reuters.com:80/a/?b=1&utm_source=x#f", "reuters.com/a?b=1"),
        ("https://m.reuters.com/a/amp?b=1", "reuters.com/a?b=1"),
        ("https://web.archive.org/web/20191224000000/http://www.reuters.com/a?b=1", "reuters.com/a?b=1"),
        ("https://archive.org/web/2019id_/https:/reuters.com/a?b=1&fbclid=9", "reuters.com/a?b=1"),
        ("https://reuters.com/%61?b=1", "reuters.com/a?b=1"),
        ("https://reuters.com:8443/a", "reuters.com:8443/a"),
        ("mailto:a@reuters.com", ""),
        ("https://[::1", ""),
        ("https://a:b/", ""),
    ],
)
def test_addresses_of_one_page_have_one_form(address: str, form: str) -> None:
    assert canonical(address) == form
    assert canonical(f"https://{form}") == form if form else True


SIGNS = ["Reuters", "reported", "according", "to", "1,500", ".", "رویترز", "به گزارش", "\n\n"]
WORDS = st.lists(
    st.sampled_from([*PASSAGE.split(), *SIGNS]),
    max_size=60,
).map(" ".join)  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(max_size=200))
LINKS = st.lists(
    st.sampled_from(["https://a.example/", "https://b.example/1", "http://[", "x"]).map(Outgoing), max_size=3
)
DAYS = st.none() | st.dates(date(2019, 1, 1), date(2019, 1, 3))
ADDRESSES = st.lists(st.sampled_from(["https://a.example", "https://b.example/1"]), max_size=2)
PAGES = st.lists(
    st.builds(
        Page, key=st.sampled_from("abcdef"), text=TEXTS, publisher=st.none() | st.sampled_from(["reuters", "x"]),
        published_on=DAYS, addresses=ADDRESSES, links=LINKS,
    ),
    max_size=5, unique_by=lambda page: page.key,
)  # fmt: skip


@given(PAGES, st.randoms())
def test_nothing_breaks_them_and_their_order_does_not_matter(pages: list[Page], random) -> None:  # type: ignore[no-untyped-def]
    found = propose(pages, PARTIES, MATTER)
    shuffled = random.sample(pages, len(pages))
    assert propose(shuffled, list(reversed(PARTIES)), MATTER) == found
    texts = {page.key: page for page in pages}
    for one in found:
        assert one.from_source != one.source
        assert one.from_party is None or one.from_party != texts[one.source].publisher
        assert one.marked in one.words
        assert one.start is None or texts[one.source].text[one.start :].startswith(one.words)
    said = {(one.source, one.from_source, one.from_party) for one in found}
    assert len(said) == len(found)
    assert propose(pages, PARTIES, MATTER, known=said) == []


@given(st.text(max_size=300))
def test_any_text_has_an_address_or_none(text: str) -> None:
    for each in (text, f"https://{text}", f"https://web.archive.org/web/2019/{text}"):
        assert canonical(each) == canonical(f"  {each}\n")


def test_links_are_read_out_of_the_page_as_it_was_kept() -> None:
    page = (
        "<!doctype html><head><base href='/news/'><link rel=canonical href='https://a.example/real'></head><body><nav>"
        "<a href=home>Home</a></nav><p>See <a href='https://b.example/x?a=1&amp;b=2'>the\n <b>report</b></a>.</p>"
        "<a href='javascript:alert(1)'>no</a><blockquote cite='https://c.example/'>Words</blockquote></body>"
    )
    found = links_of(page.encode(), url="https://a.example/1")
    assert found.own == "https://a.example/real"
    assert found.links == (
        ("https://a.example/news/home", "Home"),
        ("https://b.example/x?a=1&b=2", "the report"),
        ("https://c.example/", "Words"),
    )
    assert links_of(page.encode(), url="https://other.example/").own == ""


@given(st.binary(max_size=400))
def test_any_bytes_have_links_or_none(body: bytes) -> None:
    try:
        links_of(b"<a href=x>" + body, url="https://a.example/")
    except BadFile:
        return
