import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fields import same_field
from scoring.labels import FieldName
from scoring.times import agree, times_in


@pytest.mark.parametrize(
    ("text", "kind", "minutes"),
    [
        ("晚上七点半", "clock", 450),
        ("19:30", "clock", 450),
        ("下午三点一刻", "clock", 195),
        ("二十点十分", "clock", 490),
        ("半小时前", "span", 30),
        ("两个半小时", "span", 150),
        ("45分钟左右", "span", 45),
        ("四个工作日内", "span", 5760),
        ("一天半", "span", 2160),
        ("1.5小时", "span", 90),
        ("一个小时二十分钟", "span", 80),
        ("2小时30分", "span", 150),
        ("十来分钟", "span", 10),
        ("三刻钟", "span", 45),
        ("一周", "span", 10080),
        ("三点零五", "clock", 185),
        ("一点二十派的单", "clock", 80),
        ("今晚一点半", "clock", 90),
        ("八月十五日下午三点", "clock", 180),
    ],
)
def test_times_are_read_however_they_are_written(text: str, kind: str, minutes: int) -> None:
    assert [(time.kind, time.minutes) for time in times_in(text)] == [(kind, minutes)]


@pytest.mark.parametrize(
    "text",
    [
        "快一点就好",
        "一点都不亮",
        "差一点",
        "一天到晚",
        "前一天",
        "第一天",
        "每天",
        "十一月二十三日",
        "有点慢",
        "3号",
    ],
)
def test_words_of_time_that_name_none_are_no_times(text: str) -> None:
    assert times_in(text) == ()


@pytest.mark.parametrize(
    ("text", "minutes"), [("三五分钟", (3, 5)), ("四五十分钟", (40, 50)), ("两三天", (2880, 4320))]
)
def test_a_rough_number_is_either_of_the_two(text: str, minutes: tuple[int, int]) -> None:
    assert tuple(moment.minutes for moment in times_in(text)) == minutes


@pytest.mark.parametrize(
    ("written", "expected", "same"),
    [
        ("早上七点半", "19:30", False),
        ("晚上七点半", "19:30", True),
        ("七点半", "19:30", True),
        ("七点半", "07:30", True),
        ("凌晨零点五分", "23:50", True),
        ("中午十二点十分", "11:50", True),
        ("晚上十二点", "0:00", True),
    ],
)
def test_the_half_of_the_day_counts_where_both_tell_it(written: str, expected: str, same: bool) -> None:
    assert agree(written, expected, 20) is same


def test_times_of_different_kinds_cannot_be_compared() -> None:
    assert agree("八点", "四十分钟") is None


def test_tolerance_is_in_minutes() -> None:
    assert agree("七点二十", "19:30", 15) is True
    assert agree("七点", "19:30", 15) is False


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_agrees_with_itself(hour: int, minute: int) -> None:
    assert agree(f"{hour}:{minute:02}", f"{hour}点{minute}分") is True


