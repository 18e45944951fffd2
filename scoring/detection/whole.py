"""Judging the turn as a whole: is it speech at all, and does it answer?"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.vocabulary import ElementId
from scoring.detection.flags import Flag
from scoring.detection.normalise import CLAUSE_END

WORD: Final = re.compile(r"[\u4e00-\u9fff]")
KEYWORD: Final = re.compile(
    r"^(?:问候|身份|报明身份|安抚|致歉|道歉|派单|停电范围|停电时间|范围|时间|地址|姓名|电话|联系方式|具体情况|情况|复述|核对|自查|"
    r"引导|进度|时限|等待|谅解|产权|收费|有偿|感谢|致谢|记录|转办|答复|承诺|政策|婉拒|主管|转接|回访|满意度?|结束语?|再见|"
    r"安抚情绪|请求谅解|电费|阶梯|您好|抱歉|请稍等|询问\w{0,6}|确认\w{0,4}|表示\w{0,4}|抢修|登记|反映|规定|理解)$"
)
ABOUT_THE_STANDARD: Final = re.compile(
    r"(?<!我是)(?:坐席|座席|客服人员|话务员|接线员|首问责任人|窗口人员|服务人员)(?:人员)?[^，。？！您我]{0,6}(?:应当?|必须|须|不得)(?!与|跟|和)|"
    r"(?:本|这)(?:条)?(?:回复|答复|应答).{0,12}(?:符合|包含|满足|体现|涵盖)|(?:符合|满足|体现|遵循).{0,10}(?:规范|标准|要素|要求)|"
    r"^(?!.*您).*(?:满分|评分)|得分|打分标准|系统提示[：，]|忽略(?:以上|之前|前面)|作为(?:一个)?(?:ai|人工智能|评分)|"
    r"(?:优质|方便|规范|真诚).{0,12}(?:服务理念|的服务团队)|客户至上"
)
FILLER_ONLY: Final = re.compile(
    r"^(?:[嗯啊哦噢呃额唉哎哈呵嘿呀嘛吧呢]|那个|这个|就是|然后|好的?|行|是|对|知道|收到|可以|喂|这样)+$"
)
OFF_TOPIC: Final = re.compile(
    r"天气|下雨|股票|彩票|足球|球赛|电影|电视剧|追剧|游戏|奶茶|火锅|减肥|明星|唱歌|旅游|打麻将|双十一|优惠券|包邮|下单立减|宝贝"
)
SLOGAN: Final = re.compile(
    r"人民电业|为人民服务|点亮万家|万家灯火|情系万家|为(?:中心|本)$|以(?:客户|人民|用户|奋斗者)为(?:中心|本)|"
    r"(?:用心|优质|真诚|贴心|微笑)服务|服务(?:无止境|至上|第一|宗旨|无小事)|你用电.?我用心|客户(?:第一|是上帝)|"
    r"真诚到永远|追求卓越|努力超越|砥砺前行|不忘初心|满意.{0,6}追求|成立.{0,4}年|电力先行|服务万家|惠顾"
)
GIBBERISH: Final = re.compile(
    r"^(?:(?:星期[一二三四五六日天]){2,7}|([\u4e00-\u9fff]{1,4})\1+|[一二三四五六七八九十]{4,12}|你猜[猜呢吧]?|[啊哦嗯哈呵嘿啦咚锵叮当嘟滴阿巴叭哇噜呜]{2,20})$"
)
SMALL_TALK: Final = re.compile(
    r"吃(?:的|了|过)?(?:饺子|面条|早饭|午饭|晚饭|火锅|烧烤)|好运来|加油|恭喜|逛街|相亲|基金|打牌|跳舞|综艺|小说|星座|快递到了"
)
MATTER: Final = re.compile(
    r"电|费|修|停|表|线|闸|户|账|单|师傅|系统|登记|营业|您|你|我们|可以|不能|工作日|小时|分钟"
)
PLEASANTRIES: Final[frozenset[ElementId]] = frozenset({"greeting", "identify", "closing", "thank_customer"})
AT_EASE: Final[frozenset[Flag]] = frozenset(
    {
        "customer_leaving",
        "customer_thanks",
        "customer_silent",
        "wrong_number",
        "harassing",
        "invitation",
        "callback",
    }
)
"""Moments in which parting or chatting leaves nothing unanswered."""
LIST_LEAST: Final = 3
FEW_DIGITS: Final = 5


def is_keyword_list(clauses: Sequence[str]) -> bool:
    """Names of acts one after another, with no sentence among them."""
    words = [clause.strip(CLAUSE_END) for clause in clauses]
    words = [word for word in words if word]
    named = sum(bool(KEYWORD.match(word)) for word in words)
    return len(words) >= LIST_LEAST and named >= LIST_LEAST and named >= len(words) * 0.8


def is_about_the_standard(text: str) -> bool:
    """Pasted rules, praise of the reply itself, or instructions to the grader."""
    return bool(ABOUT_THE_STANDARD.search(text))


def is_parroted(text: str, customer: Sequence[str]) -> bool:
    """The customer's own words given back as the whole reply."""
    words = text.strip(CLAUSE_END)
    return len(words) >= 4 and any(words == said.strip(CLAUSE_END) for said in customer)


def has_no_words(text: str) -> bool:
    """Neither a Chinese character nor a number that could be an answer."""
    words = "".join(c for c in text if c not in CLAUSE_END)
    return not WORD.search(words) and (not words.isdigit() or len(words) < FEW_DIGITS)


def is_filler(text: str, flags: frozenset[Flag]) -> bool:
    """A bare 嗯 or 好的 where the customer has asked something."""
    words = "".join(c for c in text if c not in CLAUSE_END)
    return "customer_asks" in flags and bool(FILLER_ONLY.match(words)) and not words.startswith("喂")


def is_empty_answer(text: str, flags: frozenset[Flag]) -> bool:
    """Whether a turn in which nothing was found leaves the customer without an answer."""
    words = "".join(c for c in text if c not in CLAUSE_END)
    if FILLER_ONLY.match(words):
        return bool(flags & {"customer_asks", "customer_silent"}) or not re.search(r"[好行是对知可收]", words)
    return bool(OFF_TOPIC.search(words)) and len(words) < 40


def is_hollow(text: str, elements: Iterable[ElementId], flags: frozenset[Flag]) -> bool:
    """A slogan, babble or chat in place of an answer, with nothing done but perhaps a greeting."""
    if not PLEASANTRIES.issuperset(elements) or flags & AT_EASE:
        return False
    words = "".join(c for c in text if c not in CLAUSE_END)
    if GIBBERISH.match(words) or (len(words) < 24 and SLOGAN.search(words)):
        return True
    return "customer_asks" in flags and bool(SMALL_TALK.search(words)) and not MATTER.search(words)


def is_early_goodbye(elements: Iterable[ElementId], flags: frozenset[Flag]) -> bool:
    """A goodbye to a customer whose question has just been put."""
    done = set(elements)
    return (
        "closing" in done
        and PLEASANTRIES.issuperset(done)
        and "customer_asks" in flags
        and not flags & AT_EASE
    )
