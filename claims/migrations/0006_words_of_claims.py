"""The words of claims and of others' fact-checks, for search.

Unlike the words of verdicts these are cut by PostgreSQL's own parser: a claim is indexed while files of millions are
imported, and the parser takes microseconds. Both the text and what is searched for go through `plain_text`, which writes
letters and digits of Arabic script in one way. The collation is named, so that every database folds the letters
of every script alike. The bodies are parsed when they are made (BEGIN ATOMIC): an index is built, and a dump
restored, without a search path.
"""

from django.db import migrations

# What is written in several ways and read as one. Letters of the first without one in the second are left out:
# vowel signs, tatweel, joiners.
_ALIKE = {
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ۀ": "ه", "\u200c": " ", "٬": ",", "٫": ".",
}  # fmt: skip
_LEFT_OUT = "".join(map(chr, range(0x64B, 0x653))) + "\u0670\u0640\u200d\u00ad"
FROM, TO = "".join(_ALIKE) + _LEFT_OUT, "".join(_ALIKE.values())

FORWARD = f"""
CREATE FUNCTION plain_text(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    -- Translating looks through all of FROM for each character. ASCII has none of them and is told by its length;
    -- its case is folded by what cuts the words.
    SELECT CASE WHEN octet_length(words) = char_length(words) THEN left(words, 50000)
        ELSE translate(lower(left(words, 50000) COLLATE "pg_c_utf8"), '{FROM}', '{TO}') END;
END;

CREATE FUNCTION claim_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 500 BEGIN ATOMIC
    SELECT to_tsvector('pg_catalog.simple'::regconfig, plain_text(words));
END;

-- Every word, phrases in quotation marks, "or", and a minus before what must not be there.
CREATE FUNCTION claim_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC
    SELECT websearch_to_tsquery('pg_catalog.simple'::regconfig, plain_text(words));
END;

-- New words wait in a list, until the import that wrote them or the vacuum sorts them in. With the
-- usual 4 MB each batch of an import would sort in a little, which takes longer than all the rest of writing it.
CREATE INDEX claim_words ON claims_claim USING gin (claim_words(text)) WITH (gin_pending_list_limit = 65536);
CREATE INDEX externalcheck_words ON claims_externalcheck USING gin (
    claim_words(claim_text || ' ' || claimant_name || ' ' || title || ' ' || rating_text || ' ' || site)
) WITH (gin_pending_list_limit = 65536);
"""
BACKWARD = """
DROP INDEX externalcheck_words;
DROP INDEX claim_words;
DROP FUNCTION claim_query(text);
DROP FUNCTION claim_words(text);
DROP FUNCTION plain_text(text);
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_intake")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
