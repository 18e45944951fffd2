"""What the standard asks for at this point of a call, before the trainee speaks."""

from collections.abc import Sequence

from knowledge.catalogue import Catalogue, UnknownClauseError
from knowledge.ports import ClauseRetriever, Moment, RetrievedClause
from knowledge.vocabulary import ElementId, SituationId, Stage
from scoring.citations import cite
from scoring.conversation import Conversation, lay_out
from scoring.handbook import Handbook, load_handbook
from scoring.items import better_wording, is_done, is_waived, items_of
from scoring.localised import localised_all
from scoring.own.judge import Clauses as OwnClauses
from scoring.results import CaseTruth, ClauseCitation, CoachItem
from scoring.rubric import Item, Rubrics
from scoring.schema import CallEvent, DialogueRow, GradedReply, Utterance
from scoring.stage import last_customer_text, stage_of


class Coach:
    """Lists the rubric's items for a call in progress."""

    def __init__(
        self,
        rubrics: Rubrics,
        catalogue: Catalogue,
        retriever: ClauseRetriever | None = None,
        handbook: Handbook | None = None,
        own: OwnClauses = lambda: (),
    ) -> None:
        self._own = own
        handbook = handbook or load_handbook()
        self._policy = handbook.policy
        self._rubrics = localised_all(rubrics, handbook.policy)
        self._catalogue = catalogue
        self._retriever = retriever
        self._recognisers = handbook.recognisers

    def items(
        self,
        situation: SituationId,
        turns: Sequence[Utterance],
        graded: Sequence[GradedReply],
        truth: CaseTruth | None = None,
        events: Sequence[CallEvent] = (),
    ) -> tuple[CoachItem, ...]:
        """What is asked for in this call, that of this stage first, then what comes later.

        ``graded``: one entry for each trainee utterance of ``turns``.
        """
        row = DialogueRow(id="coach", situation=situation, turns=tuple(turns), events=tuple(events))
        conversation = lay_out(row, graded, truth, self._recognisers, self._policy)
        stage = stage_of(turns, self._recognisers)
        retrieved = self._retrieved(situation, stage, turns)
        listed = [
            self._coach_item(item, item.any_of[0], stage, conversation, retrieved)
            for item in items_of(self._rubrics[situation], truth)
            if item.any_of and self._shown(item, conversation)
        ]
        listed += self._own_items(situation, stage, graded)
        return tuple(sorted(listed, key=lambda item: not item.now))

    def _own_items(
        self, situation: SituationId, stage: Stage, graded: Sequence[GradedReply]
    ) -> list[CoachItem]:
        """What the company asks for itself; it names no stage, so that it is due once the matter is known."""
        done = {found.id for reply in graded for found in reply.own}
        return [
            CoachItem(
                element=None,
                label=kept.own.title,
                done=kept.full_id in done,
                now=stage in ("handling", "closing"),
                clause=cite(kept.clause),
                phrase=next(iter(kept.own.phrases), None),
                better=next(iter(kept.own.good), None),
            )
            for kept in self._own()
            if kept.own.kind == "required" and kept.own.applies_to(situation)
        ]

    @staticmethod
    def _shown(item: Item, conversation: Conversation) -> bool:
        return conversation.first(item.any_of) is not None or is_waived(item, conversation) is None

    def _retrieved(
        self, situation: SituationId, stage: Stage, turns: Sequence[Utterance]
    ) -> dict[ElementId, RetrievedClause]:
        if self._retriever is None:
            return {}
        moment = Moment(situation=situation, stage=stage, customer_text=last_customer_text(turns), reply="")
        return self._retriever.for_moment(moment).by_element

    def _coach_item(
        self,
        item: Item,
        element: ElementId,
        stage: Stage,
        conversation: Conversation,
        retrieved: dict[ElementId, RetrievedClause],
    ) -> CoachItem:
        clause = self._clause(item, element, retrieved)
        return CoachItem(
            element=element,
            label=item.label,
            done=is_done(item, conversation),
            now=item.stage == stage,
            clause=clause,
            phrase=clause.phrases[0] if clause and clause.phrases else None,
            better=better_wording(item.any_of, item.better, conversation.truth),
        )

    def _clause(
        self, item: Item, element: ElementId, retrieved: dict[ElementId, RetrievedClause]
    ) -> ClauseCitation | None:
        """The rubric's clause; where the standard at hand lacks it, the one retrieved for the moment."""
        try:
            return cite(self._catalogue.get(item.clause))
        except UnknownClauseError:
            found = retrieved.get(element)
            return cite(found.clause) if found else None
