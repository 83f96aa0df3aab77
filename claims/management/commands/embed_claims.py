"""Have the installation's model read all claims and checks, and make what finding them by meaning needs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection

from claims.actions.embed_texts import embed_texts
from claims.embedding.chosen import chosen_embedder
from claims.embedding.embedder import EmbeddingFailed
from claims.models import Embedding
from claims.queries.nearness import has_vectors, index_statements


class Command(BaseCommand):
    """`manage.py embed_claims [--prune]`: safe to run again; it goes on where it was."""

    help = "Keep vectors of all claims and checks by the model of EMBEDDINGS_FOLDER or EMBEDDINGS_URL, and index them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prune", action="store_true", help="then delete the vectors of other models")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            embedder = chosen_embedder()
            if embedder is None:
                raise CommandError("No model is named. Set EMBEDDINGS_FOLDER, or EMBEDDINGS_URL and EMBEDDINGS_MODEL.")
            self.extend()
            read = 0
            while more := embed_texts(embedder):
                read += more
                self.stdout.write(f"{read} read")
        except EmbeddingFailed as error:
            raise CommandError(str(error)) from error
        kept = Embedding.objects.filter(model=embedder.id)
        first = kept.values_list("vector", flat=True).first()
        for statement in index_statements(embedder.id, len(first)) if first else []:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        if options["prune"]:
            gone, _ = Embedding.objects.exclude(model=embedder.id).delete()
            self.stdout.write(f"{gone} vectors of other models deleted")
        self.stdout.write(f"{kept.count()} claims and checks can be found by meaning")

    def extend(self) -> None:
        """Have pgvector in the database, made now where that is allowed."""
        if has_vectors():
            return
        try:
            with connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION vector")
        except ProgrammingError as error:
            raise CommandError(
                f"The database has no pgvector, and it could not be made: {str(error).strip()} "
                "As a superuser of this database run: CREATE EXTENSION vector"
            ) from error
