"""What is true of the moment in which a reply is given; patterns may depend on it."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from knowledge.vocabulary import SituationId
from scoring.detection.model import ReplyContext

Flag = Literal[
    "outage", "complaint", "drunk", "wrong_number", "silent", "unclear", "system_down", "callback",
    "invitation", "harassing", "against_policy", "suggestion", "paid", "internal", "billing", "misconduct",
    "repeat", "first_turn", "customer_silent", "customer_asks", "customer_spoke", "customer_leaving",
    "customer_thanks", "customer_offers", "customer_elsewhere", "reported_before", "customer_greets",
]  # fmt: skip

BY_SITUATION: Final[Mapping[SituationId, tuple[Flag, ...]]] = {
    "anxious_outage": ("outage",),
    "repeat_caller": ("outage", "repeat", "reported_before"),
    "angry_complaint": ("complaint",),
    "drunk_visitor": ("drunk",),
    "wrong_number": ("wrong_number",),
    "silent_call": ("silent",),
    "unclear_voice": ("unclear",),
    "internal_fault": ("outage", "internal"),
    "paid_service": ("paid",),
    "suggestion": ("suggestion",),
    "report_misconduct": ("complaint", "misconduct"),
    "against_policy": ("against_policy",),
    "harassing": ("harassing",),
    "invitation": ("invitation",),
    "system_down": ("system_down",),
    "callback": ("callback",),
    "dialect_speaker": ("outage",),
    "billing_query": ("billing",),
}
SILENCE: Final = re.compile(r"^[\s.。…·\-—,，]*(?:[（(\[【][^）)\]】]{0,12}[）)\]】])?[\s.。…]*$")
CUSTOMER_SAYS: Final[Mapping[Flag, re.Pattern[str]]] = {
    "customer_asks": re.compile(
        r"[?？吗]|什么|啥|怎么|咋|几点|多久|多少|哪|谁|为什么|凭什么|能不能|行不行|是不是|有没有|可以.{0,4}不|"
        r"到底|多长|何时|呢$|不$|没$|算一?下|查一?下|给我|(.)不\1"
    ),
    "customer_greets": re.compile(r"^(?:喂|你好|您好|哎|[，。？！\s])+$"),
    "customer_leaving": re.compile(
        r"没有?了|没什么(?:事|别的|问题)|没别的|没事了|再见|拜拜|挂了|先这样|就这些|不用了|不需要"
    ),
    "customer_thanks": re.compile(r"谢|麻烦你|辛苦|态度(?:真|很|挺)?好|不容易"),
    "customer_offers": re.compile(
        r"请你|吃饭|吃个?饭|红包|喝(?:酒|茶|咖啡)|加.{0,3}微信|寄|送你|一箱|喜酒|锦旗|出来坐|下班|土特产|礼物"
    ),
    "customer_elsewhere": re.compile(
        r"自来水|水(?:公司|管|龙头)|燃气|煤气|天然气|移动|联通|电信|宽带|快递|外卖|物业|医院|挂号|银行|12345|10086|电梯|"
        r"公交|打错|老[王李张刘]|找一下|有线电视|话费|网络|黄焖鸡|订|暖气|供暖|派出所|110|120"
    ),
    "reported_before": re.compile(
        r"报过|打过|又是我|还没|怎么还|催|第.{1,2}[个次遍]|上次|刚才.{0,4}(?:打|报)"
    ),
}  # fmt: skip


def moment_flags(context: ReplyContext) -> frozenset[Flag]:
    """All flags that hold for this moment of the call."""
    last = last_customer_text(context)
    flags: set[Flag] = set(BY_SITUATION[context.situation])
    if not any(turn.role == "trainee" for turn in context.history):
        flags.add("first_turn")
    if SILENCE.match(last):
        return frozenset(flags | {"customer_silent"})
    flags.add("customer_spoke")
    flags |= {flag for flag, pattern in CUSTOMER_SAYS.items() if pattern.search(last)}
    return frozenset(flags)


def last_customer_text(context: ReplyContext) -> str:
    """What the customer has just said; ``""`` when the trainee spoke last or nobody has."""
    if context.history and context.history[-1].role == "customer":
        return context.history[-1].text
    return ""
