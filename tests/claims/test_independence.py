"""Ten links to one number are one origin; what is only alleged gives a range."""

from collections.abc import Collection, Iterable

import pytest

from claims.independence import Count, DerivationEdge, SourceNode, origins
from tests.claims.chains import alleged, labels, source, span, took, took_of

LABELS = {
    "reuters": "Reuters",
    "ncri": "NCRI",
    "mek": "MEK",
    "officials": "Unnamed officials",
    "afp": "AFP",
    "ministry": "Interior Ministry",
    "hospital": "Hospital",
}


class TestTheReutersCase:
    """Reuters: 1,500, by unnamed officials. NCRI: over 1,500. State media: Reuters has it from MEK."""

    report = source("report", "reuters", anonymous=True)
    statement = source("statement", "ncri")
    affiliations = (("ncri", "mek"),)
    from_mek = alleged(took_of("report", "mek"))

    def count(
        self,
        *edges: DerivationEdge,
        claimants: Collection[str] = ("officials",),
        count_claimant: bool = False,
    ) -> Count:
        return origins(
            [self.report, self.statement],
            edges,
            claimants=claimants,
            affiliations=self.affiliations,
            party_labels=LABELS,
            count_claimant=count_claimant,
            anonymous_parties={"officials"},
        )

    def test_one_to_two_origins(self) -> None:
        count = self.count(self.from_mek)
        assert span(count) == (1, 2)
        assert labels(count) == ["NCRI", "Reuters"]
        ncri, reuters = count.origins
        assert (ncri.sources, reuters.sources) == (("statement",), ("report",))
        assert (ncri.doubtful, reuters.doubtful) == (False, True)
        assert (ncri.anonymous, reuters.anonymous) == (False, True)
        assert not ncri.claimant
        assert not reuters.claimant

    def test_with_the_officials_as_an_origin_that_may_count(self) -> None:
        count = self.count(took_of("report", "officials"), self.from_mek, count_claimant=True)
        assert span(count) == (1, 2)
        assert labels(count) == ["NCRI", "Unnamed officials"]
        officials = count.origins[1]
        assert officials.claimant
        assert officials.anonymous
        assert officials.doubtful

    def test_the_officials_do_not_corroborate_themselves(self) -> None:
        count = self.count(took_of("report", "officials"), self.from_mek)
        assert span(count) == (1, 1)
        claimants = [origin for origin in count.origins if origin.claimant]
        assert [(origin.label, origin.sources) for origin in claimants] == [("Unnamed officials", ("report",))]

    def test_the_allegation_once_shown(self) -> None:
        count = self.count(took_of("report", "mek"))
        assert span(count) == (1, 1)
        assert labels(count) == ["MEK, NCRI"]
        assert count.origins[0].sources == ("report", "statement")

    def test_the_allegation_once_dismissed(self) -> None:
        assert span(self.count()) == (2, 2)

    def test_a_claim_of_mek_is_not_corroborated_by_its_council(self) -> None:
        count = self.count(self.from_mek, claimants=("mek",))
        assert span(count) == (0, 1)
        ncri, reuters = count.origins
        assert (ncri.claimant, ncri.doubtful) == (True, False)
        assert (reuters.claimant, reuters.doubtful) == (False, True)


