#!/bin/bash
# Run once by the image of PostgreSQL, when the data folder is empty: the role of the desk, which is no superuser, and
# its database. pgvector is made here because only a superuser may.
set -euo pipefail
: "${DATABASE_PASSWORD:?fill in DATABASE_PASSWORD in .env}"

psql --set ON_ERROR_STOP=1 --set password="$DATABASE_PASSWORD" --username postgres --dbname postgres <<'SQL'
CREATE ROLE factcheck LOGIN PASSWORD :'password';
CREATE DATABASE factcheck OWNER factcheck;
\connect factcheck
CREATE EXTENSION IF NOT EXISTS vector;
SQL
