"""Finds Chinese names: a surname and one or two characters, judged by how often they are names and by the context.

Chinese has no capitals and no spaces, so no rule alone is enough: each sign for or against a name has a weight, and the
sum decides. Names of several parts, of other peoples of China (阿依古丽·买买提), are recognised by their dot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onestop.domain.redaction.lexicon import PersonalSpan, read_given_characters, read_list

COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙"
)
RARE = (
    "万段漕雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍"
    "位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边吉饶党池米匡卓冀郎滕佟仲冷戚桑岑楚麦"
)
FURTHER = (  # the other surnames of one character among the Hundred Family Surnames
    "褚阎尤许朱秦魏戚谢邹喻水窦云奚范郎鲁昌花俞酆鲍廉岑薛贺滕殷毕郝邬常乐时皮齐康伍元卜顾平和穆萧尹湛汪祁狄贝明臧计伏谈茅熊纪屈祝阮席季麻贾娄颜徐邱骆夏樊霍虞支昝"
    "经裘缪干应宗宣贲郁单杭诸左石崔吉钮嵇邢滑荣翁荀羊於惠家封芮羿储汲邴糜松富巫乌巴弓牧隗山宓蓬郗仲宫宁仇栾暴厉戎武符景束幽印宿怀蒲邰从鄂索咸籍蔺屠蒙乔阴鬱胥能苍双闻莘党贡劳逄"
    "申扶堵宰郦雍卻璩桑濮牛寿通边扈燕郏浦尚农别晏柴瞿阎充慕连茹习艾鱼容古慎戈廖庾终暨居衡步都耿满弘匡国寇广禄阙殳沃利蔚越夔隆师巩厍聂晁勾敖融訾阚那简饶空曾毋沙乜养"
    "全银漆粟刁邸盘蓝鲜卜朴帅南苟宫檀臧冼谌幸敬代战税门母燕才邝麻仉付闪郁初栗乜哈佴伯赏笪宾操斯洛原回"
    "鞠须丰巢蒯后荆红竺权逯盖益桓仝佘佟闵覃揭亓逢迟禚麦岳肖闫苑原应鹿晋楼"
)
ONLY_SURNAMES = frozenset(
    "邬郗逄阚仝佘亓禚佟褚窦奚酆滕喻臧贲邢嵇荀汲邴糜隗宓栾邰蔺郦璩濮扈郏晏瞿庾暨夔聂晁訾蒯荆逯蒋邓彭潘袁魏薛闫谭邹郝邱侯邵孟"
)
WORDS_TOO = frozenset("高何马于方石金白江万段常文安时关成向路管查位解强单房边党池米游车包水易温任程余许")
COMPOUND = (  # those of the Hundred Family Surnames that are not also words, such as 东方
    "欧阳|司马|上官|诸葛|司徒|慕容|令狐|皇甫|尉迟|夏侯|公孙|端木|轩辕|宇文|长孙|独孤|万俟|闻人|赫连|澹台|公冶|宗政|濮阳|淳于|太叔|申屠|"
    "仲孙|钟离|鲜于|闾丘|亓官|司寇|颛孙|巫马|公西|漆雕|乐正|壤驷|拓跋|夹谷|宰父|谷梁|段干|东郭|呼延|羊舌|梁丘|左丘|南宫"
)
HAN = r"[\u4e00-\u9fff]"
CANDIDATE = re.compile(rf"(?=((?:{COMPOUND})|[{COMMON}{RARE}{FURTHER}])({HAN}{{1,2}}))")
THANKS = re.compile(r"(?:谢谢|感谢|多谢|答谢|致谢|道谢|酬谢|拜谢|鸣谢)")  # its second character is a surname too
PARTED = re.compile(
    rf"{HAN}{{2,6}}[·•・‧]{HAN}{{2,8}}?(?=[^\u4e00-\u9fff]|$|先生|女士|的|说|在|是|和|住|家|电话|手机|反映|投诉|来|要)"
)
SAID_TITLES = (
    "先生|女士|小姐|太太|老师|师傅|大爷|大妈|大叔|大姐|大哥|阿姨|叔叔|奶奶|爷爷|同志|警官|医生|大夫|护士|经理|主任|"
    "书记|"
    "局长|"
    "科长|"
    "处长|"
    "所长|站长|队长|校长|院长|教授|律师|老板|工程师|法官|会计|总监"
)
COMPOUND_FIRST = re.compile(COMPOUND)
TITLES = re.compile(SAID_TITLES)
TITLED = re.compile(rf"((?:{COMPOUND}|[{COMMON}{RARE}{FURTHER}]){HAN}{{0,2}}?)(?={SAID_TITLES})")
# what a name always follows, and what it often does
SURE = re.compile(
    r"(?:名字(?:是|叫|为)?|我叫|姓名|本人|本人叫|联系人|投诉人|申请人|报修人|举报人|反映人|当事人|业主|户主|房东|租客|"
    r"车主|"
    r"收件人|"
    r"寄件人|"
    r"经办人|"
    r"负责人|"
    r"名叫|"
    r"叫做|叫|署名|落款|签名|户名|开户名|持卡人|收款人|患者|学生|家长|监护人|法人|被告|原告|死者|伤者|司机|店主|"
    r"老板娘?|"
    r"邻居|"
    r"房客|"
    r"同事|"
    r"朋友|"
    r"同学|"
    r"妈妈?|爸爸?|父亲|母亲|老公|老婆|丈夫|妻子|儿子|女儿|哥哥?|姐姐?|弟弟?|妹妹?|爷爷|奶奶|外公|外婆|孙子|孙女|"
    r"护工|保姆|租户|租客|报告人|受益人|馆员|职员|员工|投诉|据|正如|感谢|表扬|社工|客服|警察|医生|护士|老师|工作人员|物业|保安|网格员|楼长|组长|队长|村长|主任|书记|经理|师傅|居民|村民|市民|"
    r"用户|"
    r"[\u4e00-\u9fff]员|"
    r"租户|"
    r"住户|"
    r"(?:物业|社区|公司|图书馆|博物馆|贵单位|你们单位|单位|学校|医院|窗口|隔壁|楼上|楼下|对门|村里|局里|街道|中心|前台|大厅|居委会|派出所|城管|环卫|"
    r"小区|"
    r"办公室|"
    r"营业厅)的|"
    r"[号楼栋室层村组科局处所站队部院办司方]的|城管|交警|民警|辅警|协管|干部|保洁|环卫工|"
    r"[\u4e00-\u9fff](?:科|处|办公室|中队|大队|派出所|服务站|施工队|窗口))"
    r"(?:是|叫|为|，|,|：|:|“|\"|\s|（|\()*$"
)
OFTEN = re.compile(
    r"(?:是|找|联系|请|问|跟|和|与|同|给|让|被|向|由|对|把|告诉|认识|通知|致电|转告|转交|谢谢|感谢|投诉|举报|及|、|代|为|替|叫|姓|据|"
    r"听|说|"
    r"撞到|"
    r"撞了|从|"
    r"改成|"
    r"换成|"
    r"变成|"
    r"转给|"
    r"借给|"
    r"户主|"
    r"(?:星期|周|礼拜)[一二三四五六日天]|[昨今前]天|[上下]午|早上|晚上|"
    r"有个|"
    r"有位|"
    r"一位|"
    r"这位|"
    r"那位)$"
)
# A name of any people of China, after a word that only a name follows, up to a sign or a telephone
LABELLED = re.compile(
    rf"(?:联系人|姓名|名叫|我叫|叫做|名字是|名字叫|申请人|投诉人|报修人|举报人|反映人|收件人|户名|持卡人|[夫妻婆公儿女子父母哥姐弟妹友]叫)"
    rf"(?:是|叫|为|：|:|\s)*({HAN}{{3,5}})(?=[，,。；;（(\s]|$|电话|手机|住)"
)
EDGE = re.compile(r"[\s,，.。;；!！?？、:：()（）“”\"'【】\[\]/|—\-]")
BEHIND = re.compile(
    r"(?:住|电话|手机|身份证|联系|微信|邮箱|号码|先|的|在|是|和|说|与|跟|也|就|都|来|今年|家|反映|投诉|举报|要|想|"
    r"他|她|"
    r"已|从|"
    r"把|被|"
    r"于|于|"
    r"去|给|"
    r"让|向|"
    r"对|曾|"
    r"没|不|还|又|因|经|承|承诺|骗|开|做|办|当|坐|站|每|经常|总|天天|一直|昨|今|明|上周|到|打|发|签|很|周|隔壁|对门|"
    r"楼上|"
    r"楼下|"
    r"早|晚|"
    r"改|还|"
    r"家里|"
    r"门口|跟|"
    r"同|等|"
    r"及|、|"
    r"这|那|"
    r"本人|"
    r"敬上|"
    r"上$|留|"
    r"写|点赞|解释|申请|要求|名字|还在|挪|建议|答复|回复|受理|登记|拍|答应|一起|俩|两人|三人|等人|修|送|收|骂|打|撞|停|买|卖|租|借|欠|告|报|提|处理|负责|帮|陪|接|见|看|听|讲|谈|喊|叫|同意|拒绝|不肯|却|便|则|（|"
    r"\(|，)"
)
ALONE = re.compile(r"\s*[\n(（]|\s*$|\s*[，,]?\s*\+?\d{3}")  # as people sign, above a number
SINGLES = frozenset("伟强明华军杰涛勇敏静丽芳娜艳霞平刚辉鹏飞波斌亮建红英梅玲燕洋峰磊超浩鑫林东龙成文凯宁阳")
NO_GIVEN = frozenset(
    "的了是在有不我你他她它们这那个就都也和与或及把被对从到去来说要会能没很太吗呢吧啊么什怎哪谁几多少每各某"
)
TITLE_NO_NAMES = frozenset(
    [
        "高中",
        "高级",
        "方便",
        "常常",
        "任何",
        "何时",
        "何地",
        "毛病",
        "水管",
        "黄色",
        "白色",
        "包工",
        "管理",
        "万元",
        "关于",
        "马上",
        "于是",
        "时间",
        "单位",
        "成为",
        "解决",
        "安排",
        "向来",
        "房子",
    ]
)
ENOUGH, UNLISTED, LONGER, PAIR, SINGLE = 4.2, -1.5, 2.0, 2.5, 1.0


def find_chinese_names(text: str) -> Iterator[PersonalSpan]:
    """Yields the Chinese names in a text."""
    yield from ((*found.span(), "name") for found in PARTED.finditer(text))
    yield from ((*found.span(1), "name") for found in LABELLED.finditer(text) if is_no_word(found[1]))
    for found in TITLED.finditer(text):
        said = found[1]
        before = text[found.start() - 1 : found.start()]
        if COMPOUND_FIRST.match(said) or is_titled(before, said):
            title = TITLES.match(text, found.end())
            yield found.start(), title.end() if title else found.end(), "name"
    yield from find_given_alone(text)
    after = 0
    thanked = {place for found in THANKS.finditer(text) for place in range(*found.span())}
    for found in CANDIDATE.finditer(text):
        if found.start() < after or found.start() in thanked:
            continue
        length = best_length(text, found.start(), found[1], found[2])
        if length:
            after = found.start() + length
            yield found.start(), after, "name"


def find_given_alone(text: str) -> Iterator[PersonalSpan]:
    """Yields common given names without a surname, if a person is meant: after `my neighbour`, before a verb."""
    pairs, known = read_list("chinese_pairs"), words()
    for start in range(len(text) - 1):
        said = text[start : start + 2]
        if said not in pairs or said in known:
            continue
        before, behind = text[max(0, start - 12) : start], text[start + 2 : start + 6]
        led = SURE.search(before) or OFTEN.search(before) or not before or EDGE.match(before[-1])
        if led and (not behind or EDGE.match(behind) or BEHIND.match(behind)):
            yield start, start + 2, "name"


def is_no_word(said: str) -> bool:
    """Says whether no two characters next to each other are a word, and none is one that names do not have."""
    pairs = {said[at : at + 2] for at in range(len(said) - 1)}
    return pairs.isdisjoint(words()) and NO_GIVEN.isdisjoint(said[1:])


def is_titled(before: str, said: str) -> bool:
    """Says whether the text before a title begins with a surname, not with a word that begins like one."""
    return said[:2] not in TITLE_NO_NAMES | words() and before + said[0] not in words()


def words() -> frozenset[str]:
    return read_list("chinese_words")


def best_length(text: str, start: int, surname: str, rest: str) -> int:
    """Returns the length of the name that begins here; 0 if none does."""
    lead = worth_before(text, start, surname)
    worths = [lead + worth_of(text, start, surname, rest[:given]) for given in range(1, len(rest) + 1)]
    enough = [place for place, worth in enumerate(worths) if worth >= ENOUGH]
    given = max(enough, key=lambda place: worths[place] + LONGER * place, default=None)
    return 0 if given is None else len(surname) + given + 1


def worth_before(text: str, start: int, surname: str) -> float:
    """Returns the weight of the context before the name."""
    before = text[max(0, start - 12) : start]
    worth = 3.0 if len(surname) == 2 or surname in ONLY_SURNAMES else 1.0 if surname in COMMON else 0.0
    worth -= 2.0 if surname in FURTHER and surname not in ONLY_SURNAMES and surname not in RARE + COMMON else 0.0
    worth -= 1.5 if surname in WORDS_TOO else 0.0
    if SURE.search(before):
        return 6.0 if surname in COMMON or len(surname) == 2 else 5.0
    if not before or EDGE.match(before[-1]):
        worth += 1.5
    elif OFTEN.search(before):
        worth += 2.0
    elif not "\u4e00" <= before[-1] <= "\u9fff":
        worth += 1.0
    elif before[-1] + surname[0] in words():
        worth -= 4.0
    return worth


def worth_of(text: str, start: int, surname: str, given: str) -> float:
    """Returns the weight of the name itself, and of the context after it."""
    if any(character in NO_GIVEN for character in given):
        return -99.0
    characters = read_given_characters()
    worth = sum(characters.get(character, UNLISTED) for character in given) * (0.8 if len(given) == 2 else 1.0)
    end = start + len(surname) + len(given)
    behind = text[end : end + 4]
    if surname + given[0] in words():
        worth -= 4.0
    if ALONE.match(behind) and (start == 0 or EDGE.match(text[start - 1])):
        worth += 3.0
    elif not behind or EDGE.match(behind):
        worth += 1.5
    elif TITLES.match(behind):
        worth += 3.0
    elif BEHIND.match(behind):
        worth += 1.2
    elif "\u4e00" <= behind[0] <= "\u9fff":
        worth -= 0.5
    return worth + worth_together(surname, given)


def worth_together(surname: str, given: str) -> float:
    """Returns the weight of a given name as a whole: common ones have more."""
    if len(given) == 2:
        return PAIR if given in read_list("chinese_pairs") else 0.5
    return SINGLE if given in SINGLES and surname in COMMON else 0.0
