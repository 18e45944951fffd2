"""The grader's public vocabulary: what a reply can do, break, and in which situation.

The ids appear in the standards, rubrics, reports, exports and on the command line and never
change meaning. Their Chinese and English names are content (``standards/vocabulary.yaml``).
"""

from typing import Final, Literal, get_args

ElementId = Literal[
    "greeting", "identify", "offer_help", "backchannel", "guide_expression", "soothe", "apologise",
    "ask_scope", "ask_time", "ask_address", "ask_name", "ask_contact", "ask_details", "confirm_record",
    "guide_self_check", "dispatch", "explain_progress", "give_deadline", "ask_patience",
    "explain_ownership", "refer_contractor", "explain_fee", "thank_customer", "promise_forward",
    "promise_reply", "explain_policy", "polite_decline", "transfer_supervisor",
    "clarify_wrong_number", "redirect", "prompt_silent", "ask_repeat", "explain_system_fault",
    "defer_calmly", "notify_recording", "callback_intro", "confirm_restored", "ask_satisfaction",
    "ask_more", "closing", "safety_advice",
]  # fmt: skip
ViolationId = Literal[
    "rhetorical", "impatient", "pass_buck", "perfunctory", "pretend_know", "rude", "argue", "command",
    "jargon", "refuse", "force_hangup", "overpromise", "no_reply", "false_information",
]  # fmt: skip
SituationId = Literal[
    "anxious_outage", "repeat_caller", "angry_complaint", "drunk_visitor", "wrong_number",
    "silent_call", "unclear_voice", "internal_fault", "paid_service", "suggestion",
    "report_misconduct", "against_policy", "harassing", "invitation", "system_down", "callback",
    "dialect_speaker", "billing_query",
]  # fmt: skip
Stage = Literal["opening", "enquiry", "handling", "closing"]
"""Where a call stands: greeting, finding out, dealing with it, taking leave."""
Dimension = Literal["courtesy", "empathy", "enquiry", "resolution", "language", "record"]
"""What a score is broken down into."""

ELEMENTS: Final[tuple[ElementId, ...]] = get_args(ElementId)
VIOLATIONS: Final[tuple[ViolationId, ...]] = get_args(ViolationId)
SITUATIONS: Final[tuple[SituationId, ...]] = get_args(SituationId)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
DIMENSIONS: Final[tuple[Dimension, ...]] = get_args(Dimension)
