"""People: adding and changing them, their interests and leave, and their desks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.people import add_person
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.add_desk import add_desk
from reviews.actions.change_desk import change_desk
from reviews.actions.change_person import change_person
from reviews.actions.declare_interest import declare_interest
from reviews.actions.end_leave import end_leave
from reviews.actions.set_leave import set_leave
from reviews.actions.withdraw_interest import withdraw_interest
from reviews.pages.errand import send
from reviews.pages.people_form import (
    DeskChangeForm,
    DeskForm,
    InterestForm,
    LanguagesForm,
    LeaveForm,
    PersonAddForm,
    PersonForm,
    WithdrawForm,
)
from reviews.queries.people import colleagues, desk_for, desks
from reviews.queries.person_page import interest_for, person_for, person_page


@require_safe
@login_required
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody with what they hold, as far as this person may know."""
    person = require(request.user, Can.ASSIGN)
    return render(request, "reviews/people.html", {"people": colleagues(person)})


@require_safe
@login_required
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One person: what they hold and have done; their leave and interests for whoever may know."""
    return _shown(request, username)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My own page; by POST, the languages that I read."""
    self = caller(request)
    if request.method != "POST":
        return _shown(request, self.username)
    form = LanguagesForm(request.POST)
    status = send(form, lambda: change_person(self.username, by=self, **form.cleaned_data))
    if status != 200:
        return _shown(request, self.username, status=status, languages_form=form)
    messages.success(request, "Your languages are saved.")
    return redirect("my_page")


def _shown(request: HttpRequest, username: str, status: int = 200, **sent: forms.Form) -> HttpResponse:
    """The page of a person, with a form that was refused in place of the empty one."""
    viewer = caller(request)
    page = person_page(viewer, username)
    manages = may(viewer, Can.MANAGE_PEOPLE)
    context: dict[str, Any] = {
        "page": page,
        "person": page.person,
        "manages": manages,
        "acts": (page.is_self or manages) and not page.person.is_service,
        "languages_form": LanguagesForm(initial={"languages": page.person.languages}),
        "interest_form": InterestForm(),
        "leave_form": LeaveForm(),
        **sent,
    }
    return render(request, "reviews/person.html", context, status=status)


def _back(request: HttpRequest, username: str) -> HttpResponse:
    return redirect("my_page") if username == caller(request).username else redirect("person", username)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interest_add(request: HttpRequest, username: str) -> HttpResponse:
    """Declare an interest, one's own or somebody's."""
    by = caller(request)
    if request.method != "POST":
        return _back(request, person_for(by, username).username)
    form = InterestForm(request.POST)
    status = send(form, lambda: declare_interest(username, by=by, **form.cleaned_data))
    if status != 200:
        return _shown(request, username, status=status, interest_form=form)
    messages.success(request, "The interest is declared. Parts of such claims that were not finished went back.")
    return _back(request, username)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interest_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why an interest is one no longer."""
    by = caller(request)
    interest = interest_for(by, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = send(form, lambda: withdraw_interest(pk, by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The interest is withdrawn. The reason stays in the history.")
            return _back(request, interest.user.username)
    context = {"interest": interest, "form": form, "back_url": reverse("person", args=[interest.user.username])}
    return render(request, "reviews/interest_withdraw.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave_set(request: HttpRequest, username: str) -> HttpResponse:
    """Say on which days one is, or somebody is, away."""
    by = caller(request)
    if request.method != "POST":
        return _back(request, person_for(by, username).username)
    form = LeaveForm(request.POST)
    status = send(form, lambda: set_leave(username, by=by, **form.cleaned_data))
    if status != 200:
        return _shown(request, username, status=status, leave_form=form)
    messages.success(request, "The leave is set. When it begins, what is not finished goes back.")
    return _back(request, username)


@posted("my_page")
def leave_end(request: HttpRequest, leave_id: int) -> HttpResponse:
    """End a leave today, or call it off."""
    leave = end_leave(leave_id, by=caller(request))
    messages.success(request, "The leave is ended.")
    return _back(request, leave.user.username)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_change(request: HttpRequest, username: str) -> HttpResponse:
    """The entry of a person, for who manages people."""
    by = require(request.user, Can.MANAGE_PEOPLE)
    found = person_for(by, username)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=PersonForm.of(found))
    status = 200
    if request.method == "POST":
        status = send(form, lambda: change_person(username, by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, f"The entry of {found} is saved.")
            return redirect("person", username)
    words = "Whoever no longer works here, or becomes a reader, hands back what is not finished."
    return _form(request, form, f"Change {found}", words, "Save", reverse("person", args=[username]), status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_add(request: HttpRequest) -> HttpResponse:
    """A new person, for who manages people."""
    by = require(request.user, Can.MANAGE_PEOPLE)
    form = PersonAddForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        added: list[User] = []
        status = send(form, lambda: added.append(add_person(by=by, **form.cleaned_data)))
        if status == 200:
            messages.success(request, f"{added[0]} can sign in now.")
            return redirect("person", added[0].username)
    words = "They sign in with the username and the password that you give them."
    return _form(request, form, "Add a person", words, "Add", reverse("people"), status)


def _form(
    request: HttpRequest, form: forms.Form, heading: str, words: str, action: str, back: str, status: int
) -> HttpResponse:
    context = {"form": form, "heading": heading, "words": words, "action": action, "back_url": back}
    return render(request, "reviews/people_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desks_page(request: HttpRequest) -> HttpResponse:
    """Desks with who works at them; by POST, a new one."""
    by = require(request.user, Can.MANAGE_PEOPLE if request.method == "POST" else Can.SEE_DESK)
    form = DeskForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = send(form, lambda: add_desk(by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The desk is made.")
            return redirect("desks")
    context = {"desks": desks(), "form": form if may(by, Can.MANAGE_PEOPLE) else None}
    return render(request, "reviews/desks.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk_change(request: HttpRequest, slug: str) -> HttpResponse:
    """The name and the people of a desk, and whether it is open."""
    by = require(request.user, Can.MANAGE_PEOPLE)
    found = desk_for(slug)
    form = DeskChangeForm(request.POST if request.method == "POST" else None, initial=DeskChangeForm.of(found))
    status = 200
    if request.method == "POST":
        status = send(form, lambda: change_desk(slug, by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The desk is saved.")
            return redirect("desks")
    words = "Who leaves the desk keeps the parts they hold."
    return _form(request, form, f"Change {found}", words, "Save", reverse("desks"), status)


urlpatterns = [
    path("people/", people_list, name="people"),
    path("people/add/", person_add, name="person_add"),
    path("people/<str:username>/", person, name="person"),
    path("people/<str:username>/change/", person_change, name="person_change"),
    path("people/<str:username>/interests/", interest_add, name="interest_add"),
    path("people/<str:username>/leave/", leave_set, name="leave_set"),
    path("interests/<int:pk>/withdraw/", interest_withdraw, name="interest_withdraw"),
    path("leave/<int:leave_id>/end/", leave_end, name="leave_end"),
    path("me/", me, name="my_page"),
    path("desks/", desks_page, name="desks"),
    path("desks/<slug:slug>/change/", desk_change, name="desk_change"),
]
