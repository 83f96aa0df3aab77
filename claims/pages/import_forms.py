"""Forms of imports: they parse; what holds is for the verbs to decide."""

from collections.abc import Iterator
from typing import Any

from django import forms

from claims.intake.columns import guess_mapping
from claims.intake.fields import FIELDS
from claims.intake.kinds import Format, Makes
from claims.models import Import, ImportRow, Topic
from claims.pages.forms import LANGUAGES, topic_choices
from claims.queries.imports import mapped_columns
from factcheck.core.templatetags.languages import language_name

FORMAT_WORDS = {
    Format.CSV: "Table of text: CSV, TSV",
    Format.XLSX: "Workbook: XLSX",
    Format.JSONL: "Records: JSON Lines, JSON",
    Format.CLAIMREVIEW: "ClaimReview: JSON-LD",
    Format.TEXT: "Plain text",
    Format.HTML: "Web page: HTML",
    Format.PDF: "PDF",
    Format.FEED: "Feed: RSS, Atom",
}
MAKES_WORDS = {
    Makes.CLAIMS: "Claims to be triaged",
    Makes.CHECKS: "Fact-checks of others",
    Makes.DOCUMENTS: "Documents",
}
_DELIMITERS = [("", "Find out"), (",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar")]
_LANGUAGES = [(code, language_name(code)) for code in LANGUAGES]
# How much of a cell stands in a table; the form of a row has all that is kept.
_SHOWN = 300


class ReadingForm(forms.Form):
    """How a file is to be opened; what is left empty is found out."""

    encoding = forms.CharField(
        max_length=40, required=False, help_text="For example windows-1252. Left empty, it is found out."
    )
    delimiter = forms.ChoiceField(label="Columns are parted by", choices=_DELIMITERS, required=False)
    sheet = forms.CharField(
        max_length=100, required=False, help_text="Of a workbook, by its name. Left empty, the first with rows."
    )


class ImportForm(ReadingForm):
    """A file, what it is and what becomes of it."""

    file = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput,
        help_text="A table, a workbook, JSON, ClaimReview, a text, a web page, a PDF or a feed; also packed by gzip or "
        "zip. It can be dropped here.",
        error_messages={"required": "Choose a file."},
    )
    format = forms.ChoiceField(
        required=False, choices=[("", "Find out"), *((each.value, words) for each, words in FORMAT_WORDS.items())]
    )
    makes = forms.ChoiceField(
        label="Becomes",
        required=False,
        choices=[("", "What it usually is"), *((each.value, words) for each, words in MAKES_WORDS.items())],
    )
    dry_run = forms.BooleanField(label="Dry run: count and report everything, keep nothing", required=False)
    topic = forms.ChoiceField(required=False, help_text="For rows that name none.")
    language = forms.ChoiceField(choices=_LANGUAGES, initial="en", help_text="Of rows that name none.")
    makes_topics = forms.BooleanField(label="Make topics that rows name and that are not there", required=False)
    # An import whose columns a corrected report of refused rows shares.
    like = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        field.choices = topic_choices(topics)


class MappingForm(forms.Form):
    """Which field each column of a waiting import holds, guessed at first."""

    save_as = forms.CharField(
        label="Save under a name",
        max_length=100,
        required=False,
        help_text="Then files with the same columns are read without asking.",
    )
    language = forms.ChoiceField(choices=_LANGUAGES, help_text="Of rows that name none.")

    def __init__(self, *args: Any, work: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._work = work
        guessed = {**guess_mapping(work.columns, work.preview).fields, **mapped_columns(work.columns, work.mapping)}
        choices = [("", "Leave out"), *((field.name, field.label) for field in FIELDS)]
        self.fields["language"].initial = work.language
        for position, column in enumerate(work.columns):
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=column or f"Column {position + 1}",
                choices=choices,
                required=False,
                initial=guessed.get(column, ""),
            )

    def columns(self) -> Iterator[tuple[forms.BoundField, list[str]]]:
        """Each column's choice, with what the first rows hold in it."""
        for position in range(len(self._work.columns)):
            cells = [row[position] for row in self._work.preview if position < len(row) and row[position]]
            yield self[f"column-{position}"], [_cut(cell, 80) for cell in cells[:3]]

    def mapping(self) -> dict[str, str]:
        """Field by header, of a form that is valid."""
        return {column: self.cleaned_data[f"column-{at}"] for at, column in enumerate(self._work.columns)}


class RowForm(forms.Form):
    """The cells of a refused row that an import reads; the others stay as they were sent."""

    def __init__(self, *args: Any, row: ImportRow, mapping: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {field.name: field for field in FIELDS}
        self.headers: dict[str, str] = {}
        columns = [*row.work.columns, *(header for header in row.cells if header not in row.work.columns)]
        for position, (header, name) in enumerate(mapped_columns(columns, mapping).items()):
            key = f"cell-{position}"
            self.headers[key] = header
            is_long = name in ("text", "quote") or len(row.cells.get(header, "")) > 80
            self.fields[key] = forms.CharField(
                label=header,
                required=False,
                strip=False,
                initial=row.cells.get(header, ""),
                help_text=labels[name].holds if name in labels else "",
                widget=forms.Textarea({"dir": "auto", "rows": 3}) if is_long else forms.TextInput({"dir": "auto"}),
            )
            self.fields[key].validators = []
            # What the desk calls it, beside the header of the file.
            self.fields[key].means = labels[name].label.lower() if name in labels else ""  # type: ignore[attr-defined]

    def field_of(self, header: str) -> str | None:
        """The name of the field for a column, by which a verb's fault is put beside it."""
        return next((key for key, each in self.headers.items() if each == header), None)

    def cells(self) -> dict[str, str]:
        """What was typed, by header. Browsers send line ends as CR LF whatever stood there."""
        typed = {header: self.cleaned_data[key] for key, header in self.headers.items()}
        return {header: cell.replace("\r\n", "\n") for header, cell in typed.items()}


def sent_cell(row: ImportRow) -> str:
    """What was sent in the column that is wrong, or in the whole row, cut to what a table can show."""
    if row.column in row.cells:
        return _cut(str(row.cells[row.column]), _SHOWN)
    return _cut(" | ".join(str(cell) for cell in row.cells.values() if cell), _SHOWN)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 2]} …"
