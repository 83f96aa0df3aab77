"""Reading what people bring: tables of claims, other people's fact-checks, documents. Pure: no database, no network.

Begin with `rows` (what a reader gives: rows, and refusals that say where and why) and `kinds` (what can be brought in
and what it becomes). Then, by part:

- which format: `detect`; packed files: `unpack`, `zip_members`, `counted`; the readers, one a file: `formats`
- characters: `encodings` of tables, `document_encoding`, `json_text`
- tables: `open_table`; headers to fields: `fields`, `columns`; the report of refused rows: `errors_csv`
- rows of claims: `shape` gives a `claim_row` by `values`, `amounts` and `days`
- fact-checks of others: `json_ld` and `check_shape` give a `check_row` with its `ratings`; `check_refusal`
- JSON of any size: `json_stream`, `json_depth`
- documents: `document_row`; pages: `html_limits`, `html_text`, `html_about`, `html_shown`; versions: `text_diff`
- archived answers: `warc`
"""
