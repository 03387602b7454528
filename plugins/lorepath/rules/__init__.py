"""The rules: what good lessons have in common, one function each, listed here and nowhere else."""

from lorepath.file_standards import FILE_STANDARDS
from lorepath.finding import Standard
from lorepath.history.standards import STANDARDS as HISTORY_STANDARDS
from lorepath.reading_standards import READING_STANDARDS
from lorepath.rules.accessibility import image_alt, link_text, table_header
from lorepath.rules.acronyms import acronym
from lorepath.rules.duplicates import near_duplicate
from lorepath.rules.freshness import freshness_due
from lorepath.rules.headings import fake_heading, heading_order, segment_length
from lorepath.rules.item_clues import cue
from lorepath.rules.item_lengths import key_longest
from lorepath.rules.item_options import feedback, option_count
from lorepath.rules.item_order import option_order
from lorepath.rules.item_pointers import all_of_the_above
from lorepath.rules.item_positions import key_position
from lorepath.rules.item_repeats import option_duplicate
from lorepath.rules.item_stems import negative_stem, stem_complete
from lorepath.rules.kept_ids import lesson_id_kept, objective_id_kept
from lorepath.rules.language_tag import language_tag
from lorepath.rules.lesson_shape import (
    duration_honest,
    example_before_practice,
    lesson_duration,
    on_the_job,
    required_sections,
)
from lorepath.rules.links import link_target
from lorepath.rules.media import media_captions
from lorepath.rules.objective_wording import (
    objective_compound,
    objective_learner_centred,
    objective_level,
    objective_too_many,
    objective_unknown_verb,
    objective_vague_verb,
)
from lorepath.rules.objectives import objective_assessed, objective_present
from lorepath.rules.plain_language import readability, second_person, sentence_length
from lorepath.rules.quizzes import item_objective, key_valid
from lorepath.rules.references import (
    id_unique,
    name_known,
    owner_known,
    pinned_and_excluded,
    retired_cited,
)
from lorepath.rules.rule import Remark, Rule
from lorepath.rules.safe_pages import address_allowed, attribute_allowed, html_allowed, no_snippet
from lorepath.rules.skills import (
    own_prerequisite,
    role_coverage,
    skill_cycle,
    skill_known,
    skill_reachable,
    skill_used,
)
from lorepath.rules.structure import placeholder, practice_present
from lorepath.rules.upkeep import READABLE_BASELINE, SOUND_POLICY, SUPPRESSION
from lorepath.schema.standards import SCHEMA_STANDARDS

__all__ = ["RULES", "STANDARDS", "Remark", "Rule"]
from lorepath.rules.watches import watch_known

RULES: tuple[Rule, ...] = (
    objective_present,
    objective_vague_verb,
    objective_unknown_verb,
    objective_compound,
    objective_learner_centred,
    objective_too_many,
    objective_assessed,
    objective_level,
    objective_id_kept,
    skill_known,
    skill_reachable,
    skill_cycle,
    skill_used,
    role_coverage,
    own_prerequisite,
    required_sections,
    practice_present,
    example_before_practice,
    segment_length,
    lesson_duration,
    duration_honest,
    heading_order,
    fake_heading,
    placeholder,
    on_the_job,
    link_target,
    owner_known,
    id_unique,
    retired_cited,
    near_duplicate,
    name_known,
    lesson_id_kept,
    watch_known,
    pinned_and_excluded,
    image_alt,
    link_text,
    media_captions,
    table_header,
    language_tag,
    sentence_length,
    readability,
    acronym,
    second_person,
    key_valid,
    option_count,
    option_duplicate,
    all_of_the_above,
    negative_stem,
    key_longest,
    key_position,
    cue,
    option_order,
    stem_complete,
    feedback,
    item_objective,
    html_allowed,
    attribute_allowed,
    address_allowed,
    no_snippet,
    freshness_due,
)

STANDARDS: tuple[Standard, ...] = (
    *sorted((*FILE_STANDARDS, *READING_STANDARDS), key=lambda standard: standard.code),
    *SCHEMA_STANDARDS,
    *HISTORY_STANDARDS,
    *(rule.standard for rule in RULES),
    SUPPRESSION,
    SOUND_POLICY,
    READABLE_BASELINE,
)
"""Everything that a finding can be about, by family: what `lorepath explain` and the reference pages know."""
