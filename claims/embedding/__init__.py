"""Meaning of texts as vectors, by a model of the installation's choice. Off until one is named."""
