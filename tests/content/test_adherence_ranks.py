"""Graded paraphrases of required phrases, as a trainer would rank them, against the shipped encoder."""

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.encoder import load_encoder
from scoring.adherence import Adherence

CATALOGUE = load_catalogue()
# clause: word for word, close, loose, unrelated
RANKED: dict[str, tuple[str, str, str, str]] = {
    "complaint.calm_line": (
        "您先别急，我们会尽力为您解决。",
        "您先别着急，我们会尽力帮您解决的。",
        "您别急，我看看。",
        "您的户号是多少？",
    ),
    "complaint.describe_line": (
        "很抱歉给您添麻烦了，请您把具体的情况描述一下，好吗？",
        "很抱歉给您添麻烦了，麻烦您把具体情况说一下，好吗？",
        "不好意思啊，怎么回事？",
        "现在来电了没有？",
    ),
    "repair.ask_scope": (
        "先生，您那里只有您一家停电了，还是单元楼，整个小区都停电了？",
        "先生，您那儿是就您一家停电，还是整个单元、整个小区都停了？",
        "邻居家有电吗？",
        "感谢您的建议。",
    ),
    "repair.ask_switch_first": (
        "您可以查看下开关是否跳闸、保险是否烧断",
        "麻烦您看看开关有没有跳闸，保险烧断了没有",
        "您看看电闸",
        "请问您贵姓",
    ),
    "repair.cb_ask_satisfaction": (
        "您对我们的抢修服务满意吗？",
        "您对我们这次的抢修服务还满意吗？",
        "您还满意吧？",
        "您住在几栋？",
    ),
    "repeat.crew_departed": (
        "抢修人员已经出发去处理这个问题，请您稍等。",
        "抢修人员已经出发去处理了，请您稍等一下。",
        "人在路上了。",
        "按规定要收费。",
    ),
    "repeat.apologise": (
        "给您造成不便，敬请谅解！",
        "给您造成了不便，请您谅解。",
        "对不住啊。",
        "您说的是哪个营业厅？",
    ),
    "close.farewell": ("欢迎您拨打95598供电服务热线。", "欢迎您再拨打95598热线。", "再见。", "几点停的电？"),
    "internal.scope_line": (
        "您的故障不属于供电局维修范围，您可以联系有资质的维修队伍为您修理。",
        "您这个故障不属于供电局的维修范围，您可以找有资质的维修队伍修理。",
        "这是您自己家的线，找个电工吧。",
        "您好，请讲。",
    ),
    "suggest.feasible_line": (
        "非常感谢您的宝贵意见，我们会及时反映到相关部门。",
        "非常感谢您的意见，我们会及时反映到有关部门。",
        "谢谢，我记下了。",
        "开关跳了没有？",
    ),
}
ADHERENCE = Adherence(load_encoder())


@pytest.mark.parametrize("name", RANKED)
def test_the_closer_the_wording_the_higher_the_adherence(name: str) -> None:
    measured = [ADHERENCE.measure(words, 0, len(words), CATALOGUE.get(name)) for words in RANKED[name]]
    scores = [match.adherence for match in measured if match]
    assert len(scores) == 4
    exact, close, loose, unrelated = scores
    assert exact == 1.0 > close > loose > unrelated, scores
    assert close >= 0.6, scores
    assert unrelated <= 0.3, scores
