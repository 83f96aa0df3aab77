"""How one claim stands to another: facts in, a relation and its reasons out. Pure."""
