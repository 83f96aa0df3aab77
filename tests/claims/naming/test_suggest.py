"""Which names a text suggests to be one party's, and which parties to belong together."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.naming import Relation, Rule, Speaker, Suggestion, loose, suggest
from claims.naming.facts import MOST


def found(text: str, *speakers: str) -> list[Suggestion]:
    """What a text suggests where these speak in it, each at its first place, or from "~" on at its last."""
    placed = []
    for name in speakers:
        plain = name.removeprefix("~")
        start = text.rindex(plain) if name.startswith("~") else text.index(plain)
        placed.append(Speaker(plain, start))
    return suggest(text, placed)


def same(text: str, *speakers: str) -> set[tuple[str, str]]:
    return {(each.name, each.other) for each in found(text, *speakers) if each.relation is Relation.SAME}


def belongs(text: str, *speakers: str) -> set[tuple[str, str]]:
    return {(each.name, each.other) for each in found(text, *speakers) if each.relation is Relation.AFFILIATED}


NCRI = "National Council of Resistance of Iran"
PMOI = "People’s Mojahedin Organization of Iran"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            f"The {PMOI} (PMOI, Mujahedin-e Khalq or MEK) said so.",
            {(PMOI, "PMOI"), (PMOI, "Mujahedin-e Khalq"), (PMOI, "MEK")},
        ),
        ("Officials at the World Health Organization (WHO) agreed.", {("World Health Organization", "WHO")}),
        ("It told the New York Times (NYT) that.", {("New York Times", "NYT")}),
        ("Experts of the Department of Defense (DoD) said.", {("Department of Defense", "DoD")}),
        (
            "The Centers for Disease Control and Prevention (CDC) counted.",
            {("Centers for Disease Control and Prevention", "CDC")},
        ),
        ("The Mojahedin-e Khalq (MEK) said.", {("Mojahedin-e Khalq", "MEK")}),
        (f"NCRI, or the {NCRI}, said.", {(NCRI, "NCRI")}),
        ("The International Atomic Energy Agency, or IAEA, found.", {("International Atomic Energy Agency", "IAEA")}),
        ("WHO, the World Health Organization, said.", {("World Health Organization", "WHO")}),
        ("IAEA (International Atomic Energy Agency) inspectors", {("International Atomic Energy Agency", "IAEA")}),
        ("The Islamic State, also known as Daesh, said.", {("Islamic State", "Daesh")}),
        ("Twitter (formerly known as Odeo) said.", {("Twitter", "Odeo")}),
        ("Iran Policy\n@iran_policy\nNew figures today.", {("Iran Policy", "@iran_policy")}),
        ("The council (@council) wrote, and Reuters World (@ReutersWorld) too.", {("Reuters World", "@ReutersWorld")}),
        ("The PMOI/MEK announced 3,000.", {("PMOI", "MEK")}),
        ("Secretary General of the World Health Organization (WHO) said.", {("World Health Organization", "WHO")}),
    ],
)  # fmt: skip
def test_names_that_a_text_puts_side_by_side(text: str, pairs: set[tuple[str, str]]) -> None:
    assert same(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "TEHRAN (AFP) - Ten people died.",
        "Brian Hook (R-TX) said so, and Tom Smith (left) agreed.",
        "Reuters (London) and Der Spiegel (Hamburg) reported.",
        "Photographs: AP/AFP. The AFP/Reuters file.",
        "The Health Ministry (in Tehran) said 20 (twenty) died.",
        "Ali Shamkhani (pictured) spoke; John Kerry (Democrat) did not.",
        "France (Paris) and Germany (GDP 4 trillion) said.",
        "The figure (WHO says 20) rose, they said (NCRI).",
    ],
)
def test_what_stands_in_brackets_is_often_no_name(text: str) -> None:
    assert same(text) == set()


@pytest.mark.parametrize(
    ("text", "speakers", "pairs"),
    [
        (
            "National Council of Resistance of Iran figures. NCRI said.",
            ("National Council of Resistance of Iran", "NCRI"),
            {("National Council of Resistance of Iran", "NCRI")},
        ),
        ("Ali Shamkhani denied it. Shamkhani said.", ("Ali Shamkhani", "~Shamkhani"), {("Ali Shamkhani", "Shamkhani")}),
        (
            "President Donald Trump spoke. Trump promised.",
            ("President Donald Trump", "~Trump"),
            {("President Donald Trump", "Trump")},
        ),
        ("PMOI/MEK said so.", ("PMOI/MEK",), {("PMOI/MEK", "PMOI"), ("PMOI/MEK", "MEK"), ("PMOI", "MEK")}),
        (
            "The National Council of Resistance of Iran (NCRI) said.",
            ("National Council of Resistance of Iran (NCRI)",),
            {
                ("National Council of Resistance of Iran", "NCRI"),
                ("National Council of Resistance of Iran (NCRI)", "NCRI"),
                ("National Council of Resistance of Iran (NCRI)", "National Council of Resistance of Iran"),
            },
        ),
        # The surname first, two of one surname, a paper, or nobody who speaks: nothing.
        ("Shamkhani said no. Ali Shamkhani denied it.", ("~Ali Shamkhani", "Shamkhani"), set()),
        (
            "Ali Karimi said yes. Hassan Karimi said no. Karimi insisted.",
            ("Ali Karimi", "Hassan Karimi", "~Karimi"),
            set(),
        ),
        ("Ali Karimi said yes, not Hassan Karimi. Karimi insisted.", ("Ali Karimi", "~Karimi"), set()),
        ("The New York Times wrote. Times readers said.", ("New York Times", "~Times"), set()),
        ("Ali Shamkhani denied it. Shamkhani was silent.", ("Ali Shamkhani",), set()),
    ],
)  # fmt: skip
def test_names_of_speakers_that_go_together(text: str, speakers: tuple[str, ...], pairs: set[tuple[str, str]]) -> None:
    assert same(text, *speakers) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("NCRI, the political wing of the PMOI, said.", {("NCRI", "PMOI")}),
        ("Tasnim, which is affiliated with the IRGC, wrote.", {("Tasnim", "IRGC")}),
        ("Hezbollah is backed by Iran.", {("Hezbollah", "Iran")}),
        ("Instagram, owned by Meta, said.", {("Instagram", "Meta")}),
        ("The IRGC-affiliated Tasnim news agency said.", {("Tasnim", "IRGC")}),
        (
            "Ali Shamkhani, secretary of the Supreme National Security Council, said.",
            {("Ali Shamkhani", "Supreme National Security Council")},
        ),
        ("Jane Roe, a spokeswoman for the United Nations, said.", {("Jane Roe", "United Nations")}),
        ("Fars is an outlet of the Guards Corps.", {("Fars", "Guards Corps")}),
        ("Tasnim, citing the IRGC, wrote.", set()),
        ("The state-run Jamaran news agency wrote.", set()),
        ("They are close to an agreement with France.", set()),
    ],
)
def test_parties_that_belong_together(text: str, pairs: set[tuple[str, str]]) -> None:
    assert belongs(text) == pairs


def test_state_run_belongs_to_the_one_state_that_speaks() -> None:
    text = (
        "Iranian state media said 200. The state-run Jamaran news-agency wrote otherwise. Iraqi government sources too."
    )
    assert belongs(text, "Iranian state media") == {("Jamaran", "Iranian state media")}
    assert belongs(text, "Iranian state media", "Iraqi government") == set()


def test_each_suggestion_says_where_it_stands_and_why() -> None:
    text = "On Monday the World Health Organization (WHO) said. The World Health Organization (WHO) repeated it."
    (only,) = found(text)
    assert text[only.start : only.end] == "World Health Organization (WHO)"
    assert only.rule is Rule.BRACKETS
    assert only.start == text.index("World")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mojahedin-e Khalq", "Mujahedin e-Khalq"),
        ("Mojahedin", "Mujahideen"),
        ("MEK", "the MEK’s"),
        ("M.E.K.", "MEK"),
        ("José Pérez", "Jose Perez"),
        ("President Donald Trump", "Donald Trump"),
        ("Iranian Foreign Minister Abbas Araghchi", "Abbas Araghchi"),
        ("Dr. Jane Roe", "Jane Roe"),
        ("National Council of Resistance (NCRI)", "The National Council of Resistance"),
        ("state-run Jamaran news-agency", "Jamaran"),
        ("official news agency IRNA", "IRNA"),
        ("Reuters’", "Reuters"),
        ("#IRGC", "IRGC"),
        ("سازمان مجاهدين خلق", "سازمان مجاهدین خلق"),
        ("كيهان", "کیهان"),
    ],
)
def test_spellings_of_one_name_have_one_form(one: str, other: str) -> None:
    assert loose(one) == loose(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iran", "Iraq"), ("UN", "ON"), ("President Trump", "Trump"), ("Reuters", "Roy"),
        ("Ali Karimi", "Hassan Karimi"),
        ("Ministry of Health", "Ministry of Heat"), ("PMOI", "MEK"), ("Hamas", "Hama"), ("Fars", "Far"),
        ("New York Times", "York Times"), ("Health Ministry", "Health Minister"),
    ],
)  # fmt: skip
def test_other_names_have_another(one: str, other: str) -> None:
    assert loose(one) != loose(other)


NAMES = st.sampled_from(
    ["World Health Organization", "WHO", "(WHO)", "the", "Ali Karimi", "Karimi", "/", "MEK", "@mek", "\n", ", or", "of",
     "also known as", "(", ")", "wing of", ", the political", "state-run", "é", "\u200c",
     "کیهان", "A", "’s", "-run", "\ud800"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(NAMES | st.text(max_size=5), max_size=60), st.data())
def test_whatever_the_text_offsets_hold(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    starts = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=5))
    speakers = [Speaker(text[start : start + 20], start) for start in starts if text[start : start + 20].strip()]
    for each in suggest(text, speakers):
        assert 0 <= each.start < each.end <= len(text)
        assert each.name.strip()
        assert each.other.strip()
        assert each.name != each.other
    assert isinstance(loose(text), str)


@pytest.mark.parametrize(
    "unit",
    ["World Health Organization (WHO) ", "A", "A ", "Aa of the ", "(", "Ab, ", "AB/", "Ab (Cd ", "a", "Ab-", "Ab\n@"],
)
def test_it_takes_time_that_grows_with_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.perf_counter()
        assert len(suggest(text, [Speaker("WHO", 0)])) <= MOST
        return time.perf_counter() - begin

    seconds(10_000)
    small, large = min(seconds(20_000) for _ in range(3)), min(seconds(160_000) for _ in range(2))
    assert large < max(0.2, 24 * small)
    assert large < 5
