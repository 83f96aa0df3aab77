"""Tables over the pages, a file for each area: who may open and send them, and what is sent.

In an area's file stand

- TABLE: method, route, situation (tests.situations), and a cell for each of ACTORS. A cell is a status; "in" is sent
  to sign in first, "back" to the page where the button is, "done" onwards, after it was done. 403 stands also for a
  page that says why not;
- SENT: what is sent, by route, so that whoever may do it succeeds;
- SENT_OF: the same, made from the ids of the situation;
- READS: route, what it asks for (a name of `growth.world`, or nothing for a list), who asks: for the number of queries;
- NOT_READ: routes that show a page and read nothing that grows, with the reason.
"""

from tests.joined import joined
from tests.pages.rights import (
    evidence,
    extraction,
    figures,
    history,
    intake,
    judging,
    merging,
    parties,
    people,
    queue,
    reports,
)

# Adam administers, Erin edits, Noor reviews but holds no part, Ada holds the first one, Rita reads; then nobody.
ACTORS = ("adam", "erin", "noor", "ada", "rita", "")
_AREAS = (intake, queue, judging, evidence, history, reports, people, extraction, merging, figures, parties)
ROWS = [line.split() for area in _AREAS for line in area.TABLE.strip().splitlines()]
SENT = joined(area.SENT for area in _AREAS)
SENT_OF = joined(area.SENT_OF for area in _AREAS)
READS = [row for area in _AREAS for row in area.READS]
NOT_READ = joined(area.NOT_READ for area in _AREAS)
