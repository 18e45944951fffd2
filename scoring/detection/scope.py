"""Words without the act: negated, put off, somebody else's, conditional, quoted, left blank, parroted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from scoring.detection.lexicon import Guard
from scoring.detection.segment import Segments

HARMLESS: Final = re.compile(
    r"([是有能好对行会要在通亮满清明])[不没]\1|可不可以|有没有|清不清楚|方不方便|知不知道|愿不愿意|满不满意|"
    r"不好意思|对不起|对不住|不客气|不要紧|没关系|没事|没问题|不着急|不急|不错|不过|不管|差不多|不停|不便|不但|不仅|"
    r"没准|用不用|需不需要|不一会|要不|没多久|不放心|不周|不到位|不方便|[赔陪](?:个|您)?不是|没电|没有电|没声音|没听"
)
WAIVED: Final = re.compile(
    r"不用|不必|无需|无须|不需要|用不着|别(?:再)?(?:报|说|讲|给|留|提)|没必要|先不|先别|暂不|暂时不|不是(?:要|来|想)?问|不打算|不想"
)
NEGATED: Final = re.compile(
    r"不用|不必|无需|不需要|没必要|先不|先别|暂不|暂时不|不给|不会|不能|不肯|不想|没有?|未(?!来)|无法|不是|不再|并非|不可能|不该"
)
POSTPONED: Final = re.compile(
    r"(?:回头|改天|以后|过后|过会儿?|待会儿?|等会儿?|一会儿?|晚点儿?|等一?下|下次|过两天|之后|到时候)"
    r"(?:咱们?|我们?|您)?再(?:来)?(?:问|说|讲|登记|记|核对|聊|谈|要|弄|提|看|派)|(?:先|暂时|暂且)不(?:说|提|谈|讲|问)"
)
OTHERS: Final = re.compile(
    r"(?:同事|上一?位|上一个|前一个|之前的?(?:那位|客服|话务员|坐席)|别的(?:客服|坐席|同事)|其他(?:客服|坐席|同事)|"
    r"白班|夜班|上一班|人家(?:小|客服)|他们).{0,10}(?:过|了|说|讲)"
)
CONDITIONAL: Final = re.compile(r"如果|要是|假如|假设|倘若|万一|(?:等|除非|只有).{0,8}(?:才|再)")
PLACEHOLDER: Final = re.compile(r"[×✕✖]|x{2,}|某某|_{2,}|\*{2,}|【[^】]{0,8}】|\{[^}]{0,8}\}|…")
QUOTED: Final = re.compile(r"“[^”]{0,80}”|‘[^’]{0,80}’|\"[^\"]{1,80}\"|'[^']{1,80}'")
LOOK_BACK: Final = 8
COPIED_LEAST: Final = 8


@dataclass(frozen=True)
class Place:
    """A match in its surroundings: normalised text, its segments and the customer's own words."""

    text: str
    segments: Segments
    start: int
    end: int
    customer: tuple[str, ...]

    @property
    def run_up(self) -> str:
        """The match with the words just before it in the same clause, harmless 不/没 masked."""
        begin, _ = self.segments.clause(self.start)
        words = self.text[max(begin, self.start - LOOK_BACK) : self.end]
        return HARMLESS.sub(lambda m: "#" * len(m.group()), words)

    @property
    def clause(self) -> str:
        """The whole clauses that the match touches."""
        begin, _ = self.segments.clause(self.start)
        _, stop = self.segments.clause(max(self.start, self.end - 1))
        return self.text[begin:stop]

    @property
    def before(self) -> str:
        begin, _ = self.segments.clause(self.start)
        return self.text[begin : self.start]


def _quoted(place: Place) -> bool:
    return any(m.start() < place.start and place.end < m.end() for m in QUOTED.finditer(place.text))


def _copied(place: Place) -> bool:
    words = place.clause.strip("，。！？、；：")
    return len(words) >= COPIED_LEAST and any(words in said for said in place.customer)


CHECKS: Final[Mapping[Guard, Callable[[Place], bool]]] = {
    "waived": lambda place: bool(WAIVED.search(place.run_up)),
    "negated": lambda place: bool(NEGATED.search(place.run_up)),
    "postponed": lambda place: bool(POSTPONED.search(place.clause)),
    "others": lambda place: bool(OTHERS.search(place.before + place.text[place.start : place.end])),
    "conditional": lambda place: bool(CONDITIONAL.search(place.before)),
    "placeholder": lambda place: bool(PLACEHOLDER.search(place.text[max(0, place.start - 2) : place.end])),
    "quoted": _quoted,
    "copied": _copied,
}


def undone(place: Place, guards: frozenset[Guard]) -> bool:
    """Whether one of ``guards`` says that the words are there but the act is not."""
    return any(CHECKS[guard](place) for guard in guards)
