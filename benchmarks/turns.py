"""How long one turn takes: retrieval, grading, and the whole turn up to the saved answer."""

import tempfile
from functools import partial
from pathlib import Path

from benchmarks.figures import Timing, timed
from knowledge.library import open_library
from knowledge.ports import Moment
from knowledge.settings import KnowledgeSettings
from scoring.bootstrap import build_scoring
from scoring.schema import ReplyRow, Utterance
from simulator.bootstrap import SimulatorSettings, build_practice
from simulator.practice import Practice

OWNER = "benchmark"
SCENARIO = "anxious_baby_building"
REPLIES = (
    "您好，95598供电服务热线，请问有什么可以帮您？",
    "您先别着急，请问是只有您一家停电，还是整栋楼都停了？",
    "请问您的地址在哪里，大概什么时候停的电？",
    "请问您贵姓，留一个联系电话好吗？",
    "好的，我已经记录下来，马上给您派单，抢修人员一般四十五分钟左右到，请您耐心等待。",
)
ROUNDS = 40


def measure() -> list[Timing]:
    """Times in a data folder of its own, warm."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(KnowledgeSettings(data_dir=Path(folder)))
        scoring = build_scoring(library)
        address = f"sqlite:///{folder}/bench.db"
        practice = build_practice(
            SimulatorSettings(data_dir=Path(folder), database_url=address), lambda: scoring
        )
        rows = [
            ReplyRow(
                id=str(number),
                situation="anxious_outage",
                history=(Utterance(role="customer", text=f"喂，我家停电了，都停了{number}分钟了"),),
                reply=f"{reply}（{number}）",
            )
            for number in range(ROUNDS)
            for reply in REPLIES
        ]
        moments = [Moment(row.situation, "enquiry", row.history[0].text, row.reply) for row in rows]
        search = [f"客户说停电{number}次了很生气怎么办" for number in range(200)]
        return [
            timed(
                "retrieve the clauses for a moment",
                [partial(library.retriever.for_moment, m) for m in moments],
            ),
            timed("grade a reply", [partial(scoring.grader.grade, row) for row in rows]),
            timed(
                "a whole turn: grade, answer, save",
                [partial(turn, practice, *call) for call in open_calls(practice)],
            ),
            timed("search the standard", [partial(library.search, query) for query in search]),
        ]


def open_calls(practice: Practice) -> list[tuple[str, str, int]]:
    """Calls that have just been answered, each with the reply that is to be timed."""
    calls = []
    for seed in range(ROUNDS):
        call = practice.start(OWNER, SCENARIO, seed=seed)
        answered = practice.answer(OWNER, call.id)
        calls.append((call.id, REPLIES[seed % len(REPLIES)], len(answered.turns)))
    return calls


def turn(practice: Practice, call: str, reply: str, after: int) -> None:
    practice.reply(OWNER, call, reply, after)
