"""The words of the demonstration: its articles as they are, its findings in neutral words."""

import os
import re
from pathlib import Path

import pytest

from reviews.demo import verdicts_2019, verdicts_2019_later, verdicts_2019_more
from reviews.demo.articles import ARTICLES, FOLDER
from reviews.demo.scene import Finding

SHARED = Path(os.environ.get("FACTCHECK_SHARED", "") or Path(__file__).resolve().parents[3] / "shared")
# Words of the articles' parties about each other, which the desk says only in quotation marks.
LOADED = re.compile(r"regime|martyr|grouplet|henchmen|terroris|massacre|crackdown|ridiculous|dictator", re.IGNORECASE)


def test_the_desk_says_loaded_words_only_in_quotation_marks() -> None:
    told = [
        words
        for module in (verdicts_2019, verdicts_2019_later, verdicts_2019_more)
        for value in vars(module).values()
        if isinstance(value, Finding)
        for words in (value.rationale, value.override, *(use.note for use in value.evidence))
    ]
    told += [verdicts_2019.REUTERS_FIRST, verdicts_2019.REUTERS_CORRECTED, verdicts_2019.REUTERS_REASON]
    told += [words for _, words in verdicts_2019_later.OVER_450_SAID]
    told += [verdicts_2019_later.PROVINCES_BEGUN, verdicts_2019_more.WOUNDED_WHY, verdicts_2019_more.HOOK_QUESTION]
    assert len(told) > 30
    for words in told:
        assert not LOADED.search(re.sub(r"“[^”]*”", "", words)), words
        assert "!" not in words


def test_the_articles_are_the_samples_byte_for_byte() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"The shared folder with the samples is not at {SHARED}; set FACTCHECK_SHARED.")
    for article in ARTICLES:
        assert (FOLDER / article.file).read_bytes() == (SHARED / "samples" / article.file).read_bytes()