SAME: list[tuple[FieldName, str, str]] = [
    ("phone", "139 0000 2222", "13900002222"),
    ("phone", "+86-13900002222", "13900002222"),
    ("name", "王女士", "王芳"),
    ("name", "王芳", "王芳"),
    ("name", "王大妈", "王芳"),
    ("name", "王老板", "王芳"),
    ("address", "翠湖花园六栋二单元", "翠湖花园6栋2单元"),
    ("address", "城东区翠湖花园6幢2单元301", "翠湖花园6栋2单元"),
    ("started_at", "今晚七点二十左右", "19:30"),
    ("promised_time", "四个工作日", "4个工作日内"),
    ("scope", "building", "building"),
    ("description", "客户称整栋楼停电，家里鱼缸断氧", "整栋楼停电，鱼缸断氧"),
    ("dispatch_to", "城东抢修班", "城东抢修班"),
    ("phone", "139-0000-2222", "13900002222"),
    ("phone", "１３９００００２２２２", "13900002222"),
    ("phone", "一三九零零零零二二二二", "13900002222"),
    ("phone", "幺三九 零零零零 二二二二", "13900002222"),
    ("phone", "0086 13900002222", "13900002222"),
    ("phone", "+86 139 0000 2222", "13900002222"),
    ("phone", "010-6655 4433", "01066554433"),
    ("phone", "66554433", "01066554433"),
    ("phone", "0371 66554433", "037166554433"),
    ("phone", "(010)66554433", "010-66554433"),
    ("phone", "13900002222（张先生）", "13900002222"),
    ("phone", "13900002222/13800001111", "13900002222"),
    ("phone", "13900002222转3", "13900002222"),
    ("address", "翠湖花园6-2-301", "翠湖花园6栋2单元301"),
    ("address", "翠湖花园 六栋 二单元 三零一", "翠湖花园6栋2单元301室"),
    ("address", "翠湖花园6号楼2单元三零一室", "翠湖花园6栋2单元301室"),
    ("address", "翠湖花园小区6栋2单元301", "翠湖花园6栋2单元301室"),
    ("address", "翠湖6栋2单元301", "翠湖花园6栋2单元301室"),
    ("address", "城南路二十八号", "城南路28号"),
    ("address", "城南路28号对面", "城南路28号"),
    ("address", "柳河镇东沟村三组", "柳河镇东沟村3组"),
    ("address", "东沟村三组", "柳河镇东沟村三组"),
    ("address", "翠湖花园十二栋", "翠湖花园12栋"),
    ("address", "解放路12号3栋", "解放路12号"),
    ("address", "五一菜市场12号摊", "五一菜市场12号摊"),
    ("address", "五一菜市场十二号", "五一菜市场12号摊"),
    ("address", "建设路5号院3号楼2单元501", "建设路5号院3号楼2单元501"),
    ("address", "建设路5号院3栋2单元五零一", "建设路5号院3号楼2单元501"),
    ("address", "河口镇五里铺2组，老槐树旁边", "河口镇五里铺2组，老槐树旁"),
    ("address", "五里铺2组", "河口镇五里铺2组，老槐树旁"),
    ("address", "和平新村3栋", "和平新村3栋"),
    ("address", "和平花园３栋", "和平花园3栋"),
    ("name", "王 芳", "王芳"),
    ("name", "姓王", "王芳"),
    ("name", "欧阳先生", "欧阳明"),
    ("name", "王", "王芳"),
    ("name", "小王", "王芳"),
    ("name", "王总", "王强"),
    ("name", "王姐", "王芳"),
    ("name", "王奶奶", "王秀英"),
    ("started_at", "昨晚八点", "20:00"),
    ("started_at", "12点", "0:00"),
    ("started_at", "11:50", "12:10"),
    ("started_at", "0:05", "23:50"),
    ("started_at", "约19：30", "19:30"),
    ("started_at", "下午两点来钟", "14:10"),
    ("started_at", "夜里两点", "2:00"),
    ("promised_time", "三刻钟", "45分钟"),
    ("promised_time", "一刻钟", "15分钟"),
    ("promised_time", "24小时", "1天"),
    ("promised_time", "一周", "7天"),
    ("promised_time", "一个小时二十分钟", "80分钟"),
    ("dispatch_to", "城东抢修班组", "城东抢修班"),
    ("dispatch_to", "河口所", "河口供电所"),
    ("dispatch_to", "抢修班", "城东抢修班"),
    ("address", "翠湖花园6栋", "翠湖花园小区6栋"),
    ("address", "建设路12号摊", "建设路市场12号摊"),
    ("address", "向阳新村2栋", "向阳新村2栋"),
    ("address", "大王庄2组", "城关镇大王庄2组，村口"),
]
OTHER: list[tuple[FieldName, str, str]] = [
    ("phone", "13900002223", "13900002222"),
    ("name", "李芳", "王芳"),
    ("name", "王强", "王芳"),
    ("address", "翠湖花园2栋6单元", "翠湖花园6栋2单元"),
    ("address", "向阳小区6栋2单元", "翠湖花园6栋2单元"),
    ("address", "翠湖花园16栋2单元", "翠湖花园6栋2单元"),
    ("started_at", "五点", "19:30"),
    ("scope", "area", "building"),
    ("description", "客户家没电，请处理", "一插热水器就跳闸，楼道有电"),
    ("dispatch_to", "城西抢修班组二队", "河口供电所"),
    ("phone", "尾号2222", "13900002222"),
    ("phone", "2222", "13900002222"),
    ("phone", "00002222", "13900002222"),
    ("address", "6栋2单元301", "翠湖花园6栋2单元301室"),
    ("address", "翠湖花园", "翠湖花园6栋2单元301室"),
    ("address", "，", "翠湖花园"),
    ("address", "城北路28号", "城南路28号"),
    ("address", "柳河镇东沟村", "柳河镇东沟村三组"),
    ("address", "花园", "翠湖花园"),
    ("address", "人民路", "解放路"),
    ("address", "翠湖花园16栋6单元2室", "翠湖花园6栋2单元"),
    ("address", "环城西路9号", "环城东路9号"),
    ("name", "女士", "王芳"),
    ("name", "欧先生", "欧阳明"),
    ("name", "李姐", "王芳"),
    ("name", "王芳芳", "王芳"),
    ("started_at", "早上7:30", "19:30"),
    ("promised_time", "5个工作日", "4个工作日"),
    ("promised_time", "尽快", "4个工作日"),
    ("dispatch_to", "城东抢修一班", "城东抢修二班"),
    ("dispatch_to", "城东供电所", "城西供电所"),
    ("dispatch_to", "东湖所", "河口供电所"),
    ("address", "友谊路市场12号", "建设路市场12号摊"),
    ("address", "李家湾2组", "城关镇大王庄2组，村口"),
]


