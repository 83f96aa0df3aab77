"""The demonstration newsroom: two articles, the people who work on them, and reviews in every state.

Made by calling the product's own verbs, never by writing rows. What its people find is an exercise on the two
articles alone and no finding about the world.
"""
