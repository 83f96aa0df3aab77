"""What each verb does in every stand of a review, by role and part: written by hand, from the rules.

A cell is four marks, for an administrator, an editor, a reviewer and a reader:

    + * #  done, by the first, second or third step that the verb can take (`STEPS`)
    -      403, not allowed
    x      409, not from here
    t      409, taken: somebody has the part, or a review is open
    0      404, it is not there for them
    .      there is nothing to take

Each line holds verbs, then cells with the parts of which they are true; the last, without parts, is for all others.
The parts are those of Ada (`tests.reviews.stands`): "none"; "early", none, and who holds one has done nothing yet;
"opener" of the review; "holds" an unfinished part, "last" the last one that is; "in", her work is; "back", she handed a
part back; "past", she had one in the round before; "only" reviewer of a round of one; "named" adjudicator; "other",
somebody else is; "publisher"; "interest" in a party of the claim; "leave", today; "out", no member of the restricted
topic. "unheld": nobody has a part. So an editor inside the round is an editor who "holds".
"""

from collections.abc import Iterable, Iterator

# The steps that a verb can take. "give": Ada gives Mira a part; "get": Erin gives Ada one; "swap": what somebody holds
# goes to Mira; "release": her own part, "free": the first, whose ever it is, goes back; "agree" and "differ": Ada hands
# in the same as Ben, or another rating.
STEPS = {
    "open": ("open",),
    "give": ("assign", "assign_adjudicator"),
    "get": ("assign", "assign_adjudicator"),
    "swap": ("assign", "assign_adjudicator"),
    "take": ("take",),
    "release": ("release", "empty", "release_adjudicator"),
    "free": ("release", "empty", "release_adjudicator"),
    "return": ("return",),
    "hold": ("hold",),
    "resume": ("resume", "resume_work"),
    "close": ("close",),
    "agree": ("submit", "agree"),
    "differ": ("submit", "differ"),
    "decide": ("adjudicate",),
    "send_back": ("send_back",),
    "publish": ("publish",),
    "correct": ("correct",),
    "retract": ("retract",),
    "reopen": ("reopen",),
    "unclose": ("unclose", "unclose_work"),
    "let_stand": ("let_stand",),
    "reuse": ("reuse",),
    # No steps: they leave the state alone.
    "gather": ("",),
    "draft": ("",),
    "renew": ("",),
    "comment": ("",),
    "review_by": ("",),
}

GRID = """
queued: none opener in back past interest leave
    open                        | tt--
    give hold close             | ++--
    get                         | ---- in interest leave | +++-
    take                        | ...- in back interest | ---- leave | +++-
    swap                        | ---- in | xx--
    release free gather agree differ draft renew | ----
    reuse                       | ---- in back past interest | ++--
    return resume publish correct retract reopen unclose let_stand review_by | xx--
    decide send_back            | xxx-
    comment                     | +++-

in_review: none early opener holds last in back past interest leave
    open                        | tt--
    give                        | tt-- last in | ++--
    get                         | +++- early | ---- holds interest leave | tttt last in | --+-
    take                        | +++- early | ..+- none opener past | ---- leave | ...-
    swap                        | ---- holds last in | ++--
    release                     | ***- holds | +++- last | ----
    free                        | ***- holds | +++- last | ---- in past | **--
    return                      | ---- holds last in | ++--
    hold close                  | ++--
    agree differ                | +++- holds | ***- last | ----
    gather draft renew          | +++- holds last | ----
    resume publish correct retract reopen unclose let_stand review_by reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-

split: none opener in back past named other interest leave
    open                        | tt--
    give                        | tt-- named other | **--
    get                         | ---- in back past interest leave | tttt named other | ***-
    take                        | ---- leave | ...-
    swap                        | **-- other | ----
    release                     | ###- named | ----
    free agree differ draft     | ----
    gather renew                | +++- named | ----
    decide                      | +++- named | ---- in back past other interest | ++--
    send_back                   | +++- named | ---- in back past | ++--
    return hold resume close publish correct retract reopen unclose let_stand review_by reuse | xx--
    comment                     | +++-

decided: none opener in only back named past interest leave
    open                        | tt--
    get                         | xxxx
    take                        | ---- leave | ...-
    send_back                   | ++--
    publish                     | ---- only | ++--
    swap release free gather agree differ draft renew | ----
    give return hold resume close correct retract reopen unclose let_stand review_by reuse | xx--
    decide                      | xxx-
    comment                     | +++-

published: none opener in only named publisher past interest leave
    open                        | tt--
    get                         | xxxx
    take                        | ---- leave | ...-
    correct                     | ---- only | ++--
    retract reopen review_by    | ++--
    swap release free gather agree differ draft renew | ----
    give return hold resume close publish let_stand unclose reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-

on_hold: none opener unheld holds in back past interest leave
    open                        | tt--
    get                         | xxxx
    take                        | ---- leave | ...-
    swap                        | ---- holds in | xx--
    release                     | xxx- holds | ----
    free                        | xxx- holds | ---- unheld in past | xx--
    resume                      | ++-- unheld | **--
    gather agree differ renew   | xxx- holds | ----
    draft                       | +++- holds | ----
    give return hold close publish correct retract reopen unclose let_stand review_by reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-

closed: none opener unheld in back past interest leave
    open reopen                 | ++--
    unclose                     | ++-- unheld | **--
    get                         | xxxx
    take                        | ---- leave | ...-
    swap                        | ---- in | xx--
    release free gather agree differ draft renew | ----
    give return hold resume close publish correct retract let_stand review_by reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-

retracted: none opener in only named publisher past interest leave
    open reopen                 | ++--
    get                         | xxxx
    take                        | ---- leave | ...-
    swap release free gather agree differ draft renew | ----
    give return hold resume close publish correct retract let_stand review_by unclose reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-

reopened: none opener only named back past publisher interest leave
    open                        | tt--
    give hold let_stand         | ++--
    get                         | ---- named interest leave | +++-
    take                        | ...- named back interest | ---- leave | +++-
    swap return resume close publish correct retract reopen unclose review_by | xx--
    reuse                       | ---- only back past interest | xx--
    release free gather agree differ draft renew | ----
    decide send_back            | xxx-
    comment                     | +++-

rejoined: none opener holds in past publisher interest leave
    open                        | tt--
    give hold                   | ++--
    get                         | ---- holds in interest leave | --+-
    take                        | ..+- none opener past publisher | ---- leave | ...-
    swap return let_stand       | ---- holds in | ++--
    release                     | ***- holds | ----
    free                        | ***- holds | ---- in past | **--
    gather draft renew agree differ | +++- holds | ----
    resume close publish correct retract reopen unclose review_by reuse | xx--
    decide send_back            | xxx-
    comment                     | +++-
"""

