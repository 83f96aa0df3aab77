"""Topics: what is in them and who sees them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from claims.access import topic_for
from claims.queries.topic_proposals import claims_for_topic
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from factcheck.core.users import caller
from reviews.actions.change_members import change_members
from reviews.actions.open_topic import open_topic
from reviews.actions.restrict_topic import restrict_topic
from reviews.pages.errand import send
from reviews.pages.topic_board import topic_board
from reviews.pages.topics_form import MembersForm, RestrictForm
from reviews.queries.independence import ELSEWHERE
from reviews.queries.topic_figures import marked_figures
from reviews.queries.topic_origins import topic_origins
from reviews.queries.topics import held_in, inside, members_of, topic_page, topics_with_members

PROPOSED = 10  # claims that may belong to a topic, shown at once


@require_safe
@login_required
def topics(request: HttpRequest) -> HttpResponse:
    """Topics that exist for this person."""
    person = require(request.user, Can.SEE_DESK)
    return render(request, "reviews/topics.html", {"topics": topics_with_members(person)})


@require_safe
@login_required
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: how much is in it, who sees it, and what happened to it."""
    return _shown(request, slug, MembersForm())


def _shown(request: HttpRequest, slug: str, form: forms.Form, status: int = 200) -> HttpResponse:
    person = caller(request)
    page = topic_page(person, slug)
    board = topic_board(marked_figures(person, slug), request.GET)
    context: dict[str, Any] = {"page": page, "topic": page.topic, "inside": page.inside, "form": form, "board": board}
    origins = topic_origins(person, page.topic)
    titles = {source.key: source.title for source in origins.sources}
    # Several reviews name one source each for itself, and say the same of it.
    taken = {(titles.get(each.source, ELSEWHERE), each.of, each.shown): each for each in origins.derivations}
    context |= {"origins": origins, "taken": [(title, each) for (title, _, _), each in taken.items()]}
    proposed = claims_for_topic(person, page.topic) if may(person, Can.TRIAGE) else []
    context |= {"proposed": proposed[:PROPOSED], "proposed_count": len(proposed)}
    return render(request, "reviews/topic.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_restrict(request: HttpRequest, slug: str) -> HttpResponse:
    """Say to whom a topic is restricted, having read what follows."""
    by = require(request.user, Can.MANAGE_TOPICS)
    found = topic_for(by, slug)
    if found.is_restricted and request.method != "POST":
        raise WrongState(f"The topic {found} is restricted already. Change its members instead.")
    form = RestrictForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = send(form, lambda: restrict_topic(slug, by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The topic is restricted. For others it does not exist.")
            return redirect("topic", slug)
    context = {"topic": found, "inside": inside(by, found), "held": held_in(by, found), "form": form}
    return render(request, "reviews/topic_restrict.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_open(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a restricted topic, having read what follows."""
    by = require(request.user, Can.MANAGE_TOPICS)
    found = topic_for(by, slug)
    if request.method == "POST":
        open_topic(slug, by=by)
        messages.success(request, "The topic is open to the whole desk.")
        return redirect("topic", slug)
    if not found.is_restricted:
        raise WrongState(f"The topic {found} is open already.")
    context = {"topic": found, "inside": inside(by, found), "members": members_of(found)}
    return render(request, "reviews/topic_open.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_members(request: HttpRequest, slug: str) -> HttpResponse:
    """Add members of a restricted topic."""
    by = require(request.user, Can.MANAGE_TOPICS)
    found = topic_for(by, slug)
    if request.method != "POST":
        return redirect("topic", found.slug)
    form = MembersForm(request.POST)
    status = send(form, lambda: change_members(slug, by=by, **form.cleaned_data))
    if status != 200:
        return _shown(request, slug, form, status)
    messages.success(request, "They are members now and have been told.")
    return redirect("topic", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def topic_member_remove(request: HttpRequest, slug: str, username: str) -> HttpResponse:
    """Take a member out of a restricted topic, having read what follows."""
    by = require(request.user, Can.MANAGE_TOPICS)
    found = topic_for(by, slug)
    member = _member(found.members.all(), username)
    if request.method == "POST":
        change_members(slug, by=by, remove=[username])
        messages.success(request, f"{member} is no member any more.")
        return redirect("topics") if member == by else redirect("topic", slug)
    context = {"topic": found, "member": member, "held": held_in(by, found, of=member), "is_self": member == by}
    return render(request, "reviews/topic_member_remove.html", context)


def _member(members: Any, username: str) -> User:
    for person in members:
        if person.username == username:
            return person  # type: ignore[no-any-return]
    raise NotFound(f"{username[:150]} is no member of this topic.")


urlpatterns = [
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("topics/<slug:slug>/restrict/", topic_restrict, name="topic_restrict"),
    path("topics/<slug:slug>/open/", topic_open, name="topic_open"),
    path("topics/<slug:slug>/members/", topic_members, name="topic_members"),
    path("topics/<slug:slug>/members/<str:username>/remove/", topic_member_remove, name="topic_member_remove"),
]
