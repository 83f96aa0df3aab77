"""How often words occur, by which those that tell claims apart are told from those that every claim has."""

from django.db import models


class WordFrequency(models.Model):
    """In about how many claims and others' checks a word occurs; `stem` is its own with the forms of the same word.

    Counted now and then by `claims/actions/count_words.py`, of claims in no restricted topic alone: what it says shows
    in the scores that everybody sees.
    """

    word = models.CharField(max_length=200, primary_key=True)
    stem = models.CharField(max_length=200)
    claims = models.PositiveBigIntegerField(default=0)
    checks = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "word frequencies"
        indexes = [models.Index(fields=["stem"], name="wordfrequency_stem")]

    def __str__(self) -> str:
        return f"{self.word}: {self.claims} claims, {self.checks} checks"


class WordTotal(models.Model):
    """Of how many texts the words were counted, how long these are on average, and when."""

    name = models.CharField(max_length=20, primary_key=True, help_text="claims or checks")
    texts = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0, help_text="with those that do not count")
    mean_length = models.FloatField(default=0, help_text="words")
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.texts} {self.name}"
