"""A clause of a company with enough examples, and the judge over a handful of everyday replies."""

from datetime import UTC, datetime

from knowledge.own import KeptClause, OwnClause
from knowledge.ports import RetrievedClause
from scoring.own import OwnJudge
from scoring.own.background import make_background
from tests.unit.scoring.scoring_fakes import BigramEncoder

EVERYDAY = (
    "您好，请问有什么可以帮您？", "您先别着急，我帮您查一下。", "请问您家的地址是哪里？",
    "师傅大概四十分钟到。", "感谢您的来电，再见。", "请问您怎么称呼？", "不好意思，让您久等了。",
    "您看看开关跳闸没有。",
)  # fmt: skip
WECHAT = OwnClause(
    title="告知公众号查进度",
    requirement="报修受理后，告知客户可以在微信公众号上查抢修进度。",
    kind="required",
    phrases=("您可以关注我们的微信公众号查看抢修进度",),
    good=(
        "您好，您关注我们公众号就能看到抢修进度。",
        "给您报上去了，微信公众号里能查抢修到哪一步。",
        "进度您在公众号上看就行。",
        "公众号上有抢修进度，您关注一下。",
        "您搜我们的公众号，抢修进度在里面。",
    ),
    bad=(
        "您等电话吧。", "公众号上可以交费。", "师傅马上到。", "您加师傅微信。", "进度我也不知道。",
    ),
    situations=("anxious_outage",),
)  # fmt: skip
RATING = OwnClause(
    title="不得索要好评",
    requirement="不得要求客户给好评。",
    kind="forbidden",
    phrases=("麻烦您给个好评",),
    good=("欢迎您评价我们的服务。", "您有意见可以提。"),
    bad=("一会儿给我打十分啊。", "等下给个满意好评。", "您给个五星好评吧。"),
    weight=5,
)


def kept(own: OwnClause, name: str = "wechat") -> KeptClause:
    return KeptClause(name, own, datetime(2026, 1, 1, tzinfo=UTC))


def retrieved(clause: KeptClause) -> RetrievedClause:
    return RetrievedClause(clause.clause, 0.9)


def judge_over(*clauses: KeptClause) -> OwnJudge:
    encoder = BigramEncoder()
    return OwnJudge(encoder, lambda: clauses, lambda: make_background(EVERYDAY, encoder))