@pytest.mark.parametrize(
    ("nodes", "edges", "affiliations", "expected", "named"),
    [
        ([], [], [], 0, []),
        (["a"], [], [], 1, ["Text a"]),
        (["a", "b"], [], [], 2, ["Text a", "Text b"]),
        (["a afp"], [], [], 1, ["AFP"]),
        (["a afp", "b afp"], [], [], 1, ["AFP"]),
        (["a afp", "b reuters"], [], [], 2, ["AFP", "Reuters"]),
        (["a", "b"], ["a>b"], [], 1, ["Text b"]),
        (["a"], ["a>b"], [], 1, ["b"]),
        (["a", "b", "c"], ["a>c", "b>c"], [], 1, ["Text c"]),
        (["a", "b"], ["a>x", "b>x"], [], 1, ["x"]),
        (["a", "b"], ["a>x", "b>y"], [], 2, ["x", "y"]),
        (["a", "b"], ["a>x", "b>y", "x>z", "y>z"], [], 1, ["z"]),
        (["a", "b"], ["a>>mek", "b>>mek"], [], 1, ["MEK"]),
        (["a", "b ncri"], ["a>>mek"], [], 2, ["MEK", "NCRI"]),
        (["a", "b ncri"], ["a>>mek"], ["ncri mek"], 1, ["MEK, NCRI"]),
        (["a", "b ncri"], ["a>>mek"], ["mek ncri"], 1, ["MEK, NCRI"]),
        (["a", "b ncri"], ["a>>mek"], ["mek arm", "ncri arm"], 1, ["MEK, NCRI"]),
        # A text taken from two independent sources joins neither and adds none.
        (["b", "c"], [], [], 2, ["Text b", "Text c"]),
        (["a", "b", "c"], ["a>b", "a>c"], [], 2, ["Text b", "Text c"]),
        (["a"], ["a>b", "a>c"], [], 1, ["b"]),
        (["a", "b"], ["a>b", "a>c"], [], 1, ["Text b"]),
        # One publisher is one pair of hands, whatever its reports end at.
        (["a afp", "b afp"], ["a>>hospital", "b>>ministry"], [], 1, ["AFP"]),
        (["a afp", "b reuters"], ["a>>hospital", "b>>ministry"], [], 2, ["Hospital", "Interior Ministry"]),
        (["a afp", "b reuters", "c afp"], ["a>>hospital", "b>>hospital"], [], 2, ["AFP", "Hospital"]),
        # Circles.
        (["a", "b"], ["a>b", "b>a"], [], 1, ["Text a and Text b"]),
        (["a", "b", "c"], ["a>b", "b>c", "c>a"], [], 1, ["Text a and Text b and Text c"]),
        (["a"], ["a>b", "b>a"], [], 1, ["Text a and b"]),
        (["a", "b", "c"], ["a>b", "b>a", "c>a"], [], 1, ["Text a and Text b"]),
        (["a", "b", "c"], ["a>b", "b>a"], [], 2, ["Text a and Text b", "Text c"]),
        (["a", "b", "c"], ["a>b", "b>a", "b>c"], [], 1, ["Text c"]),
        (["a"], ["a>a"], [], 1, ["Text a"]),
    ],
)
def test_how_many_and_which(
    nodes: list[str], edges: list[str], affiliations: list[str], expected: int, named: list[str]
) -> None:
    made = []
    for edge in edges:
        one, of_party, other = edge.partition(">>")
        made.append(took_of(one, other) if of_party else took(*edge.split(">")))
    count = origins(
        [source(*node.split()) for node in nodes],
        made,
        affiliations=[(pair.split()[0], pair.split()[1]) for pair in affiliations],
        party_labels=LABELS,
    )
    assert span(count) == (expected, expected)
    assert labels(count) == named


def test_ten_links_to_one_number_are_one_origin() -> None:
    count = origins([source(f"link{n}", f"outlet{n}") for n in range(10)], [took(f"link{n}", "x") for n in range(10)])
    assert span(count) == (1, 1)
    assert count.origins[0].key == "source:x"
    assert len(count.origins[0].sources) == 10


def test_a_circle_says_so_and_an_exit_from_it_is_the_origin() -> None:
    nodes = [source("a", "afp"), source("b", "reuters")]
    [circle] = origins(nodes, [took("a", "b"), took("b", "a")], party_labels=LABELS).origins
    assert circle.circular
    assert circle.key == "circle:a"
    assert circle.sources == ("a", "b")
    [end] = origins(nodes, [took("a", "b"), took("b", "a"), took_of("a", "mek")], party_labels=LABELS).origins
    assert end.label == "MEK"
    assert not end.circular


def test_a_circle_through_another_report_of_the_same_publisher_says_so_too() -> None:
    nodes = [source("a", "afp"), source("b", "reuters"), source("own", "afp")]
    [only] = origins(nodes, [took("a", "b"), took("b", "a")], party_labels=LABELS).origins
    assert only.key == "party:afp"
    assert only.circular


