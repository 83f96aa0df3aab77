"""References between tables that PostgreSQL checks once a statement instead of once a row.

A foreign key runs a query for each row that is written, which for rows by the thousand takes as long as writing them.
These triggers hold the same: what is referred to is there and stays locked against deletion until the writer's
transaction ends, and it cannot be deleted, or given another id, while something refers to it. Unlike Django's foreign
keys they are checked at the end of the statement, not of the transaction. The column needs an index, and its field
``db_constraint=False``.
"""

from django.db.migrations import RunSQL

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


def checked_by_statement(name: str, *, child: str, column: str, parent: str) -> RunSQL:
    """The migration that makes ``child.column`` a reference to ``parent.id``, called `name` in errors."""
    words = {"name": name, "child": child, "column": column, "parent": parent}
    return RunSQL(_FORWARD.format(**words), _BACKWARD.format(**words))
