"""Buttons: what only a POST does."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

P = ParamSpec("P")
_View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def posted(back: str) -> Callable[[_View[P]], _View[P]]:
    """Decorate a view that acts on POST. A GET goes to the page `back`, where the button is: who has to sign in
    again in the middle of work is led here.
    """

    def decorate(view: _View[P]) -> _View[P]:
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(back, kwargs["pk"]) if "pk" in kwargs else redirect(back)

        update_wrapper(answer, view)
        return require_http_methods(["GET", "HEAD", "POST"])(login_required(answer))

    return decorate