def test_an_alleged_circle_takes_one_away() -> None:
    count = origins([source("a"), source("b")], [took("a", "b"), alleged(took("b", "a"))])
    assert span(count) == (1, 1)
    count = origins([source("a"), source("b")], [alleged(took("a", "b")), alleged(took("b", "a"))])
    assert span(count) == (1, 2)
    assert [origin.doubtful for origin in count.origins] == [False, True]


def test_a_claimant_in_a_circle_is_shown_and_does_not_count() -> None:
    count = origins(
        [source("a", "mek"), source("b", "afp")],
        [took("a", "b"), took("b", "a")],
        claimants={"mek"},
        party_labels=LABELS,
    )
    assert span(count) == (0, 0)
    [only] = count.origins
    assert only.claimant
    assert only.circular
    assert only.sources == ("a", "b")


def test_what_passes_through_the_claimant_does_not_corroborate_it() -> None:
    nodes = [source("report", "afp"), source("statement", "mek"), source("record", "hospital")]
    edges = [took("report", "statement"), took("statement", "record")]
    count = origins(nodes, edges, claimants={"mek"}, party_labels=LABELS)
    assert span(count) == (1, 1)
    assert {origin.label: origin.sources for origin in count.origins} == {
        "Hospital": ("record",),
        "MEK": ("report", "statement"),
    }
    assert span(origins(nodes[:2], edges, claimants={"mek"})) == (0, 0)
    assert span(origins(nodes[:2], edges, claimants={"mek"}, count_claimant=True)) == (1, 1)


def test_a_claimant_that_nothing_rests_on_is_not_listed() -> None:
    count = origins([source("a", "afp")], [], claimants={"mek"}, party_labels=LABELS)
    assert labels(count) == ["AFP"]


def test_an_alleged_derivation_from_the_claimant_may_leave_nothing() -> None:
    count = origins([source("a", "afp")], [alleged(took_of("a", "mek"))], claimants={"mek"}, party_labels=LABELS)
    assert span(count) == (0, 1)
    assert [(origin.label, origin.doubtful) for origin in count.origins] == [("AFP", True)]


def test_a_doubtful_origin_stands_behind_the_one_that_it_may_be() -> None:
    nodes = [source("a", "afp"), source("h", "hospital"), source("r", "reuters"), source("z", "zeitung")]
    count = origins(nodes, [alleged(took("a", "r"))], party_labels=LABELS)
    assert span(count) == (3, 4)
    assert [(origin.label, origin.doubtful) for origin in count.origins] == [
        ("Hospital", False),
        ("Reuters", False),
        ("AFP", True),
        ("Text z", False),
    ]


def test_known_sources_lend_their_publisher_and_label_but_are_no_evidence() -> None:
    nodes = [source("mail", "mail"), source("own", "reuters")]
    wire = source("wire", "reuters")
    assert span(origins(nodes, [took("mail", "wire")])) == (2, 2)
    count = origins(nodes, [took("mail", "wire")], known=[wire], party_labels=LABELS)
    assert span(count) == (1, 1)
    assert labels(count) == ["Reuters"]
    assert count.origins[0].sources == ("mail", "own")
    assert span(origins([], [took("mail", "wire")], known=[wire])) == (0, 0)


def test_an_origin_is_anonymous_only_when_all_of_it_is() -> None:
    def anonymous(nodes: Iterable[SourceNode], edges: Iterable[DerivationEdge] = ()) -> list[bool]:
        count = origins(nodes, edges, anonymous_parties={"officials"})
        return [origin.anonymous for origin in count.origins]

    assert anonymous([source("a", anonymous=True)]) == [True]
    assert anonymous([source("a")]) == [False]
    assert anonymous([source("a")], [took_of("a", "officials")]) == [True]
    assert anonymous([source("a")], [took_of("a", "mek")]) == [False]
    assert anonymous([source("a", "afp", anonymous=True), source("b", "afp")]) == [False]


def test_a_source_given_twice_is_one_and_two_of_one_id_are_refused() -> None:
    assert span(origins([source("a"), source("a")], [])) == (1, 1)
    with pytest.raises(ValueError, match="Two different sources have the id a"):
        origins([source("a"), source("a", "afp")], [])


def test_a_derivation_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="neither a source nor a party"):
        origins([source("a")], [DerivationEdge("a", None, None, settled=True)])
