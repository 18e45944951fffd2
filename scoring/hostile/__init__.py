"""Replies that try to win without doing the work, or to hide what they break; how each is treated."""

from scoring.hostile.cases import HostileCase, load_cases
from scoring.hostile.checking import CaseResult, HostileReport, check_cases
from scoring.hostile.showing import cases_page, report_table

__all__ = [
    "CaseResult",
    "HostileCase",
    "HostileReport",
    "cases_page",
    "check_cases",
    "load_cases",
    "report_table",
]
