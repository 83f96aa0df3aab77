"""Scales with their versions, and the policies of topics, desks and the house."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from claims.access import topic_for
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Invalid, NotFound, WrongState
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.add_scale import add_scale
from reviews.actions.choose_scale import choose_scale
from reviews.actions.retire_scale import retire_scale
from reviews.actions.set_policy import set_policy
from reviews.actions.version_scale import place_of, version_scale
from reviews.models import Scale
from reviews.pages.faults import show
from reviews.pages.scales_form import PolicyForm, RatingRows, ScaleForm, add_faults
from reviews.queries.scales import desk_with_slug, desks_by_name, policy_of, policy_rows, scale_rows, scale_with_id


@require_safe
@login_required
def scales(request: HttpRequest) -> HttpResponse:
    """All scales with their ratings."""
    person = require(request.user, Can.SEE_DESK)
    return render(request, "reviews/scales.html", {"scales": scale_rows(), "makes": may(person, Can.MAKE_SCALES)})


@require_safe
@login_required
def scale(request: HttpRequest, pk: int) -> HttpResponse:
    """One scale, what it replaces, and what can be done with it."""
    person = require(request.user, Can.SEE_DESK)
    found = scale_with_id(pk)
    newer = next((each for each in scale_rows() if each.name == found.name and each.version > found.version), None)
    context = {"scale": found, "newer": newer, "makes": may(person, Can.MAKE_SCALES)}
    return render(request, "reviews/scale.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scale_add(request: HttpRequest) -> HttpResponse:
    """Make a scale."""
    person = require(request.user, Can.MAKE_SCALES)

    def make(form: ScaleForm, rows: RatingRows) -> Scale:
        return add_scale(by=person, ratings=rows.places(), **form.cleaned_data)

    sent = request.POST if request.method == "POST" else None
    return _scale_form(request, ScaleForm(sent), RatingRows(sent), make, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scale_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the next version of a scale, beginning from what it is now."""
    person = require(request.user, Can.MAKE_SCALES)
    old = scale_with_id(pk)

    def make(form: ScaleForm, rows: RatingRows) -> Scale:
        return version_scale(pk, by=person, ratings=rows.places(), **form.cleaned_data)

    sent = request.POST if request.method == "POST" else None
    form = ScaleForm(sent, is_version=True, initial={"tolerance": old.tolerance, "note": old.note})
    return _scale_form(request, form, RatingRows(sent, [place_of(rating) for rating in old.ratings.all()]), make, old)


def _scale_form(
    request: HttpRequest, form: ScaleForm, rows: RatingRows, make: Callable[[ScaleForm, RatingRows], Scale],
    old: Scale | None,
) -> HttpResponse:  # fmt: skip
    status = 200
    if form.is_bound:
        status = 422
        # Both are asked, so that every fault is named at once.
        if all([form.is_valid(), rows.is_valid()]):
            try:
                made = make(form, rows)
            except Invalid as error:
                add_faults(form, rows, error)
            except Conflict as error:
                form.add_error("name" if "name" in form.fields else None, error.detail)
                status = error.status
            else:
                messages.success(request, f"{made} is made.")
                return redirect("scale", made.pk)
    return render(request, "reviews/scale_form.html", {"form": form, "rows": rows.rows, "old": old}, status=status)


@posted("scale")
def scale_default(request: HttpRequest, pk: int) -> HttpResponse:
    """Rate reviews that are opened from now on on this scale."""
    return _done(request, pk, choose_scale, "New reviews are rated on {}.")


@posted("scale")
def scale_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a scale for nothing new."""
    return _done(request, pk, retire_scale, "{} is retired. What was rated on it stays.")


def _done(request: HttpRequest, pk: int, verb: Callable[..., Scale], words: str) -> HttpResponse:
    try:
        messages.success(request, words.format(verb(pk, by=caller(request))))
    except WrongState as error:
        messages.error(request, error.detail)
    return redirect("scale", pk)


@require_safe
@login_required
def policies(request: HttpRequest) -> HttpResponse:
    """What is decided for the house, for desks and for topics."""
    person = require(request.user, Can.SEE_DESK)
    makes = may(person, Can.MAKE_SCALES)
    context = {
        "policies": policy_rows(person),
        "makes": makes,
        "topics": topics_of(person) if makes else [],
        "desks": desks_by_name() if makes else [],
    }
    return render(request, "reviews/policies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def policy(request: HttpRequest) -> HttpResponse:
    """Set the policy of the topic or the desk that the query names, or with neither of the house."""
    person = require(request.user, Can.MAKE_SCALES)
    topic, desk = request.GET.get("topic") or None, request.GET.get("desk") or None
    if topic and desk:
        raise NotFound("A policy is of a topic or of a desk, not of both.")
    name = topic_for(person, topic).title if topic else desk_with_slug(desk).name if desk else "the house"
    form = PolicyForm(
        request.POST if request.method == "POST" else None,
        policy=policy_of(person, topic=topic, desk=desk),
        desks=desks_by_name(),
        scales=scale_rows(),
        of_topic=topic is not None,
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            set_policy(by=person, topic=topic, desk=desk, **form.asked())
        except Invalid as error:
            status = show(form, error)
        else:
            messages.success(request, "The policy is set. Reviews that are open keep the one they were opened under.")
            return redirect("policies")
    context = {"form": form, "name": name, "fields": [form[each] for each in form.fields]}
    return render(request, "reviews/policy.html", context, status=status)


urlpatterns = [
    path("scales/", scales, name="scales"),
    path("scales/new/", scale_add, name="scale_add"),
    path("scales/<int:pk>/", scale, name="scale"),
    path("scales/<int:pk>/version/", scale_version, name="scale_version"),
    path("scales/<int:pk>/default/", scale_default, name="scale_default"),
    path("scales/<int:pk>/retire/", scale_retire, name="scale_retire"),
    path("policies/", policies, name="policies"),
    path("policies/set/", policy, name="policy"),
]
