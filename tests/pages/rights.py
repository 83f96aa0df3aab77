"""The table of who may open and send which page, and what is sent."""

from typing import Any

# Adam administers, Erin edits, Noor reviews but holds no part, Ada holds the first one, Rita reads; then nobody.
ACTORS = ("adam", "erin", "noor", "ada", "rita", "")
# A cell is a status; "in" is sent to sign in first, "back" to the page where the button is, "done" onwards, after
# it was done. 403 stands also for a page that says why not.
TABLE = """
GET  desk              held       200  200  200  200  200  in
GET  documents         document   200  200  200  200  200  in
GET  document          document   200  200  200  200  200  in
GET  document_add      nothing    200  200  403  403  403  in
POST document_add      nothing    done done 403  403  403  in
GET  document_refetch  copied     back back back back back in
POST document_refetch  copied     done done 403  403  403  in
GET  document_changes  changed    200  200  200  200  200  in
GET  snapshot          copied     200  200  200  200  200  in
GET  snapshot          sourced    200  200  404  200  404  in
GET  snapshot_file     copied     200  200  200  200  200  in
GET  snapshot_file     sourced    200  200  404  200  404  in
GET  snapshot_shown    copied     200  200  200  200  200  in
GET  snapshot_shown    sourced    200  200  404  200  404  in
GET  claim_add         document   200  200  403  403  403  in
POST claim_add         document   done done 403  403  403  in
GET  claim_edit        claim      200  200  403  403  403  in
POST claim_edit        claim      done done 403  403  403  in
GET  claims            claim      200  200  200  200  200  in
GET  claims_triage     claim      back back back back back in
POST claims_triage     claim      done done 403  403  403  in
GET  claim_keep        claim      back back back back back in
POST claim_keep        claim      done done 403  403  403  in
GET  claim_drop        claim      back back back back back in
POST claim_drop        claim      done done 403  403  403  in
GET  claim_undecide    claim      back back back back back in
POST claim_undecide    claim      done done 403  403  403  in
GET  send_kept         document   back back back back back in
POST send_kept         document   done done 403  403  403  in
GET  imports           import     200  200  200  200  200  in
GET  import_new        nothing    200  200  403  403  403  in
POST import_new        nothing    done done 403  403  403  in
GET  import_progress   import     200  200  200  200  200  in
GET  import_progress   refused    200  200  200  200  200  in
GET  import_progress   mapless    200  200  200  200  200  in
GET  import_mapping    mapless    back back back back back in
POST import_mapping    mapless    done done 403  403  403  in
GET  import_reread     mapless    back back back back back in
POST import_reread     mapless    done done 403  403  403  in
GET  import_row        refused    200  200  403  403  403  in
POST import_row        refused    done done 403  403  403  in
GET  import_errors     refused    200  200  403  403  403  in
GET  import_cancel     import     200  200  403  403  403  in
POST import_cancel     import     done done 403  403  403  in
GET  import_take_back  refused    200  200  403  403  403  in
POST import_take_back  refused    done done 403  403  403  in
GET  import_repeat     refused    back back back back back in
POST import_repeat     refused    done done 403  403  403  in
GET  mapping_delete    mapping    back back back back back in
POST mapping_delete    mapping    done done 403  403  403  in
GET  checks            check      200  200  200  200  200  in
GET  feeds             feed       200  200  200  200  200  in
POST feeds             nothing    done done 403  403  403  in
GET  feed              feed       200  200  200  200  200  in
GET  feed_change       feed       200  200  403  403  403  in
POST feed_change       feed       done done 403  403  403  in
GET  feed_remove       feed       200  200  403  403  403  in
POST feed_remove       feed       done done 403  403  403  in
GET  feed_poll         feed       back back back back back in
POST feed_poll         feed       done done 403  403  403  in
GET  feed_switch       feed       back back back back back in
POST feed_switch       feed       done done 403  403  403  in
GET  queue             held       200  200  200  200  200  in
GET  queue_assign      held       back back back back back in
POST queue_assign      held       done done 403  403  403  in
GET  take_next         queued     back back back back back in
POST take_next         queued     done done done done 403  in
GET  inbox             held       200  200  200  200  200  in
POST inbox             held       done done done done done in
GET  review            held       200  200  200  200  200  in
POST review            held       403  403  403  done 403  in
GET  gate              held       200  200  200  200  200  in
GET  evidence_add      held       back back back back back in
POST evidence_add      held       403  403  403  done 403  in
GET  evidence_withdraw held       back back back back back in
POST evidence_withdraw held       403  403  403  done 403  in
GET  evidence_copy     sourced    back back back back back in
POST evidence_copy     sourced    done done 404  done 404  in
GET  evidence_derive   held       404  404  404  200  404  in
POST evidence_derive   held       404  404  404  done 404  in
GET  assign            held       back back back back back in
POST assign            held       done done 403  403  403  in
GET  release           held       back back back back back in
POST release           held       done done 403  done 403  in
GET  adjudicate        split      200  200  403  403  403  in
POST adjudicate        split      done done 403  403  403  in
GET  adjudicate        named      403  403  200  403  403  in
POST adjudicate        named      403  403  done 403  403  in
GET  adjudicate        decided    200  200  200  200  200  in
GET  send_back         decided    200  200  200  200  403  in
POST send_back         decided    done done 403  403  403  in
GET  publish           decided    200  200  403  403  403  in
POST publish           decided    done done 403  403  403  in
GET  correct           published  200  200  403  403  403  in
POST correct           published  done done 403  403  403  in
GET  retract           published  200  200  403  403  403  in
POST retract           published  done done 403  403  403  in
GET  reopen            closed     200  200  403  403  403  in
POST reopen            closed     done done 403  403  403  in
GET  hold              held       200  200  403  403  403  in
POST hold              held       done done 403  403  403  in
GET  resume            waiting    back back back back back in
POST resume            waiting    done done 403  403  403  in
GET  close             held       200  200  403  403  403  in
POST close             held       done done 403  403  403  in
GET  sign_in           nothing    back back back back back 200
POST sign_in           nothing    done done done done done 422
POST sign_out          nothing    done done done done done done
GET  public_verdicts     published 200 200 200 200 200 200
GET  public_verdict      published 200 200 200 200 200 200
GET  public_verdict_short published back back back back back back
GET  public_verdict_data published 200 200 200 200 200 200
GET  public_corrections  published 200 200 200 200 200 200
GET  public_how          nothing   200 200 200 200 200 200
GET  public_feed         published 200 200 200 200 200 200
GET  healthz             nothing   200 200 200 200 200 200
GET  readyz              nothing   200 200 200 200 200 200
"""
FINDING = {"rating": "unproven", "attribution": "confirmed", "as_of": "2020-01-01", "rationale": "Unnamed officials."}
SENT: dict[str, dict[str, Any]] = {
    "import_mapping": {"column-0": "text", "language": "en"},
    "import_row": {"cell-0": "More than 85 percent took no part", "cell-2": "2019-12-15"},
    "document_add": {"text": "The ministry said that 230 people had died.", "language": "en"},
    "claim_edit": {
        "version": 2, "text": "In other words.", "said_on": "", "topic": "", "links-TOTAL_FORMS": 0,
        "links-INITIAL_FORMS": 0, "bound": "exact", "stance": "asserts",
    },
    "feeds": {"url": "https://paper.example/new.xml", "language": "en", "minutes": "60"},
    "feed_change": {
        "url": "https://paper.example/feed.xml", "title": "Other", "language": "en", "minutes": "60", "version": "1",
    },
    "claims_triage": {"do": "keep"},
    "queue_assign": {"first": "ben"},
    "review": FINDING,
    "evidence_add": {"stance": "disputes", "url": "https://news.example/a"},
    "evidence_derive": {"from_party": "Alef", "basis": "It cites it.", "state": "shown"},
    "assign": {"username": "ben"},
    "release": {"part": "first"},
    "adjudicate": {**FINDING, "reason": "The officials are not named."},
    "send_back": {"question": "Which officials?"},
    "correct": {**FINDING, "kind": "correction", "what": "The words.", "why": "They misled.", "rationale": "Other."},
    "retract": {"why": "The source withdrew it."},
    "reopen": {"reason": "A newer figure is out."},
    "hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "close": {"reason": "abandoned"},
}  # fmt: skip
ROWS = [line.split() for line in TABLE.strip().splitlines()]
