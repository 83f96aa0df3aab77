"""Reading texts that are not English: one machine, and a lexicon for each language."""
