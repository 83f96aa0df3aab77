"""Finding claims with a language model: what is asked, what of the answer is believed, and the way to the model.

Only `endpoint` knows a network, and only it needs the extra `llm`.
"""
