"""What is written past the verbs to what people judge, and to what decides who sees it, is an event.

Of what an import brings in the import is the history: its verbs say so by the setting `factcheck.import`. Parties,
other names, sources, copies and documents come in beside something that has its event, and are watched from then on.
"""

from django.db import migrations

WATCHED = {
    # A row that imports compare is not what the claim says.
    "claims_claim": ", 'claim', left_out => '{duplicate_of_id,fingerprint,words,row_key}',"
    " unless_import => '{insert,delete}'",
    "claims_attribution": ", 'of claim', unless_import => '{insert,update,delete}'",
    "claims_figure": ", 'of claim', unless_import => '{insert,update,delete}'",
    "claims_topic": "",
    "claims_topic_members": "",
    "claims_party": ", operations => '{update}'",
    "claims_alias": ", operations => '{update,delete}'",
    "claims_affiliation": "",
    "claims_document": ", operations => '{update,delete}'",
    "claims_source": ", left_out => '{copy_state,copy_problem,copy_asked_at,copy_tries}',"
    " operations => '{update,delete}'",
    "claims_snapshot": ", operations => '{update,delete}'",
    "claims_derivation": "",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("claims", "0010_derivations_by_random_keys"), ("core", "0009_row_changes")]
    operations = [
        # A statement of its own for each table, so that each is locked for a moment only.
        migrations.RunSQL(f"SELECT watch_rows('{table}'{arguments})", f"SELECT unwatch_rows('{table}')")
        for table, arguments in WATCHED.items()
    ]
