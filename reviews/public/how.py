"""How the desk works: the page is made from the scale, the workflow and the policies in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.public.answers import public
from reviews.queries.policy import rules_for
from reviews.queries.scales import scale_with_id
from reviews.workflow import TRANSITIONS, State

# States in the order in which a review usually meets them; what readers are told of each.
_STATES = {
    State.QUEUED: "waits for reviewers",
    State.IN_REVIEW: "somebody holds a part of this round",
    State.SPLIT: "the round's assessments differ",
    State.DECIDED: "a verdict stands, not public yet",
    State.PUBLISHED: "public",
    State.ON_HOLD: "waits for something named, until a date",
    State.CLOSED: "ended without a verdict, with the reason",
    State.RETRACTED: "withdrawn in public, with the reason",
}


@public
def how_we_work(request: HttpRequest) -> HttpResponse:
    """What the ratings mean, how two people come to one verdict, and every step a review can take."""
    rules = rules_for(None)
    scale = scale_with_id(rules.scale)
    states = []
    for state, means in _STATES.items():
        # One row of words, though several steps may share them.
        steps = {row.means: row.target for row in TRANSITIONS.values() if state in row.sources}
        states.append({"state": state, "means": means, "steps": list(steps.items())})
    ratings = list(scale.ratings.all())
    context = {
        "scale": scale,
        "ratings": ratings,
        "asks_for_origins": any(rating.needed_origins for rating in ratings),
        "has_numbers_of_its_own": any(rating.claimreview_value != rating.value for rating in ratings),
        "assessments_needed": rules.assessments_needed,
        "due_days": rules.due_days,
        "states": states,
    }
    return render(request, "public/how.html", context)
