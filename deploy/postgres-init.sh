#!/bin/bash
# Run once by the image of PostgreSQL, when the data folder is empty: the owner of the tables and the role of the desk,
# neither a superuser, and the database. The desk's role gets its rights by `manage.py grant_rights`. pgvector is made
# here because only a superuser may.
set -euo pipefail
: "${DATABASE_PASSWORD:?fill in DATABASE_PASSWORD in .env}"
: "${DESK_DATABASE_PASSWORD:?fill in DESK_DATABASE_PASSWORD in .env}"

psql --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" --set desk="$DESK_DATABASE_PASSWORD" \
    --username postgres --dbname postgres <<'SQL'
CREATE ROLE factcheck LOGIN PASSWORD :'password';
CREATE ROLE factcheck_desk LOGIN PASSWORD :'desk';
CREATE DATABASE factcheck OWNER factcheck;
\connect factcheck
CREATE EXTENSION IF NOT EXISTS vector;
SQL
