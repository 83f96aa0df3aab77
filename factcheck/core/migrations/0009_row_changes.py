"""What is written past the verbs is an event too: `row.changed`, by deferred triggers that any app can ask for.

``SELECT watch_rows('table', ...)`` puts them on a table, or puts them on anew; ``unwatch_rows('table')`` takes them off.
A migration that adds a column to a table with columns left out, or drops one of them, calls it again.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# The names are in full, and the search path is the function's own: whoever writes past the verbs must not be able to
# put a table of their own in the way.
FUNCTIONS = """
CREATE FUNCTION noted_value(value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN length(value::text) <= 1000 THEN value
        WHEN jsonb_typeof(value) = 'string' THEN to_jsonb(left(value #>> '{}', 1000) || '…')
        ELSE to_jsonb(left(value::text, 1000) || '…')
    END
$$;

CREATE FUNCTION note_row(
    about_kind text, about_id text, review bigint, claim bigint, said jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    is_first boolean := NOT EXISTS (
        SELECT FROM core_event WHERE xid = pg_current_xact_id()::text::bigint AND kind = 'row.changed'
    );
    noted bigint;
BEGIN
    INSERT INTO core_event (kind, at, about_kind, about_id, review_id, claim_id, data)
        VALUES (
            'row.changed', clock_timestamp(), left(about_kind, 20), left(about_id, 40), review, claim,
            said || jsonb_build_object('role', session_user)
        )
        RETURNING id INTO noted;
    -- One notice for each transaction: ten thousand rows are told of once, and each is in the history.
    IF is_first THEN
        INSERT INTO core_outboxentry (event_id, created_at, tries, last_error)
            VALUES (noted, clock_timestamp(), 0, '');
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION note_row(text, text, bigint, bigint, jsonb) FROM PUBLIC;

-- Arguments: how the row leads to its review or claim, columns left out, columns whose values are nobody's business.
CREATE FUNCTION note_row_change() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    bond text := TG_ARGV[0];
    now_writing bigint := pg_current_xact_id()::text::bigint;
    given record;
    review bigint;
    claim bigint;
    was jsonb;
    became jsonb;
    changed jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        given := OLD;
    ELSE
        given := NEW;
    END IF;
    IF bond = 'review' THEN
        review := given.id;
    ELSIF bond = 'of review' THEN
        review := given.review_id;
    ELSIF bond = 'claim' THEN
        claim := given.id;
    ELSIF bond = 'of claim' THEN
        claim := given.claim_id;
    END IF;
    -- What a verb did has the verb's event. Two ranges of one index instead of "not this kind": a statement that
    -- changes many rows must not read its own notes again for each of them.
    IF review IS NOT NULL THEN
        IF EXISTS (SELECT FROM core_event WHERE xid = now_writing AND kind < 'row.changed' AND review_id = review)
            OR EXISTS (SELECT FROM core_event WHERE xid = now_writing AND kind > 'row.changed' AND review_id = review)
        THEN
            RETURN NULL;
        END IF;
    ELSIF claim IS NOT NULL THEN
        IF EXISTS (
            SELECT FROM core_event WHERE xid = now_writing AND kind < 'row.changed'
                AND (claim_id = claim OR claim_id IS NULL AND review_id IS NULL)
        ) OR EXISTS (
            SELECT FROM core_event WHERE xid = now_writing AND kind > 'row.changed'
                AND (claim_id = claim OR claim_id IS NULL AND review_id IS NULL)
        ) THEN
            RETURN NULL;
        END IF;
    ELSIF EXISTS (SELECT FROM core_event WHERE xid = now_writing AND kind < 'row.changed')
        OR EXISTS (SELECT FROM core_event WHERE xid = now_writing AND kind > 'row.changed')
    THEN
        RETURN NULL;
    END IF;

    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        became := to_jsonb(NEW);
    END IF;
    SELECT jsonb_object_agg(name, CASE
        WHEN name = ANY(string_to_array(TG_ARGV[2], ',')) THEN '["hidden", "hidden"]'
        ELSE jsonb_build_array(noted_value(was -> name), noted_value(became -> name))
    END) INTO changed
    FROM jsonb_object_keys(coalesce(became, was)) AS name
    WHERE was -> name IS DISTINCT FROM became -> name AND name <> ALL(string_to_array(TG_ARGV[1], ','));
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;
    IF bond LIKE 'by %' THEN
        EXECUTE format('SELECT review_id FROM %I WHERE id = $1', 'reviews_' || substr(bond, 4))
            INTO review USING (coalesce(became, was) ->> (substr(bond, 4) || '_id'))::bigint;
    END IF;
    PERFORM note_row(
        substr(TG_TABLE_NAME, strpos(TG_TABLE_NAME, '_') + 1), coalesce(became, was) ->> 'id', review,
        coalesce(claim, CASE WHEN bond = 'review' THEN (coalesce(became, was) ->> 'claim_id')::bigint END),
        jsonb_build_object(
            'table', TG_TABLE_NAME, 'row', coalesce(became, was) ->> 'id', 'did', lower(TG_OP), 'changed', changed
        )
    );
    RETURN NULL;
END $$;

CREATE FUNCTION note_table_emptied() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM note_row(
        substr(TG_TABLE_NAME, strpos(TG_TABLE_NAME, '_') + 1), '', NULL, NULL,
        jsonb_build_object('table', TG_TABLE_NAME, 'row', '', 'did', 'truncate', 'changed', '{}'::jsonb)
    );
    RETURN NULL;
END $$;

CREATE FUNCTION unwatch_rows(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['row_added', 'row_changed', 'row_removed', 'row_emptied'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s', name, watched);
    END LOOP;
END $$;

-- `unless_import`: operations that are the import's own history while the session says that it imports.
CREATE FUNCTION watch_rows(
    watched regclass, bond text DEFAULT '', left_out text[] DEFAULT '{}', hidden text[] DEFAULT '{}',
    operations text[] DEFAULT '{insert,update,delete}', unless_import text[] DEFAULT '{}'
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    operation text;
    noted text;
    condition text;
BEGIN
    PERFORM unwatch_rows(watched);
    SELECT string_agg(format('OLD.%1$I IS DISTINCT FROM NEW.%1$I', attname), ' OR ' ORDER BY attnum) INTO noted
    FROM pg_attribute
    WHERE attrelid = watched AND attnum > 0 AND NOT attisdropped AND attname <> ALL(left_out);
    FOREACH operation IN ARRAY operations LOOP
        condition := 'true';
        IF operation = 'update' THEN
            condition := CASE WHEN left_out = '{}' THEN 'OLD.* IS DISTINCT FROM NEW.*' ELSE '(' || noted || ')' END;
        END IF;
        IF operation = ANY(unless_import) THEN
            condition := condition || ' AND coalesce(current_setting(''factcheck.import'', true), '''') = ''''';
        END IF;
        EXECUTE format(
            'CREATE CONSTRAINT TRIGGER %I AFTER %s ON %s DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (%s)'
            ' EXECUTE FUNCTION note_row_change(%L, %L, %L)',
            CASE operation WHEN 'insert' THEN 'row_added' WHEN 'update' THEN 'row_changed' ELSE 'row_removed' END,
            operation, watched, condition, bond, array_to_string(left_out, ','), array_to_string(hidden, ',')
        );
    END LOOP;
    EXECUTE format(
        'CREATE TRIGGER row_emptied AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION note_table_emptied()',
        watched
    );
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION watch_rows(regclass, text, text[], text[], text[], text[]);
DROP FUNCTION unwatch_rows(regclass);
DROP FUNCTION note_table_emptied();
DROP FUNCTION note_row_change();
DROP FUNCTION note_row(text, text, bigint, bigint, jsonb);
DROP FUNCTION noted_value(jsonb);
"""


def watched(table: str, arguments: str = "") -> migrations.RunSQL:
    """A statement of its own for each table, so that each is locked for a moment only."""
    return migrations.RunSQL(f"SELECT watch_rows('{table}'{arguments})", f"SELECT unwatch_rows('{table}')")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0012_quotations_taken_over")]
    operations = [
        AddIndexConcurrently("event", models.Index(fields=["xid", "kind"], name="event_xid_kind")),
        RemoveIndexConcurrently("event", "event_xid"),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        watched("core_user", ", left_out => '{last_login}', hidden => '{password}'"),
        watched("core_apitoken", ", left_out => '{last_used_at}', hidden => '{digest}'"),
    ]
