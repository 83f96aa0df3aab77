"""Signing in and out with a name and a password."""

import json
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse

from factcheck.core.web import is_demo


class SignInForm(AuthenticationForm):
    """Name, password, and whether to stay signed in. What is wrong never tells whether the person exists."""

    error_messages = {
        "invalid_login": "That name and password do not match. Check both and try again.",
        "inactive": "That name and password do not match. Check both and try again.",
    }
    remember = forms.BooleanField(label="Keep me signed in on this device", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"
        self.fields["username"].widget.attrs["autocapitalize"] = "none"


class SignIn(LoginView):
    """Signing in. `next` leads on only within this site; a session ends with the browser unless asked."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        if not form.cleaned_data.get("remember"):
            self.request.session.set_expiry(0)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo_logins=demo_logins(), **kwargs)


class SignOut(LogoutView):
    """Ends the session; only by POST."""


def demo_logins() -> list[dict[str, str]]:
    """The people of a demonstration newsroom with their passwords; nothing anywhere else."""
    if not is_demo():
        return []
    try:
        told = json.loads((Path(settings.VAR) / "demo.json").read_text())
        return [{key: str(user[key]) for key in ("username", "role", "password")} for user in told["users"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # a demonstration that is still being made