# For who is no member of the topic it is the same in every stand, but that Erin, who is one, finds no part to give them
# in some. Stands are named here in place of parts.
OUT = """
    open swap                   | 00--
    get                         | ---- queued in_review split reopened rejoined | xxxx
    take                        | ...-
    gather agree differ draft renew comment | 000-
    give release free return hold resume close decide send_back | 0000
    publish correct retract reopen unclose let_stand review_by reuse | 0000
"""

# What the desk does by itself, to a review that nobody stands in the way of: when every lease has ended, when it is
# long overdue, when the day has come that it waits for, when there is a reason to look again.
CLOCK = """
stand           part     lapse                  overdue                 wait_over       come_back
queued          none     .                      .                       .               .
in_review       none     empty                  return                  .               .
in_review       last     release                return                  .               .
split           none     .                      .                       .               .
split           named    release_adjudicator    release_adjudicator     .               .
decided         none     .                      .                       .               .
published       none     .                      .                       .               come_back
on_hold         unheld   .                      .                       resume          .
on_hold         holds    .                      .                       resume_work     .
closed          none     .                      .                       .               .
retracted       none     .                      .                       .               .
reopened        none     .                      .                       .               .
rejoined        none     empty                  return                  .               .
"""

# Where a step leads, but for "open".
LEADS_TO = {
    "assign": "in_review", "take": "in_review", "release": "in_review", "empty": "queued", "hold": "on_hold",
    "resume": "queued", "resume_work": "in_review", "close": "closed", "reopen": "queued", "submit": "in_review",
    "agree": "decided", "differ": "split", "assign_adjudicator": "split", "release_adjudicator": "split",
    "adjudicate": "decided", "send_back": "queued", "publish": "published", "correct": "published",
    "retract": "retracted", "return": "queued", "come_back": "queued", "let_stand": "published",
    "unclose": "queued", "unclose_work": "in_review", "reuse": "decided",
}  # fmt: skip
# What the table gives a role and no part of it has: who decides, sends back and brings back depends on more.
NARROWER = {
    ("decided", "send_back", "reviewer"): "a verdict stands: an editor sends it back",
    ("published", "come_back", "administrator"): "the clock's own",
    ("published", "come_back", "editor"): "the clock's own",
}


def read_grid() -> dict[tuple[str, str, str], str]:
    """The cell of each (stand, part, verb)."""
    cells: dict[tuple[str, str, str], str] = {}
    for board in GRID.strip().split("\n\n"):
        head, *lines = board.splitlines()
        stand, _, parts = head.partition(":")
        cells |= {(stand, part, verb): cell for verb, part, cell in _read(lines, parts.split())}
    for verb, stand, cell in _read(OUT.strip("\n").splitlines(), {stand for stand, _, _ in cells}):
        cells[stand, "out", verb] = cell
    return cells


def _read(lines: Iterable[str], columns: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The verb, column and cell of all that some lines say: each verb once, and of every column."""
    seen: set[str] = set()
    for line in lines:
        verbs, *groups = (group.split() for group in line.split("|"))
        assert seen.isdisjoint(verbs), f"a verb stands twice: {line}"
        seen |= set(verbs)
        left = set(columns)
        for cell, *named in groups:
            which = set(named) or set(left)
            assert which, line
            assert which <= left, line
            assert len(cell) == len("AERr"), line
            left -= which
            yield from ((verb, column, cell) for verb in verbs for column in which)
        assert not left, f"nothing for {left}: {line}"


def read_clock() -> dict[tuple[str, str], dict[str, str]]:
    """The step, or ".", of each thing that the clock does, by (stand, part)."""
    head, *lines = CLOCK.strip().splitlines()
    names = head.split()[2:]
    rows = (line.split() for line in lines)
    return {(stand, part): dict(zip(names, steps, strict=True)) for stand, part, *steps in rows}
