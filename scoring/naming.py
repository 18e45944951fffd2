"""The company's own names: saying one of them in the opening tells who speaks, as the built-in names do."""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from knowledge.vocabulary import ElementId
from scoring.detection.model import Detected, Detection, ReplyContext
from scoring.policy import PolicyValues
from scoring.ports import ActDetector

SURE: Final = 0.95
_INTRODUCED: Final = (
    r"(?:^|[，,。.！!～~\s]|(?:您|你|[早晚]上|[上中下]午)好(?:[啊呀])?|欢迎(?:致电|来电|拨打|您?来到)"
    r"|(?:这里|这边|这儿|我们?这边|我们?|我们?这里)(?:就)?(?:是|属于)?|我(?:就)?是|是)[^，。？！?!]{0,4}?"
)
_ELSEWHERE: Final = re.compile(r"(?:拨打|打给|打|拨|找|联系|去|到|问|不是|不属于|关注|登录)[^，。？！]{0,6}$")
_ASKED: Final = re.compile(r"^[^，。！]{0,6}(?:吗|么|吧|[？?])")
_FAREWELL: Final = re.compile(r"再见|再次|随时|感谢您的来电|祝您")
BUILT_IN: Final = frozenset({"供电公司", "供电局", "95598"})
"""Known to every detector."""
OPENING: Final = 40
"""Characters in which somebody who introduces himself does so."""


@dataclass(frozen=True)
class NamingDetector:
    """What ``inner`` finds, and ``identify`` where a name of the company's own was given.

    ``names``: at least one.
    """

    inner: ActDetector
    names: tuple[str, ...]

    @property
    def version(self) -> str:
        """Changes while running where that of ``inner`` does."""
        named = hashlib.sha256("\n".join(self.names).encode()).hexdigest()[:8]
        return f"{self.inner.version}+names-{named}"

    def detect(self, context: ReplyContext) -> Detection:
        found = self.inner.detect(context)
        named = None if _known(found) else self._named(context.reply)
        if named is None:
            return found
        elements = sorted((*found.elements, named), key=lambda act: (act.start, act.end, act.id))
        return replace(found, elements=tuple(elements))

    def _named(self, reply: str) -> Detected[ElementId] | None:
        for match in self._sign.finditer(reply, 0, OPENING):
            before, after = reply[: match.start("name")], reply[match.end("name") :]
            if not (_ELSEWHERE.search(before) or _ASKED.search(after) or _FAREWELL.search(before)):
                return Detected("identify", SURE, match.start("name"), match.end("name"))
        return None

    @cached_property
    def _sign(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=len, reverse=True)
        return re.compile(f"{_INTRODUCED}(?P<name>{'|'.join(map(re.escape, longest_first))})")


def with_names(detector: ActDetector, values: PolicyValues) -> ActDetector:
    """``detector`` itself where the policy names nothing that is not built in."""
    names = [name for name in (*values.company_names, *values.hotline_numbers) if name not in BUILT_IN]
    return NamingDetector(detector, tuple(dict.fromkeys(names))) if names else detector


def _known(found: Detection) -> bool:
    """Whether nothing is to be added: it was found anyway, or the reply is no speech that could count."""
    no_speech = any(act.id == "no_reply" for act in found.violations)
    return no_speech or any(act.id == "identify" for act in found.elements)
