"""How often words occur is counted anew."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from claims.models import WordTotal
from factcheck.core.once import only_one

# So many texts tell how often a word occurs well enough; of more, the pages of a sample are read.
SAMPLED = 100_000
_GROWN = 0.1
_COUNTED_AGAIN = timedelta(days=1)
# What is in a restricted topic does not count: what is counted shows in scores that everybody sees.
_SHUT = "SELECT id FROM claims_topic WHERE is_restricted"
_OPEN_CLAIMS = f"""
    (topic_id IS NULL OR topic_id NOT IN ({_SHUT}))
    AND (document_id IS NULL OR document_id NOT IN (SELECT id FROM claims_document WHERE topic_id IN ({_SHUT})))
"""  # noqa: S608  (nothing from outside goes into any of these)
_CUT = "string_to_array(words, ' ')"
_COUNT = f"""
CREATE TEMP TABLE %s AS
SELECT word, ndoc FROM ts_stat($stat$SELECT array_to_tsvector({_CUT}) FROM %s$stat$)
"""  # noqa: S608
_WRITE = """
WITH counted AS (
    SELECT word, coalesce(of_claims.ndoc * %(claims)s, 0)::bigint AS claims,
        coalesce(of_checks.ndoc * %(checks)s, 0)::bigint AS checks
    FROM counted_claims of_claims FULL JOIN counted_checks of_checks USING (word)
    WHERE length(word) <= 200
), gone AS (
    DELETE FROM claims_wordfrequency old WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = old.word)
)
INSERT INTO claims_wordfrequency AS here (word, stem, claims, checks)
-- A word that the dictionary of PostgreSQL leaves out, "the", is its own stem.
SELECT word, coalesce((ts_lexize('english_stem', word))[1], word), claims, checks FROM counted
ON CONFLICT (word) DO UPDATE SET claims = excluded.claims, checks = excluded.checks
WHERE (here.claims, here.checks) IS DISTINCT FROM (excluded.claims, excluded.checks)
"""


@dataclass(frozen=True)
class _Corpus:
    """The texts of a table, of which one page in so many is read."""

    name: str
    table: str
    is_open: str
    rows: int

    @property
    def times(self) -> float:
        """How many texts each one that is read stands for."""
        return max(1.0, self.rows / SAMPLED)

    @property
    def sample(self) -> str:
        """The rows to read. The same pages each time, so that what did not change counts the same."""
        pages = f" TABLESAMPLE SYSTEM ({100 / self.times:.6f}) REPEATABLE (7)" if self.times > 1 else ""
        return f"{self.table}{pages} WHERE {self.is_open}"


def count_words(*, even_so: bool = False) -> bool:
    """Count in how many claims and others' checks each word occurs; whether it was done.

    It is left when they have grown or shrunk by less than a tenth since, for a day at most, unless asked for
    `even_so`, and while another session counts. May run twice: what did not change is not written.
    """
    with only_one("claims.count_words") as is_ours:
        if not is_ours:
            return False
        corpora = (
            _Corpus("claims", "claims_claim", _OPEN_CLAIMS, _size("claims_claim")),
            _Corpus("checks", "claims_externalcheck", "true", _size("claims_externalcheck")),
        )
        if not even_so and not any(_is_due(corpus) for corpus in corpora):
            return False
        _count(corpora)
        return True


def _is_due(corpus: _Corpus) -> bool:
    total = WordTotal.objects.filter(name=corpus.name).first()
    if total is None:
        return True
    if abs(corpus.rows - total.rows) > _GROWN * total.rows:
        return True
    return corpus.rows != total.rows and total.counted_at < timezone.now() - _COUNTED_AGAIN


@transaction.atomic
def _count(corpora: tuple[_Corpus, ...]) -> None:
    with connection.cursor() as cursor:
        for corpus in corpora:
            cursor.execute(_COUNT % (f"counted_{corpus.name}", corpus.sample))
            cursor.execute(f"SELECT count(*), avg(cardinality({_CUT})) FROM {corpus.sample}")  # noqa: S608
            read, mean = cursor.fetchone()
            WordTotal.objects.update_or_create(
                name=corpus.name,
                defaults={
                    "texts": round(read * corpus.times),
                    "mean_length": float(mean or 0),
                    "rows": corpus.rows,
                    "counted_at": timezone.now(),
                },
            )
        cursor.execute("ANALYZE counted_claims, counted_checks")
        cursor.execute(_WRITE, {corpus.name: corpus.times for corpus in corpora})
        cursor.execute("DROP TABLE counted_claims, counted_checks")


def _size(table: str) -> int:
    """About how many rows a table has: exactly for as many as are read without sampling."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT FROM {table} LIMIT {SAMPLED + 1}) AS first")  # noqa: S608
        (some,) = cursor.fetchone()
        if some <= SAMPLED:
            return int(some)
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [table])
        (guessed,) = cursor.fetchone()
        return max(int(guessed), SAMPLED + 1)
