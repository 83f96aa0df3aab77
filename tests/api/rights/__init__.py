"""Tables over the calls of the API, a file for each area: who may make them, and with what.

In an area's file stand

- TABLE: method, route, situation (tests.situations), and the status for each of ACTORS;
- BODIES: what is sent, by method and route, so that whoever may do it succeeds;
- BODIES_OF: the same, made from the ids of the situation; a file in it is sent as a form;
- LISTS: routes that answer with an empty list, not with 404, where everything is restricted to others;
- VERSIONED: method, route, situation, of what an editor changes only as the version they saw (If-Match);
- MALFORMED: who sends, method, route, situation, what is sent ("{pk}" is the situation's), and the pointers of what is
  wrong with it;
- READS: route, what it asks for (a name of `growth.world`, or nothing for a list), who asks: for the number of queries;
- NOT_READ: routes that answer GET and read nothing that grows, with the reason.
"""

from tests.api.rights import (
    evidence,
    extraction,
    figures,
    history,
    intake,
    judging,
    matching,
    merging,
    parties,
    people,
    queue,
    reports,
)
from tests.joined import joined

# Adam administers, Erin edits, Noor reviews but holds no part, Ada holds the first one, Rita reads; then nobody,
# and Erin with a token that may only read.
ACTORS = ("adam", "erin", "noor", "ada", "rita", "", "read-only")
_AREAS = (intake, queue, judging, evidence, history, reports, people, extraction, matching, merging, figures, parties)
ROWS = [line.split() for area in _AREAS for line in area.TABLE.strip().splitlines()]
FINDING = judging.FINDING
BODIES = joined(area.BODIES for area in _AREAS)
BODIES_OF = joined(area.BODIES_OF for area in _AREAS)
LISTS = {name for area in _AREAS for name in area.LISTS}
VERSIONED = [row for area in _AREAS for row in area.VERSIONED]
MALFORMED = [row for area in _AREAS for row in area.MALFORMED]
READS = [row for area in _AREAS for row in area.READS]
NOT_READ = joined(area.NOT_READ for area in _AREAS)
