"""One import: how far it is, what it refused, and what can be done about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.access import import_for
from claims.actions.cancel_import import cancel_import
from claims.actions.repeat_import import repeat_import
from claims.actions.take_back_import import take_back_import
from claims.intake.kinds import TABLE_FORMATS, Format, Makes
from claims.models import OPEN_IMPORT_STATES, Import, ImportState, RowOutcome
from claims.pages.import_forms import FORMAT_WORDS, MAKES_WORDS, MappingForm, ReadingForm, sent_cell
from claims.pages.imports import number_in
from claims.queries.imports import refused_report, rows_page
from factcheck.core.capabilities import Can
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted

_OUTCOMES = {
    RowOutcome.REFUSED: "Refused",
    RowOutcome.DUPLICATE: "Linked",
    RowOutcome.KNOWN: "Other words",
    RowOutcome.ADDED: "Corrected",
}


@require_safe
@login_required
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A page; to htmx its one part, and the order to load the page again once there is something else to show."""
    work = import_for(require(request.user, Can.SEE_DESK), pk)
    if request.headers.get("HX-Request") == "true":
        is_moving = work.state in OPEN_IMPORT_STATES and not work.waits_for_mapping
        answer = render(request, "claims/_import_progress.html", {"work": work})
        if not is_moving:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return draw(request, work)


def draw(request: HttpRequest, work: Import, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an import; `forms` are those that were sent and could not be taken."""
    is_open = work.state in OPEN_IMPORT_STATES
    may_import = may(request.user, Can.IMPORT)
    context: dict[str, Any] = {
        "work": work,
        "is_open": is_open,
        "is_moving": is_open and not work.waits_for_mapping,
        "heading": work.name or (work.document.title if work.document else f"Import {work.pk}"),
        "format_words": FORMAT_WORDS.get(Format(work.format), work.format),
        "makes_words": MAKES_WORDS[Makes(work.makes)],
        "reading": _reading(work),
        "can_take_back": _can_take_back(work),
        "can_repeat": bool(work.path) and not is_open,
        "can_correct": Format(work.format) in TABLE_FORMATS and not work.dry_run and work.taken_back_at is None
        and work.state != ImportState.CANCELLED,
    }  # fmt: skip
    if may_import and work.waits_for_mapping:
        context["mapping_form"] = forms.get("mapping_form") or MappingForm(work=work)
        context["reading_form"] = forms.get("reading_form") or ReadingForm(initial=work.asked)
    elif may_import and (work.makes != Makes.DOCUMENTS or work.format == Format.FEED or work.asked.get("packing")):
        context |= _rows(request, work)
    return render(request, "claims/import_page.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether what was added so far stays; by POST, stop."""
    person = require(request.user, Can.IMPORT)
    work = import_for(person, pk)
    if request.method == "POST":
        takes_back = request.POST.get("take_back") == "yes"
        work = cancel_import(pk, by=person, take_back=takes_back)
        stays = "What it had added was taken back." if work.taken_back_at else "What it had added stays."
        messages.success(request, f"The import is cancelled. {stays}")
        return redirect("import_progress", pk)
    can_take_back = work.makes != Makes.DOCUMENTS and not work.dry_run
    return render(request, "claims/import_cancel.html", {"work": work, "can_take_back": can_take_back})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more; by POST, delete what nobody has worked on."""
    person = require(request.user, Can.IMPORT)
    work = import_for(person, pk)
    if request.method == "POST":
        messages.success(request, take_back_import(pk, by=person).words)
        return redirect("import_progress", pk)
    return render(request, "claims/import_take_back.html", {"work": work})


@posted("import_progress")
def import_repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the stored file again, for real unless it says otherwise."""
    work = repeat_import(pk, by=require(request.user, Can.IMPORT), dry_run=request.POST.get("dry_run") == "yes")
    return redirect("import_progress", work.pk)


@require_safe
@login_required
def import_errors(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The refused rows as a CSV file, made while it is sent."""
    work = import_for(require(request.user, Can.IMPORT), pk)
    return StreamingHttpResponse(
        refused_report(work),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{work.pk}-refused.csv"'},
    )


def _rows(request: HttpRequest, work: Import) -> dict[str, Any]:
    """A page of the rows that were written down, of one outcome."""
    outcome = request.GET.get("rows", "")
    outcome = outcome if outcome in set(RowOutcome) else RowOutcome.REFUSED.value
    page = rows_page(work, outcome=outcome, before=number_in(request, "before"), after=number_in(request, "after"))
    here = reverse("import_progress", args=[work.pk])
    return {
        "outcome": outcome,
        "rows": [{"row": row, "sent": sent_cell(row)} for row in page.rows],
        "segments": [
            {"words": words, "href": f"{here}?rows={each.value}#rows", "current": each.value == outcome}
            for each, words in _OUTCOMES.items()
        ],
        "previous_url": f"{here}?rows={outcome}&before={page.before}#rows" if page.before else "",
        "next_url": f"{here}?rows={outcome}&after={page.after}#rows" if page.after else "",
    }


def _can_take_back(work: Import) -> bool:
    is_over = work.state not in OPEN_IMPORT_STATES and work.taken_back_at is None
    return is_over and not work.dry_run and bool(work.added) and work.makes != Makes.DOCUMENTS


def _reading(work: Import) -> list[str]:
    """How the file was read, in words."""
    guess = work.guess
    named = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces"}
    said = [str(guess["encoding"])] if guess.get("encoding") else []
    if guess.get("delimiter"):
        said.append(named.get(guess["delimiter"], f"{guess['delimiter']} between columns"))
    said += [f"{what} {guess[what]}" for what in ("sheet", "member") if guess.get(what)]
    return said
