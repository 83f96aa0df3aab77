"""Kinds of event of understanding: matches, merges, findings."""

from django.db import migrations, models

ADDED = {
    "claim.read_again",
    "claim.merged",
    "claim.unmerged",
    "claim.match_dismissed",
    "claim.topic_dismissed",
    "party.changed",
    "party.merged",
    "party.unmerged",
    "party.told_apart",
    "finding.judged",
    "verdict.reused",
}
NEW = [
    "document.added",
    "document.extracted",
    "document.changed",
    "import.received",
    "import.done",
    "import.failed",
    "import.cancelled",
    "import.taken_back",
    "import.row_corrected",
    "mapping.saved",
    "mapping.deleted",
    "feed.added",
    "feed.changed",
    "feed.failing",
    "feed.recovered",
    "snapshot.taken",
    "claim.added",
    "claim.edited",
    "claim.kept",
    "claim.dropped",
    "claim.undecided",
    "claim.read_again",
    "claim.merged",
    "claim.unmerged",
    "claim.match_dismissed",
    "claim.topic_dismissed",
    "topic.added",
    "topic.restricted",
    "topic.opened",
    "topic.members_changed",
    "finding.judged",
    "party.named",
    "party.affiliated",
    "party.changed",
    "party.merged",
    "party.unmerged",
    "party.told_apart",
    "source.derived",
    "source.changed",
    "source.derivation_proposed",
    "source.derivation_judged",
    "review.opened",
    "review.assigned",
    "review.taken",
    "review.released",
    "review.returned",
    "review.prioritised",
    "review.due_changed",
    "review.moved",
    "review.reminded",
    "review.escalated",
    "review.lease_ending",
    "review.held",
    "review.resumed",
    "review.closed",
    "review.reopened",
    "review.came_back",
    "evidence.added",
    "evidence.withdrawn",
    "evidence.quoted",
    "assessment.submitted",
    "review.agreed",
    "review.split",
    "review.adjudicated",
    "review.sent_back",
    "verdict.published",
    "verdict.corrected",
    "verdict.retracted",
    "verdict.stands",
    "verdict.reused",
    "verdict.review_by_set",
    "comment.added",
    "comment.withdrawn",
    "scale.added",
    "scale.versioned",
    "scale.chosen",
    "scale.retired",
    "policy.set",
    "desk.added",
    "desk.changed",
    "person.added",
    "person.changed",
    "interest.declared",
    "interest.withdrawn",
    "leave.set",
    "leave.begun",
    "leave.ended",
    "person.password_set",
    "token.made",
    "token.revoked",
    "row.changed",
]
OLD = [kind for kind in NEW if kind not in ADDED]


def known(kinds):
    """Rows that are there are not read while the table is locked, but checked afterwards."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return [
        "ALTER TABLE core_event DROP CONSTRAINT event_kind_known,"
        f" ADD CONSTRAINT event_kind_known CHECK (kind IN ({listed})) NOT VALID",
    ]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0009_row_changes")]
    operations = [
        migrations.AlterField(
            "event",
            "kind",
            models.CharField(max_length=40, choices=[(kind, kind.replace("_", " ").capitalize()) for kind in NEW]),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(known(NEW), known(OLD)),
                migrations.RunSQL(
                    "ALTER TABLE core_event VALIDATE CONSTRAINT event_kind_known", migrations.RunSQL.noop
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint("event", "event_kind_known"),
                migrations.AddConstraint(
                    "event", models.CheckConstraint(condition=models.Q(kind__in=NEW), name="event_kind_known")
                ),
            ],
        ),
    ]
