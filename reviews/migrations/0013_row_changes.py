"""What is written past the verbs to the work on a claim, and to the rules by which it is worked on, is an event."""

from django.db import migrations

WATCHED = {
    # What the queue is sorted by is counted again from what is watched.
    "reviews_review": ", 'review', left_out => '{rank,reach,places,free_parts,nudged}'",
    "reviews_assignment": ", 'of review', left_out => '{lease_until,warned_at}'",
    "reviews_evidence": ", 'of review', left_out => '{snapshot_id,quote_state,quote_start}'",
    "reviews_assessment": ", 'of review', hidden => '{private_note}'",
    "reviews_verdict": ", 'of review'",
    "reviews_verdict_assessments": ", 'by verdict'",
    "reviews_publication": ", 'of review'",
    "reviews_correction": ", 'by publication'",
    "reviews_comment": ", 'of review'",
    "reviews_scale": "",
    "reviews_rating": "",
    "reviews_policy": "",
    "reviews_desk": "",
    "reviews_desk_members": "",
    "reviews_interest": "",
    "reviews_leave": "",
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reviews", "0015_seven_point_version_2"), ("core", "0009_row_changes")]
    operations = [
        # A statement of its own for each table, so that each is locked for a moment only.
        migrations.RunSQL(f"SELECT watch_rows('{table}'{arguments})", f"SELECT unwatch_rows('{table}')")
        for table, arguments in WATCHED.items()
    ]
