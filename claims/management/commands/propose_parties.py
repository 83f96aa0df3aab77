"""`manage.py propose_parties`: look through all documents for names that may be one party's."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.actions.propose_parties import compare_names, propose_parties
from claims.models import Document

_AT_ONCE = 100


class Command(BaseCommand):
    """Each document in a transaction of its own; done again, it adds nothing."""

    help = "Propose which names are one party's, and which parties belong together, by what all documents say."

    def handle(self, *args: Any, **options: Any) -> None:
        last = compare_names(0)
        while last:
            last = compare_names(last)
        read = made = last = 0
        while documents := list(Document.objects.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
            for document in documents:
                made += propose_parties(document)
            read, last = read + len(documents), documents[-1].pk
        self.stdout.write(f"{read} documents, {made} proposals made.")
