"""Reading what people bring: tables of claims, other people's fact-checks, documents. Pure: no database, no network."""
