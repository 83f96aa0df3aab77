"""Claims come in by the thousand: what is looked up by equality alone has a hash, and what each row refers to is
checked once a statement instead of once a row.

A foreign key runs a query for each row that is written, which takes as long as writing it. These triggers hold the
same: what is referred to is there and stays locked against deletion until the writer's transaction ends, and it cannot
be deleted, or given another id, while something refers to it. Unlike Django's foreign keys they are checked at the end
of the statement, not of the transaction. The column needs an index, and its field ``db_constraint=False``.
"""

import django.db.models.deletion
from django.contrib.postgres.indexes import HashIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


_FORWARD = """
CREATE FUNCTION {name}_added() RETURNS trigger LANGUAGE plpgsql
    -- What the planner knows of a table that is being filled is old: it must not read all of it.
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    named bigint;
    found bigint;
BEGIN
    SELECT count(DISTINCT {column}) INTO named FROM added;
    SELECT count(*) INTO found FROM (
        SELECT 1 FROM {parent} WHERE id IN (SELECT {column} FROM added) FOR KEY SHARE
    ) AS locked;
    IF found < named THEN
        RAISE EXCEPTION 'insert into "{child}" violates the reference "{name}"'
            USING ERRCODE = 'foreign_key_violation', TABLE = '{child}', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {name}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM {parent} WHERE id = NEW.{column} FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'update of "{child}" violates the reference "{name}"'
            USING ERRCODE = 'foreign_key_violation', TABLE = '{child}', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {name}_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        PERFORM 1 FROM {child} WHERE {column} IS NOT NULL LIMIT 1;
    ELSE
        PERFORM 1 FROM {child} WHERE {column} = OLD.id LIMIT 1;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'row of "{parent}" is still referred to by "{name}"'
            USING ERRCODE = 'foreign_key_violation', TABLE = '{child}', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER {name}_added AFTER INSERT ON {child} REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_added();
CREATE TRIGGER {name}_changed AFTER UPDATE OF {column} ON {child}
    FOR EACH ROW WHEN (NEW.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})
    EXECUTE FUNCTION {name}_changed();
CREATE TRIGGER {name}_gone AFTER DELETE ON {parent} FOR EACH ROW EXECUTE FUNCTION {name}_gone();
CREATE TRIGGER {name}_moved AFTER UPDATE OF id ON {parent}
    FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id) EXECUTE FUNCTION {name}_gone();
CREATE TRIGGER {name}_emptied AFTER TRUNCATE ON {parent} FOR EACH STATEMENT EXECUTE FUNCTION {name}_gone();
"""
_BACKWARD = """
DROP TRIGGER {name}_emptied ON {parent};
DROP TRIGGER {name}_moved ON {parent};
DROP TRIGGER {name}_gone ON {parent};
DROP TRIGGER {name}_changed ON {child};
DROP TRIGGER {name}_added ON {child};
DROP FUNCTION {name}_gone();
DROP FUNCTION {name}_changed();
DROP FUNCTION {name}_added();
"""


def checked_by_statement(name: str, *, child: str, column: str, parent: str) -> migrations.RunSQL:
    """Make ``child.column`` a reference to ``parent.id``, called `name` in errors."""
    words = {"name": name, "child": child, "column": column, "parent": parent}
    return migrations.RunSQL(_FORWARD.format(**words), _BACKWARD.format(**words))


class Migration(migrations.Migration):
    # Built beside those who write meanwhile.
    atomic = False
    dependencies = [("claims", "0006_words_of_claims")]
    operations = [
        AddIndexConcurrently(
            "claim", HashIndex(fields=["row_key"], name="claim_row_key_hash", condition=~models.Q(row_key=""))
        ),
        AddIndexConcurrently("claim", HashIndex(fields=["fingerprint"], name="claim_fingerprint_hash")),
        RemoveIndexConcurrently("claim", "claim_row_key"),
        RemoveIndexConcurrently("claim", "claim_fingerprint"),
        # New rows at the right edge: at the left one PostgreSQL halves each page that is full.
        AddIndexConcurrently("claim", models.Index(fields=["state", "id"], name="claim_state")),
        RemoveIndexConcurrently("claim", "claim_state_newest"),
        checked_by_statement(
            "claim_imported_in", child="claims_claim", column="imported_in_id", parent="claims_import"
        ),
        checked_by_statement(
            "attribution_claim", child="claims_attribution", column="claim_id", parent="claims_claim"
        ),
        checked_by_statement(
            "attribution_party", child="claims_attribution", column="party_id", parent="claims_party"
        ),
        migrations.AlterField(
            "claim",
            "imported_in",
            models.ForeignKey(
                to="claims.import", null=True, blank=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="claims", db_index=False, db_constraint=False,
            ),
        ),
        migrations.AlterField(
            "attribution",
            "claim",
            models.ForeignKey(
                to="claims.claim", on_delete=django.db.models.deletion.CASCADE, related_name="attributions",
                db_index=False, db_constraint=False,
            ),
        ),
        migrations.AlterField(
            "attribution",
            "party",
            models.ForeignKey(
                to="claims.party", null=True, blank=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="attributions", db_constraint=False,
            ),
        ),
    ]  # fmt: skip
