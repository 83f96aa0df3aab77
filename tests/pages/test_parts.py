"""Every template part escapes what it is given and keeps to the content security policy."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import get_template

from factcheck.core.templatetags import words
from tests.pages.drawing import HOSTILE, RATINGS, ROOT, Findings, SampleForm, draw

NOW = datetime(2026, 1, 15, 14, 22, tzinfo=UTC)


def sample(word: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """A use of each part in which every text is `word`."""
    link = {"name": word, "cue": word, "said_on": "2019-12-23", "href": "/p/1"}
    card = {
        "key": word,
        "title": word,
        "href": "/s/1",
        "on": "2019-12-15",
        "quote": f"a {word} b",
        "phrase": word,
        "note": word,
        "copy": "kept",
        "tags": [word],
        "origin": word,
        "derivations": [{"key": word, "href": "/s/2"}, {"words": word, "key": word}],
        "withdrawn": True,
        "id": "e1",
    }
    run = SimpleNamespace(
        pk=7, state="running", total=140, read=128, added=121, known=4, duplicates=2, refused=3, problem=word
    )
    origin = {
        "name": word,
        "anonymous": True,
        "doubtful": True,
        "why": word,
        "sources": [word, {"key": word}],
    }
    return {
        "icon": ('{% icon "yes" %}', {}),
        "button": (
            '{% include "parts/button.html" with look="primary" key="n" disabled_because=words %}',
            {"words": word},
        ),
        "chip": ('{% include "parts/chip.html" with look="warn" icon="clock" %}', {"words": word}),
        "figure": ("{% figure f %}", {"f": {"value": 5, "bound": "at_least", "unit": word}}),
        "chain": ("{% chain links %}", {"links": [link, {"name": word, "anonymous": True}]}),
        "chain_steps": ("{% chain_steps links %}", {"links": [link, {"name": word, "anonymous": True}]}),
        "state": ("{% state 'in_review' words=word %}", {"word": word}),
        "rating": ("{% rating r %}", {"r": {"position": 3, "label": word, "slug": "x"}}),
        "scale": (
            "{% scale rs chosen %}",
            {"rs": [{**r, "label": word} for r in RATINGS], "chosen": RATINGS[5]},
        ),
        "rating_control": (
            "{% rating_control rs errors=errors legend=word %}",
            {
                "rs": [{**r, "label": word, "definition": word} for r in RATINGS],
                "errors": [word],
                "word": word,
            },
        ),
        "avatar": ("{% avatar person %}", {"person": word}),
        "seats": ("{% seats people needed=2 %}", {"people": [word]}),
        "priority": ("{% priority 1 %}", {}),
        "worth": ("{% worth 0.86 %}", {}),
        "reasons": ('{% include "parts/reasons.html" with from=word %}', {"reasons": [word], "word": word}),
        "stance": ('{% stance "disputes" %}', {}),
        "evidence_counts": ("{% evidence_counts 3 2 1 %}", {}),
        "origins": (
            "{% origins_meter o %}",
            {"o": {"corroborating": [origin], "disputing": [], "note": word}},
        ),
        "evidence_card": ('{% include "parts/evidence_card.html" %}', {"card": card}),
        "proposal": (
            '{% include "parts/proposal.html" %}',
            {
                "step": {
                    "id": "p1",
                    "card": word,
                    "key": word,
                    "href": "/s/2",
                    "basis": word,
                    "passage": f"a {word} b",
                    "marked": word,
                    "goes_round": True,
                    "judge": "/j/1",
                },
            },
        ),
        "public_evidence": (
            '{% include "parts/public_evidence.html" with item=card %}',
            {"card": {**card, "stance": "disputes", "archived": "/a/1"}},
        ),
        "gate": (
            '{% include "parts/gate.html" %}',
            {"items": [{"ok": False, "words": word, "href": "/", "action": word}]},
        ),
        "steps": ('{% include "parts/steps.html" %}', {"steps": [{"words": word, "state": "now"}]}),
        "field": (
            "{% for b in form %}{% field b note=word draft=word %}{% endfor %}",
            {"form": SampleForm({"as_of": word}), "word": word},
        ),
        "form_errors": ('{% include "parts/form_errors.html" %}', {"form": SampleForm({"finding": word})}),
        "banner": ('{% include "parts/banner.html" with look="warn" %}', {"words": word, "strong": word}),
        "correction": (
            '{% include "parts/correction.html" %}',
            {
                "correction": {
                    "at": date(2026, 1, 19),
                    "kind": word,
                    "what": word,
                    "why": word,
                    "before": word,
                    "after": word,
                }
            },
        ),
        "notice": (
            '{% include "parts/notice.html" %}',
            {"notice": {"is_new": True, "words": word, "href": "/", "note": word, "at": NOW}},
        ),
        "empty": (
            '{% include "parts/empty.html" with href="/" %}',
            {"heading": word, "words": word, "action": word},
        ),
        "pager": ('{% include "parts/pager.html" with next="?after=1&x=2" %}', {"words": word}),
        "flashes": (
            '{% include "parts/flashes.html" %}',
            {"messages": [SimpleNamespace(level_tag="error", message=word)]},
        ),
        "page_head": (
            '{% include "parts/page_head.html" %}',
            {"heading": word, "text": word, "kicker": word},
        ),
        "crumbs": ('{% include "parts/crumbs.html" with up_url="/" %}', {"here": word, "up_words": word}),
        "tabs": (
            '{% include "parts/tabs.html" %}',
            {"tabs": [{"words": word, "href": "?a=1", "count": 0, "current": True}]},
        ),
        "segments": ('{% include "parts/segments.html" %}', {"segments": [{"words": word, "href": "?a=1"}]}),
        "upload_progress": ('{% include "parts/upload_progress.html" %}', {}),
        "import_progress": ('{% import_progress run "/imports/7/" %}', {"run": run}),
        "confirm": (
            '{% include "parts/confirm.html" with url="/x" %}',
            {
                "heading": word,
                "words": word,
                "quote": word,
                "action": word,
                "hidden": {"a": word},
                "back_url": "/",
            },
        ),
        "selection": ('{% include "parts/selection.html" with url="/x" %}', {}),
        "due_chip": ('{% include "parts/due_chip.html" %}', {"due": datetime.now(UTC) + timedelta(days=9)}),
        "keys": ('{% include "parts/keys.html" %}', {"keys": [{"keys": ["J", "K"], "words": word}]}),
        "error_page": (
            '{% include "parts/error_page.html" %}',
            {"heading": word, "detail": word, "reference": word},
        ),
        "marked_text": (
            "{% marked_text text marks %}",
            {"text": word, "marks": [{"start": 0, "end": 4, "state": "kept"}]},
        ),
    }


PARTS = sorted(sample(""))


def drawn(part: str, word: str) -> str:
    source, context = sample(word)[part]
    return draw(source, **context)


@pytest.mark.urls("tests.pages.drawing")
@pytest.mark.parametrize("part", PARTS)
def test_a_part_escapes_what_it_is_given_and_keeps_to_the_policy(part: str) -> None:
    html = drawn(part, HOSTILE)
    found = Findings(html)
    assert found.wrong == []
    assert "script" not in found.tags
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.urls("tests.pages.drawing")
def test_every_part_has_a_sample() -> None:
    files = {file.stem for file in (ROOT / "templates/parts").glob("*.html") if not file.stem.startswith("_")}
    assert files == set(PARTS) - {"icon", "marked_text"}


@pytest.mark.urls("tests.pages.drawing")
@pytest.mark.parametrize("part", PARTS)
def test_the_icons_a_part_uses_are_in_the_sprite(part: str) -> None:
    sprite = get_template("parts/_sprite.html").render()
    used = Findings(drawn(part, "Reuters")).icons
    assert {icon[1:] for icon in used} <= set(Findings(sprite).ids)


def test_no_template_styles_or_scripts_inline() -> None:
    for file in (ROOT / "templates").rglob("*.html"):
        source = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", file.read_text(), flags=re.DOTALL)
        # A data block is never executed; the policy lets it be.
        source = re.sub(r'<script type="application/ld\+json">.*?</script>', "", source)
        assert Findings(source).wrong == [], file


def test_colours_are_written_in_the_tokens_only() -> None:
    sheets = list((ROOT / "factcheck/core/static/css").glob("*.css"))
    assert len(sheets) > 20
    for sheet in sheets:
        if sheet.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b(?!\))|\brgba?\(|\bhsla?\(", sheet.read_text(), re.IGNORECASE), sheet


def test_every_class_of_length_exists() -> None:
    sheet = (ROOT / "factcheck/core/static/css/lengths.css").read_text()
    for share in (0, 0.03, 0.5, 0.86, 1, 7):
        assert f".{words.width_step(share)} {{" in sheet
