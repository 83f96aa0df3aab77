"""The two articles of the demonstration."""

from datetime import date
from pathlib import Path

from reviews.demo.scene import Article

FOLDER = Path(__file__).resolve().parent / "articles"

DEATHS_2019 = "Deaths, Iran, November 2019"
ARRESTS_2019 = "Arrests, Iran, November 2019"
INTERNET_2019 = "Internet access, Iran, November 2019"
DEATHS_2026 = "Deaths, Iran, January 2026"
TOPICS = (DEATHS_2019, ARRESTS_2019, INTERNET_2019, DEATHS_2026)

# It bears no date and no publisher; its latest date is 1 January 2020. The author is who publishes it here.
ARTICLE_2019 = Article(
    file="2020-01-november-2019-toll.txt",
    title="Iran Regime’s Deadlock in Announcing Death Toll of November Protests",
    topic=DEATHS_2019,
    publisher="Hamideh Taati",
)
# It bears a date and neither title nor publisher.
ARTICLE_2026 = Article(
    file="2026-01-13-protest-toll.txt",
    title="Untitled report of 13 January 2026 on deaths in Iran",
    topic=DEATHS_2026,
    published_on=date(2026, 1, 13),
)
ARTICLES = (ARTICLE_2019, ARTICLE_2026)


def text_of(article: Article) -> str:
    """The article's words exactly as they were received, line ends included."""
    return (FOLDER / article.file).read_bytes().decode("utf-8")
