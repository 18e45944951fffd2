"""The local policy as people read it: one row for each entry, in the order of its file."""

from dataclasses import dataclass

from scoring.policy import Fee, Policy, PolicyEntry
from web.texts import Texts


@dataclass(frozen=True)
class PolicyRow:
    """``values``: one line each. ``note`` is Chinese in either language, as the policy is."""

    name: str
    label: str
    values: tuple[str, ...]
    source: str
    note: str
    local: bool


def policy_rows(policy: Policy, t: Texts) -> tuple[PolicyRow, ...]:
    return tuple(
        PolicyRow(
            name=name,
            label=entry.label.en if t.language == "en" else entry.label.zh,
            values=_lines(name, entry, policy, t),
            source=_source(entry, t),
            note=entry.note,
            local=entry.local,
        )
        for name, entry in policy.entries.items()
    )


def _source(entry: PolicyEntry, t: Texts) -> str:
    if entry.year is None:
        return entry.source
    return t("policy.dated", source=entry.source, year=entry.year)


def _lines(name: str, entry: PolicyEntry, policy: Policy, t: Texts) -> tuple[str, ...]:
    value: object = getattr(policy.values, name)
    unit = "" if entry.unit is None else entry.unit.en if t.language == "en" else entry.unit.zh
    if isinstance(value, tuple):
        return tuple(_one(part, unit, t) for part in value) or (t("policy.none"),)
    return (_one(value, unit, t),)


def _one(value: object, unit: str, t: Texts) -> str:
    if isinstance(value, bool):
        return t("policy.on" if value else "policy.off")
    if isinstance(value, Fee):
        return t("policy.amount", amount=f"{value.yuan:g}", unit=unit, name=value.name)
    if isinstance(value, int | float):
        return t("policy.number", number=f"{value:g}", unit=unit)
    key = f"policy_leave.{value}"
    return t(key) if key in t.keys else str(value)
