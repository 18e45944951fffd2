"""What was true in a call and how much of it the trainee found out, for the assessment."""

from collections.abc import Sequence

from scoring.results import CaseTruth, FactTruth
from scoring.schema import Utterance, WorkOrder
from simulator.customer.instance import Instance
from simulator.customer.state import CallState


def case_truth(instance: Instance, state: CallState, turns: Sequence[Utterance]) -> CaseTruth:
    """The truth of a call. ``turns`` is the transcript without empty customer utterances."""
    scenario = instance.scenario
    spoken = [index for index, turn in enumerate(turns) if turn.role == "customer" and turn.text]
    return CaseTruth(
        facts=tuple(_fact(instance, state, name, spoken) for name in scenario.facts),
        work_order=WorkOrder.model_validate(scenario.work_order),
        crew=scenario.case.crew,
        eta=scenario.case.eta,
        hazard=scenario.case.hazard,
        require=scenario.expects.require,
        waive=scenario.expects.waive,
        better=dict(scenario.better),
    )


def _fact(instance: Instance, state: CallState, name: str, spoken: list[int]) -> FactTruth:
    fact, told = instance.scenario.facts[name], state.told.get(name)
    known = told is not None and told < len(spoken)
    return FactTruth(
        id=name,
        label=fact.label,
        value=fact.value,
        answers=fact.answers,
        outcome=("elicited" if name in state.elicited else "volunteered") if known else "missed",
        turn=spoken[told] if told is not None and known else None,
    )
