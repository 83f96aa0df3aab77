"""The rules of a review, told a second time in a few lines and in other words than the product's."""

from collections.abc import Iterator
from dataclasses import dataclass, field

REVIEWERS, EDITORS = ("ada", "ben", "noor"), ("erin", "cleo", "adam")
PEOPLE = (*REVIEWERS, *EDITORS, "rita")
PARTS = ("first", "second", "adjudicator")
RATINGS = ("unproven", "half-true")
OPEN_ROUND = {"queued", "in_review"}
BLIND = OPEN_ROUND | {"on_hold", "closed"}
ENDED = {"closed", "retracted", "published"}
CLOCK = "the clock"
Move = tuple[str, ...]


@dataclass
class Rules:
    """How a review of two assessments stands, who holds what in its round, and who had what in rounds before."""

    state: str = "queued"
    holds: dict[str, str] = field(default_factory=dict)  # part: person
    had: set[str] = field(default_factory=set)  # who has or had a reviewer's part of this round
    past: dict[str, str] = field(default_factory=dict)  # person: part
    ratings: dict[str, str] = field(default_factory=dict)  # person: rating, of this round
    evidence: dict[str, int] = field(default_factory=dict)  # person: pieces not withdrawn, of this round
    is_public: bool = False
    stands: bool = False  # in public, and is not withdrawn
    cut_short: bool = False  # published again before the round was in
    commented: set[str] = field(default_factory=set)  # who said something in this round that was blind to them
    held_in: str = ""  # the state that a review on hold goes back to
    away: set[str] = field(default_factory=set)
    interested: set[str] = field(default_factory=set)  # in a party of the claim

    def moves(self) -> Iterator[tuple[Move, bool]]:
        """Everything that anybody could try now, as (verb, who, ...), and whether it is allowed."""
        for by in PEOPLE:
            is_editor = by in EDITORS
            for person in PEOPLE:
                for part in PARTS:
                    yield ("assign", by, person, part), self.may_assign(by, person, part)
                if self.evidence.get(person):
                    yield ("withdraw", by, person), by == person and self.may_work(by)
                for part in PARTS:
                    yield ("reassign", by, person, part), self.may_reassign(by, person, part)
            yield ("take", by), self.may_take(by)
            yield ("release", by), self.may_work(by)
            yield ("gather", by), self.may_work(by)
            for rating in RATINGS:
                yield ("submit", by, rating), self.may_work(by) and self.state == "in_review"
                yield ("decide", by, rating), self.state == "split" and self.may_decide(by)
            # Who is one side of a disagreement does not undo it.
            asks = is_editor if self.state == "decided" else (is_editor and self.is_outside(by)) or self.may_decide(by)
            yield ("send_back", by), self.state in ("split", "decided") and asks
            yield ("publish", by), is_editor and self.state == "decided"  # two judged: nobody confirms themselves
            yield ("correct", by), is_editor and self.state == "published"
            yield ("reuse", by), is_editor and self.may_reuse(by)
            yield ("retract", by), is_editor and self.state == "published"
            yield ("reopen", by), is_editor and self.state in ("closed", "published", "retracted")
            yield ("hold", by), is_editor and self.state in OPEN_ROUND
            yield ("resume", by), is_editor and self.state == "on_hold"
            yield ("close", by), is_editor and self.state in OPEN_ROUND and not self.stands
            idle = is_editor and self.part_of(by) is None
            yield ("return", by), idle and self.state == "in_review"
            yield ("let_stand", by), idle and self.state in OPEN_ROUND and self.stands
            yield ("review_by", by), is_editor and self.state == "published"
            yield ("priority", by), is_editor and self.state not in ENDED
            yield ("due", by), is_editor and self.state not in ENDED
            yield ("renew", by), self.may_work(by)
            yield ("draft", by), self.may_draft(by)
            yield ("comment", by), by != "rita"
            if by != "rita":
                yield ("leave", by), by not in self.away
                yield ("come_back_to_work", by), by in self.away
                yield ("interest", by), by not in self.interested
                yield ("no_interest", by), by in self.interested
                yield ("lapse", by), self.may_work(by)
        # What the desk does by itself, when the time has come.
        yield ("overdue", CLOCK), self.state in ("queued", "in_review", "split")
        yield ("wait_over", CLOCK), self.state == "on_hold"
        yield ("come_back", CLOCK), self.state == "published"

    def part_of(self, person: str) -> str | None:
        return next((part for part, holder in self.holds.items() if holder == person), None)

    def sees(self, person: str) -> bool:
        """Whether a person sees what others did in this round."""
        return (self.state not in BLIND and not self.cut_short) or (person in EDITORS and self.part_of(person) is None)

    def free(self) -> list[str]:
        if self.state == "split":
            return [part for part in PARTS[2:] if part not in self.holds]
        return [part for part in PARTS[:2] if part not in self.holds and self.state in OPEN_ROUND]

    def may_join(self, person: str, part: str) -> bool:
        if person == "rita" or person in self.holds.values() or self.past.get(person, part) != part:
            return False
        if person in self.interested:
            return False
        if part == "adjudicator" and person in self.had:
            return False
        saw_work = person in EDITORS and any(who != person for who in (*self.evidence, *self.ratings, *self.commented))
        return part == "adjudicator" or not saw_work

    def may_assign(self, by: str, person: str, part: str) -> bool:
        # From inside the round, whether an editor can still join would tell whether there is work.
        tells = self.state in OPEN_ROUND and self.part_of(by) is not None and person in EDITORS
        is_there = person not in self.away
        return by in EDITORS and part in self.free() and self.may_join(person, part) and not tells and is_there

    def may_reassign(self, by: str, person: str, part: str) -> bool:
        """From an unfinished part that somebody else holds, by an editor who is in no part of the round."""
        holder = self.holds.get(part)
        if holder is None or holder == person or holder in self.ratings or self.part_of(by) is not None:
            return False
        if self.state != ("split" if part == "adjudicator" else "in_review"):
            return False
        return by in EDITORS and self.may_join(person, part) and person not in self.away

    def may_take(self, by: str) -> bool:
        """Who handed a part of this round back waits to be asked; who was in an earlier one takes only that part."""
        if by in self.away:
            return False
        return self.state in OPEN_ROUND and by not in self.had and self.part_for(by) is not None

    def part_for(self, person: str) -> str | None:
        """The part that is offered to a person who takes the next review."""
        return next((part for part in self.free() if part in PARTS[:2] and self.may_join(person, part)), None)

    def may_work(self, by: str) -> bool:
        part = self.part_of(by)
        where = "split" if part == "adjudicator" else "in_review"
        return part is not None and by not in self.ratings and self.state == where

    def may_draft(self, by: str) -> bool:
        is_at_it = self.part_of(by) in PARTS[:2] and by not in self.ratings
        return is_at_it and self.state in ("in_review", "on_hold")

    def is_outside(self, person: str) -> bool:
        """Whether a person assessed in no round, and had no reviewer's part in this one, handed back or not."""
        return person not in self.had and self.past.get(person) not in PARTS[:2]

    def may_decide(self, by: str) -> bool:
        if by == "rita" or not self.is_outside(by):
            return False
        named = self.holds.get("adjudicator")
        return named == by if named else by in EDITORS and by not in self.interested

    def may_reuse(self, by: str) -> bool:
        """Before anybody has worked in the round, by who had no part in it and assessed in none."""
        is_idle = self.part_of(by) is None and self.is_outside(by) and by not in self.interested
        has_work = bool(self.ratings) or any(self.evidence.values())
        return self.state == "queued" and not self.stands and not has_work and is_idle

    def apply(self, verb: str, by: str, *more: str) -> None:
        """What an allowed move makes of it."""
        if verb in ("renew", "draft", "priority", "due", "review_by"):
            return
        if verb in ("leave", "interest"):
            (self.away if verb == "leave" else self.interested).add(by)
            self._free(by)
        elif verb in ("come_back_to_work", "no_interest"):
            (self.away if verb == "come_back_to_work" else self.interested).remove(by)
        elif verb == "comment":
            self.commented |= set() if self.sees(by) else {by}
        elif verb == "reassign":
            self.holds[more[1]] = more[0]
            self.had |= {more[0]} if more[1] in PARTS[:2] else set()
        elif verb in ("return", "overdue") and self.state == "in_review":
            self._drop_unfinished()
            self.state = "queued"
        elif verb == "overdue":
            if self.state == "split":
                self.holds.pop("adjudicator", None)
        elif verb in ("assign", "take"):
            person, part = more or (by, str(self.part_for(by)))
            self.holds[part] = person
            self.had |= {person} if part in PARTS[:2] else set()
            self.state = "split" if part == "adjudicator" else "in_review"
        elif verb in ("release", "lapse"):
            self._free(by)
        elif verb in ("gather", "withdraw"):
            self.evidence[by] = self.evidence.get(by, 0) + (1 if verb == "gather" else -1)
        elif verb == "submit":
            self.ratings[by] = more[0]
            if len(self.ratings) == 2:
                self.state = "decided" if len(set(self.ratings.values())) == 1 else "split"
        elif verb == "reuse":
            self.state = "decided"
        elif verb == "decide":
            self.holds["adjudicator"] = by
            self.state = "decided"
        elif verb in ("send_back", "reopen", "come_back"):
            self._new_round()
        elif verb in ("close", "let_stand"):
            self._drop_unfinished()
            self.state, self.cut_short = ("closed", False) if verb == "close" else ("published", True)
        elif verb in ("resume", "wait_over"):
            self.state = self.held_in
        else:
            self.held_in = self.state
            self.state = {"publish": "published", "correct": "published", "retract": "retracted", "hold": "on_hold"}[
                verb
            ]
            self.is_public |= verb == "publish"
            self.stands = (self.stands and verb != "retract") or verb == "publish"

    def _free(self, person: str) -> None:
        """What a person has not finished goes back. While a review waits or is decided, it stays as it is."""
        part = self.part_of(person)
        if part is None or person in self.ratings or self.state not in ("in_review", "split", "on_hold"):
            return
        del self.holds[part]
        self.state = "queued" if self.state == "in_review" and not self.holds else self.state

    def _drop_unfinished(self) -> None:
        self.holds = {part: person for part, person in self.holds.items() if person in self.ratings}

    def _new_round(self) -> None:
        if self.state == "split":
            self.holds.pop("adjudicator", None)  # who was named and decided nothing had no part in it
        self.past |= {person: part for part, person in self.holds.items()}
        self.state, self.cut_short, self.holds, self.ratings, self.evidence = "queued", False, {}, {}, {}
        self.had, self.commented = set(), set()
