"""What the database refuses by itself: each constraint and trigger with a statement that breaks it."""

# name | table | what an UPDATE sets
CHANGED = """
claim_as_of_is_iso | claims_claim | as_of = '4.12.2019'
claim_not_its_own_duplicate | claims_claim | duplicate_of_id = id
claim_priority_in_range | claims_claim | priority = 4
claim_row_goes_with_import | claims_claim | row_number = 1 WHERE id = {free}
embedding_claim | claims_embedding | claim_id = -1 WHERE claim_id IS NOT NULL
embedding_check | claims_embedding | external_check_id = -1 WHERE external_check_id IS NOT NULL
embedding_has_a_vector | claims_embedding | vector = ARRAY[]::real[]
embedding_names_its_model | claims_embedding | model = ''
embedding_of_one_thing | claims_embedding | claim_id = NULL, external_check_id = NULL
externalcheck_rating_known | claims_externalcheck | rating = 'perhaps'
feed_failure_says_why | claims_feed | failures = 1
feed_minutes_in_range | claims_feed | minutes = 1
import_file_is_hashed | claims_import | path = 'imports/a', sha256 = ''
import_makes_known | claims_import | makes = 'coffee'
import_taken_back_after_its_end | claims_import | taken_back_at = now() WHERE ended_at IS NULL
import_waits_while_checking | claims_import | waits_for_mapping = true
importrow_outcome_known | claims_importrow | outcome = 'lost'
importrow_says_why | claims_importrow | reason = ''
mapping_has_a_name | claims_mapping | name = ''
source_copy_failure_says_why | claims_source | copy_state = 'failed'
source_copy_state_known | claims_source | copy_state = 'lost'
affiliation_with_another | claims_affiliation | of_id = party_id
attribution_has_a_name | claims_attribution | name = ''
attribution_stance_known | claims_attribution | stance = 'shouts'
claim_has_text | claims_claim | text = ''
claim_kind_known | claims_claim | kind = 'gossip'
claim_state_known | claims_claim | state = 'lost' WHERE id = {free}
claim_merged_says_into_what | claims_claim | state = 'merged' WHERE id = {free}
claim_merged_says_into_what | claims_claim | merged_into_id = {other} WHERE id = {free}
matchdismissal_lower_claim_first | claims_matchdismissal | other_id = claim_id, check_found_id = NULL
matchdismissal_of_one_thing | claims_matchdismissal | other_id = NULL, check_found_id = NULL
claim_merged_without_chains | claims_claim | state = 'merged', merged_into_id = CASE id WHEN {free} THEN {other} ELSE {free} END WHERE id IN ({free}, {other})
claim_not_merged_into_itself | claims_claim | state = 'merged', merged_into_id = id WHERE id = {free}
claim_quote_as_long_as_span | claims_claim | quote = quote || '.' WHERE id = {spanned}
claim_quote_as_long_as_span | claims_claim | "end" = "end" + 1 WHERE id = {spanned}
claim_said_on_is_iso | claims_claim | said_on = '4.12.2019'
claim_span_goes_with_document | claims_claim | start = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | "end" = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | document_id = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | start = 0, "end" = 5 WHERE id = {free}
claim_worth_in_range | claims_claim | worth = 1.1
party_not_merged_into_itself | claims_party | merged_into_id = id
partymerge_of_two | claims_partymerge | into_id = party_id
partymerge_says_why | claims_partymerge | reason = ''
partymerge_undone_by_somebody | claims_partymerge | undone_at = now()
partyproposal_dismissal_says_why | claims_partyproposal | state = 'dismissed', judged_by_id = {erin}, judged_at = now()
partyproposal_judged_or_not | claims_partyproposal | judged_at = now()
partyproposal_judged_or_not | claims_partyproposal | state = 'confirmed'
partyproposal_kind_known | claims_partyproposal | kind = 'alike'
partyproposal_of_two_names | claims_partyproposal | other_folded = folded
partyproposal_state_known | claims_partyproposal | state = 'lost', judged_by_id = {erin}, judged_at = now()
derivation_from_one_thing | claims_derivation | from_party_id = NULL, from_source_id = NULL
derivation_from_one_thing | claims_derivation | from_party_id = {party}, from_source_id = {source}
derivation_has_a_basis | claims_derivation | basis = ''
derivation_not_from_itself | claims_derivation | from_party_id = NULL, from_source_id = source_id
derivation_state_known | claims_derivation | state = 'felt'
derivation_judged_unless_proposed | claims_derivation | judged_by_id = NULL
derivation_judged_unless_proposed | claims_derivation | judged_at = NULL
derivation_judged_unless_proposed | claims_derivation | state = 'proposed', proposed_by = 'link'
derivation_judged_unless_proposed | claims_derivation | state = 'proposed', judged_by_id = NULL, judged_at = NULL
document_has_a_title | claims_document | title = ''
externalcheck_has_a_claim | claims_externalcheck | claim_text = ''
externalcheck_value_on_its_scale | claims_externalcheck | value = 9
finding_dismissed_with_a_reason | claims_finding | judgement = 'dismissed', reason = ''
finding_has_words | claims_finding | words = ''
finding_judged_by_somebody | claims_finding | judged_by_id = NULL
finding_judged_by_somebody | claims_finding | judged_at = NULL
finding_judged_by_somebody | claims_finding | judgement = ''
finding_judgement_known | claims_finding | judgement = 'shrugged'
finding_kind_known | claims_finding | kind = 'odd'
figure_as_of_with_its_precision | claims_figure | as_of = '2019', precision = 'day'
figure_as_of_with_its_precision | claims_figure | as_of = '2019-12-15', precision = ''
figure_as_of_with_its_precision | claims_figure | as_of = 'Aban 1398', precision = 'month'
figure_bound_known | claims_figure | bound = 'roughly'
figure_nature_known | claims_figure | nature = 'guess'
figure_not_part_of_itself | claims_figure | part_of_id = id
figure_upper_value_only_between | claims_figure | bound = 'between', value_max = NULL
figure_upper_value_only_between | claims_figure | bound = 'between', value_max = value
figure_upper_value_only_between | claims_figure | bound = 'exact', value_max = value + 1
import_counts_add_up | claims_import | added = read + 1
import_ended_when_it_says | claims_import | state = 'done'
import_ended_when_it_says | claims_import | ended_at = now()
import_format_known | claims_import | format = 'scroll'
import_state_known | claims_import | state = 'asleep', ended_at = NULL
party_has_a_name | claims_party | name = ''
party_kind_known | claims_party | kind = 'ghost'
snapshot_of_document_or_source | claims_snapshot | source_id = NULL
snapshot_of_document_or_source | claims_snapshot | document_id = {document}
snapshot_sha256_is_one | claims_snapshot | sha256 = 'X'
source_has_a_title | claims_source | title = ''
source_kind_known | claims_source | kind = 'rumour'
topic_has_a_title | claims_topic | title = ''
apitoken_digest_is_sha256 | core_apitoken | digest = 'fcd_in_the_clear'
apitoken_scopes_known | core_apitoken | scopes = '{{all}}'
user_role_known | core_user | role = 'king'
assignment_done_is_not_released | reviews_assignment | released_at = now() WHERE done_at IS NOT NULL
assignment_part_known | reviews_assignment | part = 'third', user_id = {rita} WHERE done_at IS NULL
correction_kind_known | reviews_correction | kind = 'whim'
correction_says_what_and_why | reviews_correction | what = ''
correction_says_what_and_why | reviews_correction | why = ''
evidence_stance_known | reviews_evidence | stance = 'hints'
notice_channel_known | reviews_notice | channel = 'pigeon'
review_close_says_why | reviews_review | state = 'closed' WHERE state = 'queued'
review_close_says_why | reviews_review | close_reason = 'abandoned' WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | state = 'on_hold', hold_until = now() WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | state = 'on_hold', hold_reason = 'waits' WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | hold_reason = 'waits', hold_until = now() WHERE state = 'queued'
review_needs_one_or_two | reviews_review | assessments_needed = 3
review_priority_in_range | reviews_review | priority = 4
review_published_has_a_date | reviews_review | published_at = NULL WHERE state = 'published'
review_published_has_a_date | reviews_review | state = 'retracted' WHERE state = 'queued'
review_round_from_one | reviews_review | round = 0
review_state_known | reviews_review | state = 'forgotten'
comeback_cause_known | reviews_comeback | cause = 'whim'
comeback_says_why | reviews_comeback | words = ''
comment_has_words | reviews_comment | body = ''
desk_has_a_name | reviews_desk | name = ''
evidence_quote_place | reviews_evidence | quote_start = 3
evidence_quote_place | reviews_evidence | quote_start = 3, quote_state = 'found'
evidence_quote_state_known | reviews_evidence | quote_state = 'guessed'
leave_ends_after_it_begins | reviews_leave | until_on = from_on - 1
policy_needs_one_or_two | reviews_policy | assessments_needed = 3
policy_numbers_positive | reviews_policy | due_days = 0
policy_numbers_positive | reviews_policy | review_after_days = 0, due_days = 5
policy_of_one_thing | reviews_policy | desk_id = {desk} WHERE topic_id IS NOT NULL
policy_works_at_with_topic | reviews_policy | works_at_id = {desk} WHERE topic_id IS NULL
rating_colour_known | reviews_rating | colour = 'r9' WHERE scale_id = {scale}
reading_config_of_each_extractor | claims_reading | configs = ARRAY[]::text[]
reading_names_its_extractor | claims_reading | extractors = ARRAY[]::text[], configs = ARRAY[]::text[]
review_free_parts_in_range | reviews_review | free_parts = 3
review_nudged_in_range | reviews_review | nudged = 4
review_places_from_one | reviews_review | places = 0
savedfilter_has_a_name | reviews_savedfilter | name = ''
scale_default_is_not_retired | reviews_scale | retired_at = now() WHERE is_default
scale_tolerance_not_negative | reviews_scale | tolerance = -0.1 WHERE id = {scale}
stay_ends_after_it_begins | reviews_stay | until = since - interval '1 second'
stay_state_known | reviews_stay | state = 'forgotten'
"""  # noqa: E501
# name | table | which row is inserted again | with what changed
AGAIN = """
claim_once_a_row | claims_claim | imported_in_id IS NOT NULL |
externalcheck_once_a_row | claims_externalcheck | imported_in_id IS NOT NULL | fingerprint = 'other'
claims_feed_url_key | claims_feed | |
feeditem_once | claims_feeditem | |
importrow_once | claims_importrow | |
claims_mapping_name_key | claims_mapping | |
matchdismissal_once_a_pair | claims_matchdismissal | other_id IS NOT NULL |
matchdismissal_once_a_check | claims_matchdismissal | check_found_id IS NOT NULL |
claims_modeluse_day_key | claims_modeluse | |
claims_reading_claim_id_key | claims_reading | |
affiliation_once | claims_affiliation | |
claims_alias_folded_key | claims_alias | |
attribution_one_a_position | claims_attribution | |
finding_once_a_topic | claims_finding | |
othertopic_once | claims_othertopic | |
partymerge_into_one | claims_partymerge | |
partyproposal_once_a_document | claims_partyproposal | |
embedding_once_a_check | claims_embedding | external_check_id IS NOT NULL |
embedding_once_a_claim | claims_embedding | claim_id IS NOT NULL |
claim_once_a_span | claims_claim | id = {spanned} |
claims_derivation_key_key | claims_derivation | | from_party_id = 0, from_source_id = NULL
derivation_once | claims_derivation | | key = gen_random_uuid()
claims_document_sha256_key | claims_document | |
claims_document_supersedes_id_key | claims_document | supersedes_id IS NOT NULL | sha256 = repeat('0', 64)
document_has_text | claims_document | | text = '', sha256 = repeat('0', 64)
document_sha256_is_one | claims_document | | sha256 = upper(repeat('f', 64))
externalcheck_once | claims_externalcheck | |
figure_one_a_position | claims_figure | |
claims_snapshot_path_key | claims_snapshot | |
claims_topic_slug_key | claims_topic | |
core_apitoken_prefix_key | core_apitoken | |
core_user_username_key | core_user | |
event_kind_known | core_event | | kind = 'review.vanished'
assessment_attribution_known | reviews_assessment | | attribution = 'maybe'
assessment_has_a_rationale | reviews_assessment | | rationale = ''
assessment_one_a_person | reviews_assessment | | assignment_id = {adjudicating}
reviews_assessment_assignment_id_key | reviews_assessment | | by_id = {rita}
assessment_by_its_holder | reviews_assessment | review_id = {review} | by_id = {rita}, assignment_id = {spare}, round = 8
assessment_by_its_holder | reviews_assessment | review_id = {review} | by_id = {erin}, assignment_id = {spare}, round = 9
assessment_confidence_known | reviews_assessment | | confidence = 'utter'
assessment_rating_on_its_scale | reviews_assessment | review_id = {review} | by_id = {rita}, assignment_id = {spare}, round = 9, rating_id = {strange}
assessment_scale_of_its_review | reviews_assessment | review_id = {review} | by_id = {rita}, assignment_id = {spare}, round = 9, rating_id = {strange}, scale_id = {scale}
assignment_one_holder_a_part | reviews_assignment | | user_id = {rita}
assignment_one_part | reviews_assignment | part = 'first' | part = 'adjudicator'
assignment_one_part | reviews_assignment | part = 'first' | part = 'second', round = round + 1
assignment_outsider_decides | reviews_assignment | part = 'adjudicator' AND done_at IS NULL | user_id = {noor}
assignment_outsider_decides | reviews_assignment | part = 'adjudicator' AND done_at IS NULL | user_id = {noor}, released_at = now()
reviews_correction_publication_id_key | reviews_correction | |
comeback_once | reviews_comeback | |
verdict_reused_says_from_what | reviews_verdict | basis = 'agreement' | reused_from_id = {publication}, version = 99
verdict_reuses_what_is_public | reviews_verdict | review_id = {lone} | basis = 'reuse', decided_by_id = {erin}, reason = 'So.', reused_from_id = {publication}, version = 99, as_of = now()
verdict_reuses_what_is_public | reviews_verdict | review_id = {lone} | basis = 'reuse', decided_by_id = {erin}, reason = 'So.', version = 99
reviews_desk_name_key | reviews_desk | | slug = 'other'
reviews_desk_slug_key | reviews_desk | | name = 'Other'
draft_once | reviews_draft | |
evidence_number_once | reviews_evidence | | stance = 'context'
evidence_once_a_person | reviews_evidence | | number = 99
policy_once | reviews_policy | topic_id IS NULL AND desk_id IS NULL |
reviews_policy_topic_id_key | reviews_policy | topic_id IS NOT NULL |
reviews_policy_desk_id_key | reviews_policy | desk_id IS NOT NULL |
publication_not_by_its_only_reviewer | reviews_publication | review_id = {lone} | published_by_id = {ada}, version = 99, sequence = 999, is_current = false
savedfilter_once | reviews_savedfilter | |
stay_one_open | reviews_stay | until IS NULL |
interest_once | reviews_interest | |
notice_once | reviews_notice | |
publication_one_a_version | reviews_publication | | is_current = false, sequence = 999
publication_one_current | reviews_publication | is_current | version = 99, sequence = 999
reviews_publication_sequence_key | reviews_publication | | is_current = false, version = 99
publication_status_known | reviews_publication | | status = 'hidden', is_current = false, version = 99, sequence = 999
rating_one_a_position | reviews_rating | scale_id = {scale} | slug = 'other'
rating_slug_once | reviews_rating | scale_id = {scale} | position = 99
review_one_open_a_claim | reviews_review | state = 'queued' |
review_one_open_a_claim | reviews_review | state = 'published' | state = 'queued'
scale_once_a_version | reviews_scale | is_default | is_default = false
scale_one_default | reviews_scale | is_default | version = 99
verdict_one_a_version | reviews_verdict | |
verdict_attribution_known | reviews_verdict | | attribution = 'maybe', version = 99
verdict_basis_known | reviews_verdict | basis = 'correction' | basis = 'decree', version = 99
verdict_decided_by_an_outsider | reviews_verdict | basis = 'adjudication' | decided_by_id = {ada}, version = 99
verdict_decided_by_an_outsider | reviews_verdict | basis = 'adjudication' | decided_by_id = {rita}, version = 99
verdict_decided_by_an_outsider | reviews_verdict | basis = 'adjudication' | round = 8, version = 99
verdict_says_who_decided_and_why | reviews_verdict | basis = 'adjudication' | reason = '', version = 99
verdict_says_who_decided_and_why | reviews_verdict | basis = 'correction' | decided_by_id = NULL, version = 99
verdict_says_who_decided_and_why | reviews_verdict | basis = 'agreement' | decided_by_id = {rita}, version = 99
verdict_rating_on_its_scale | reviews_verdict | | rating_id = {strange}, version = 99
verdict_scale_of_its_review | reviews_verdict | | rating_id = {strange}, scale_id = {scale}, version = 99
"""  # noqa: E501
# trigger | what it refuses
FROZEN = """
event_append_only | UPDATE core_event SET data = '{}'
event_append_only | UPDATE core_event SET by_id = NULL
event_append_only | DELETE FROM core_event
assessment_immutable | UPDATE reviews_assessment SET rationale = 'In other words.'
assessment_immutable | DELETE FROM reviews_assessment
publication_frozen | UPDATE reviews_publication SET body = '{}'
publication_frozen | UPDATE reviews_publication SET status = 'retracted'
publication_frozen | UPDATE reviews_publication SET sequence = sequence + 1000
publication_frozen | UPDATE reviews_publication SET verdict_id = 1, is_current = false
publication_frozen | DELETE FROM reviews_publication
verdict_fixed | UPDATE reviews_verdict SET rationale = 'In other words.'
verdict_fixed | UPDATE reviews_verdict SET decided_by_id = NULL, review_by = now()
verdict_fixed | DELETE FROM reviews_verdict
verdict_keeps_its_assessments | UPDATE reviews_verdict_assessments SET verdict_id = 1
verdict_keeps_its_assessments | DELETE FROM reviews_verdict_assessments
rating_in_use_is_frozen | UPDATE reviews_rating SET label = 'So'
rating_in_use_is_frozen | UPDATE reviews_rating SET scale_id = (SELECT scale_id FROM reviews_review LIMIT 1)
rating_in_use_is_frozen | DELETE FROM reviews_rating
rating_in_use_is_frozen | INSERT INTO reviews_rating (scale_id, position, slug, label, definition, needed_origins, colour, sign) SELECT scale_id, 99, 'so', 'So', 'so', 0, 'r1', '' FROM reviews_review LIMIT 1
scale_in_use_is_frozen | UPDATE reviews_scale SET tolerance = 2
document_immutable | UPDATE claims_document SET text = text || ' '
document_immutable | UPDATE claims_document SET sha256 = repeat('0', 64)
claim_under_review | UPDATE claims_claim SET state = 'dropped' WHERE id IN (SELECT claim_id FROM reviews_review)
claim_once_public_is_not_merged | UPDATE claims_claim SET state = 'merged', merged_into_id = 1 WHERE id IN (SELECT r.claim_id FROM reviews_review r WHERE r.state = 'retracted')
"""  # noqa: E501

# Of seals and heads, tried in tests/core/test_history_refuses.py.
OF_THE_HISTORY = {
    "core_seal_event_id_key", "event_stamped", "head_append_only", "head_not_truncated", "seal_append_only",
    "seal_no_fork", "seal_not_truncated", "seal_one_a_position",
}  # fmt: skip
# They refuse nothing but note what was done, tried in tests/reviews/test_row_changes.py.
OF_ROWS = {"row_added", "row_changed", "row_emptied", "row_removed"}
