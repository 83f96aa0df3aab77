"""The whole newsroom on one machine: servers, web, worker and beat, started, watched and stopped together.

Nothing in here imports Django, so that the process that only watches stays small.
"""
