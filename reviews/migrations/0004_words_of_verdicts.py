"""The words of published verdicts, for search.

Both the text and what is searched for go through `plain_words`, so that they cannot be cut differently. The
collation is named, so that every database folds the letters of every script alike; it is there from PostgreSQL 17.
The bodies are parsed when they are made (BEGIN ATOMIC): an index is built, and a dump restored, without a search path.
"""

from django.db import migrations

# What is written in several ways and read as one. Letters of the first without one in the second are left out:
# vowel signs, tatweel, joiners.
_ALIKE = {
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ۀ": "ه", "\u200c": " ",
}  # fmt: skip
_LEFT_OUT = "".join(map(chr, range(0x64B, 0x653))) + "\u0670\u0640\u200d\u00ad"
FROM, TO = "".join(_ALIKE) + _LEFT_OUT, "".join(_ALIKE.values())

FORWARD = f"""
CREATE FUNCTION plain_words(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT left(word, 100)), '{{}}')
    FROM regexp_split_to_table(
        regexp_replace(
            translate(lower(normalize(left(words, 200000), NFKC) COLLATE "pg_c_utf8"), '{FROM}', '{TO}'),
            '([0-9])[,٬](?=[0-9])', '\\1', 'g'
        ),
        '[^[:alnum:]]+'
    ) AS word
    WHERE word <> '';
END;

CREATE FUNCTION verdict_words(body jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 BEGIN ATOMIC
    SELECT array_to_tsvector(plain_words(
        coalesce(body #>> '{{claim,text}}', '') || ' ' || coalesce(body #>> '{{claim,quote}}', '') || ' '
        || jsonb_path_query_array(body, '$.claim.claimants[*].name')::text || ' '
        || coalesce(body #>> '{{claim,topic,title}}', '') || ' ' || coalesce(body ->> 'rationale', '')
    ));
END;

-- Every word, or the beginning of one; null where there is no word at all.
CREATE FUNCTION verdict_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery FROM unnest(plain_words(words)) AS word;
END;
"""
BACKWARD = """
DROP FUNCTION verdict_query(text);
DROP FUNCTION verdict_words(jsonb);
DROP FUNCTION plain_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_seven_point_scale")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
