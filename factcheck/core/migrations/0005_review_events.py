"""The facts of a review that ages, comes back, is talked about and belongs to a desk."""

from django.db import migrations, models

OLD = [
    "document.added", "document.extracted", "document.changed", "import.received", "import.done",
    "import.failed", "import.cancelled", "import.taken_back", "import.row_corrected",
    "mapping.saved", "mapping.deleted", "feed.added", "feed.changed", "feed.failing",
    "feed.recovered", "snapshot.taken", "claim.added", "claim.edited", "claim.kept",
    "claim.dropped", "claim.undecided", "topic.added", "party.named", "party.affiliated",
    "source.derived", "review.opened", "review.assigned", "review.taken", "review.released",
    "review.held", "review.resumed", "review.closed", "review.reopened", "evidence.added",
    "evidence.withdrawn", "assessment.submitted", "review.agreed", "review.split",
    "review.adjudicated", "review.sent_back", "verdict.published", "verdict.corrected",
    "verdict.retracted", "person.added", "person.password_set", "token.made", "token.revoked",
]
NEW = [
    "document.added", "document.extracted", "document.changed", "import.received", "import.done",
    "import.failed", "import.cancelled", "import.taken_back", "import.row_corrected", "mapping.saved",
    "mapping.deleted", "feed.added", "feed.changed", "feed.failing", "feed.recovered", "snapshot.taken",
    "claim.added", "claim.edited", "claim.kept", "claim.dropped", "claim.undecided", "topic.added",
    "topic.restricted", "topic.opened", "topic.members_changed", "party.named", "party.affiliated",
    "source.derived", "source.changed", "source.derivation_proposed", "source.derivation_judged",
    "review.opened", "review.assigned", "review.taken", "review.released", "review.returned",
    "review.prioritised", "review.due_changed", "review.moved", "review.reminded", "review.escalated",
    "review.lease_ending", "review.held", "review.resumed", "review.closed", "review.reopened",
    "review.came_back", "evidence.added", "evidence.withdrawn", "assessment.submitted", "review.agreed",
    "review.split", "review.adjudicated", "review.sent_back", "verdict.published", "verdict.corrected",
    "verdict.retracted", "verdict.stands", "verdict.review_by_set", "comment.added", "comment.withdrawn",
    "scale.added", "scale.versioned", "scale.chosen", "scale.retired", "policy.set", "desk.added",
    "desk.changed", "person.added", "person.changed", "interest.declared", "interest.withdrawn", "leave.set",
    "leave.begun", "leave.ended", "person.password_set", "token.made", "token.revoked", "row.changed",
]


def known(kinds):
    """Rows that are there are not read while the table is locked, but checked afterwards."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return [
        "ALTER TABLE core_event DROP CONSTRAINT event_kind_known,"
        f" ADD CONSTRAINT event_kind_known CHECK (kind IN ({listed})) NOT VALID",
    ]


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ('core', '0004_intake'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='load_limit',
            field=models.PositiveSmallIntegerField(blank=True, help_text='unfinished parts held at once; empty: as the policy of the desk says', null=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('document.added', 'Document.added'), ('document.extracted', 'Document.extracted'), ('document.changed', 'Document.changed'), ('import.received', 'Import.received'), ('import.done', 'Import.done'), ('import.failed', 'Import.failed'), ('import.cancelled', 'Import.cancelled'), ('import.taken_back', 'Import.taken back'), ('import.row_corrected', 'Import.row corrected'), ('mapping.saved', 'Mapping.saved'), ('mapping.deleted', 'Mapping.deleted'), ('feed.added', 'Feed.added'), ('feed.changed', 'Feed.changed'), ('feed.failing', 'Feed.failing'), ('feed.recovered', 'Feed.recovered'), ('snapshot.taken', 'Snapshot.taken'), ('claim.added', 'Claim.added'), ('claim.edited', 'Claim.edited'), ('claim.kept', 'Claim.kept'), ('claim.dropped', 'Claim.dropped'), ('claim.undecided', 'Claim.undecided'), ('topic.added', 'Topic.added'), ('topic.restricted', 'Topic.restricted'), ('topic.opened', 'Topic.opened'), ('topic.members_changed', 'Topic.members changed'), ('party.named', 'Party.named'), ('party.affiliated', 'Party.affiliated'), ('source.derived', 'Source.derived'), ('source.changed', 'Source.changed'), ('source.derivation_proposed', 'Source.derivation proposed'), ('source.derivation_judged', 'Source.derivation judged'), ('review.opened', 'Review.opened'), ('review.assigned', 'Review.assigned'), ('review.taken', 'Review.taken'), ('review.released', 'Review.released'), ('review.returned', 'Review.returned'), ('review.prioritised', 'Review.prioritised'), ('review.due_changed', 'Review.due changed'), ('review.moved', 'Review.moved'), ('review.reminded', 'Review.reminded'), ('review.escalated', 'Review.escalated'), ('review.lease_ending', 'Review.lease ending'), ('review.held', 'Review.held'), ('review.resumed', 'Review.resumed'), ('review.closed', 'Review.closed'), ('review.reopened', 'Review.reopened'), ('review.came_back', 'Review.came back'), ('evidence.added', 'Evidence.added'), ('evidence.withdrawn', 'Evidence.withdrawn'), ('assessment.submitted', 'Assessment.submitted'), ('review.agreed', 'Review.agreed'), ('review.split', 'Review.split'), ('review.adjudicated', 'Review.adjudicated'), ('review.sent_back', 'Review.sent back'), ('verdict.published', 'Verdict.published'), ('verdict.corrected', 'Verdict.corrected'), ('verdict.retracted', 'Verdict.retracted'), ('verdict.stands', 'Verdict.stands'), ('verdict.review_by_set', 'Verdict.review by set'), ('comment.added', 'Comment.added'), ('comment.withdrawn', 'Comment.withdrawn'), ('scale.added', 'Scale.added'), ('scale.versioned', 'Scale.versioned'), ('scale.chosen', 'Scale.chosen'), ('scale.retired', 'Scale.retired'), ('policy.set', 'Policy.set'), ('desk.added', 'Desk.added'), ('desk.changed', 'Desk.changed'), ('person.added', 'Person.added'), ('person.changed', 'Person.changed'), ('interest.declared', 'Interest.declared'), ('interest.withdrawn', 'Interest.withdrawn'), ('leave.set', 'Leave.set'), ('leave.begun', 'Leave.begun'), ('leave.ended', 'Leave.ended'), ('person.password_set', 'Person.password set'), ('token.made', 'Token.made'), ('token.revoked', 'Token.revoked'), ('row.changed', 'Row.changed')], max_length=40),
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
                    "event",
                    models.CheckConstraint(condition=models.Q(kind__in=NEW), name="event_kind_known"),
                ),
            ],
        ),
    ]
