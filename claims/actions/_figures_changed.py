"""Topics whose figures may have changed: what does not fit in them is looked for anew."""

from factcheck.core.later import after_commit


def figures_changed(*topics: int | None) -> None:
    """Have the findings of topics brought in line with their claims, once this transaction has committed."""
    for topic in dict.fromkeys(topics):
        if topic is not None:
            after_commit("claims.refresh_findings", topic_id=topic)