@pytest.mark.parametrize(("field", "written", "expected"), SAME)
def test_the_same_fact_in_other_writing_is_right(field: FieldName, written: str, expected: str) -> None:
    assert same_field(field, written, expected)


@pytest.mark.parametrize(("field", "written", "expected"), OTHER)
def test_another_fact_is_wrong(field: FieldName, written: str, expected: str) -> None:
    assert not same_field(field, written, expected)


MARKS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """Below sixty, as it is said: 15 is 十五."""
    tens, ones = divmod(number, 10)
    said = ("" if tens == 1 else MARKS[tens]) + "十" if tens else ""
    return said + (MARKS[ones] if ones or not tens else "")


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_spoken_clock_time_is_the_written_one(hour: int, minute: int) -> None:
    rest = "零" + spoken(minute) if 0 < minute < 10 else spoken(minute) if minute else ""
    assert agree(f"{spoken(hour)}点{rest}", f"{hour:02}:{minute:02}") is True


@given(st.integers(1, 59), st.sampled_from(["分钟", "个小时", "天", "个工作日", "周"]))
def test_a_spoken_span_is_the_written_one(count: int, unit: str) -> None:
    assert agree(f"{spoken(count)}{unit}内", f"{count}{unit}") is True


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 60))
def test_agreeing_is_mutual_and_goes_round_midnight(first: int, second: int, tolerance: int) -> None:
    one, other = (f"{value // 60:02}:{value % 60:02}" for value in (first, second))
    assert agree(one, other, tolerance) is agree(other, one, tolerance)
    apart = min((first - second) % 1440, (second - first) % 1440)
    if apart <= tolerance:
        assert agree(one, other, tolerance) is True


@given(st.text("零一二两三十百点半刻小时天周分钟月日早晚.:0-9", max_size=16))
def test_no_text_upsets_the_reading_of_times(text: str) -> None:
    assert all(moment.minutes >= 0 for moment in times_in(text))


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from([" ", "-", " - "]))
def test_a_phone_is_the_same_however_it_is_grouped_and_no_other(phone: str, gap: str) -> None:
    grouped = gap.join((phone[:3], phone[3:7], phone[7:]))
    dictated = "".join(MARKS[int(digit)] for digit in phone)
    assert same_field("phone", grouped, phone)
    assert same_field("phone", dictated.replace("一", "幺"), phone)
    wrong = phone[:-1] + str((int(phone[-1]) + 1) % 10)
    assert not same_field("phone", wrong, phone)
