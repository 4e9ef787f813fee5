"""Who somebody is: a name that words introduce. A name alone, without them, is not found."""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, int, str]

CAPITAL = r"[A-ZÀ-ÖØ-Þ\u0100-\u017f]"
WORD = rf"{CAPITAL}(?:[\w'\-]*\w|\.)?"
PARTICLE = r"(?:de la|de los|de las|del|de|la|van der|van|von|da|dos|di|bin|ibn|al|el|y|e)"
NAME = rf"({WORD}(?:[ ](?:{PARTICLE}[ ])?{WORD}){{0,4}})"
SMALL = r"([^\W\d_][\w'\-]*(?:[ ][^\W\d_][\w'\-]*){0,5})"
# phrases after which a name comes, however it is written
SAYS_NAME = re.compile(
    r"(?i:\b(?:my (?:full )?name(?:'s| is)|full name(?: is)?|name[ ]?:|signed[ ]?:|me llamo|mi nombre(?: completo)? es|"
    rf"nombre(?: completo| y apellidos?)?[ ]?:|se llama|firmado[ ]?:|firma[ ]?:)[ ]*){SMALL}"
)
PEOPLE = (
    r"neighbou?rs?|landlord|landlady|tenant|husband|wife|son|daughter|mother|father|brother|sister|boyfriend|girlfriend|"
    r"officer|inspector|driver|owner|vecin[oa]s?|caser[oa]|inquilin[oa]|espos[oa]|marido|mujer|hij[oa]|madre|padre|"
    r"herman[oa]|due[nñ][oa]|oficial|inspectora|conductor[a]?"
)
# phrases after which one comes if it begins with a capital
MAY_NAME = re.compile(
    r"(?i:\b(?:i am|i'm|this is|it's|here is|speaking(?: is)?|ask for|contact|call|named|soy|habla|le saluda|"
    rf"les escribe|escribe|pregunte por|{PEOPLE})[ ,]*(?:is |named |called |llamad[oa] |es )?){NAME}"
)
TITLES = r"mr|mrs|ms|miss|mx|dr|prof|rev|sr|sra|srta|se[nñ]or|se[nñ]ora|se[nñ]orita|don|do[nñ]a|lic|ing"
TITLED = re.compile(rf"\b(?i:{TITLES})\b\.?[ ]{NAME}")
FAREWELL = (
    r"best(?: regards)?|kind regards|regards|sincerely(?: yours)?|yours(?: truly| sincerely)?|thanks|thank you|cheers|"
    r"respectfully|atentamente|saludos(?: cordiales)?|un saludo|cordialmente|gracias|muchas gracias"
)
SIGNED = re.compile(
    rf"(?im:(?:^|[.!?,;][ ]*)(?:{FAREWELL}))[ ]*[,.!:;\-]*[ ]*\n?[ \-]*{NAME}[ ]*[.!]?[ ]*(?=$|\n)", re.MULTILINE
)
# small words with which no name goes on, and words with a capital that are none
ENDS_WORDS = """
    and i im i'm from at on in my the a an is was we who with for but so living live lives tel phone number email
    you can y e vivo vive en mi mis el los las con por que para soy estoy tengo quiero tel teléfono correo desde calle
"""
ENDS = frozenset(ENDS_WORDS.split())
NO_NAMES_WORDS = """
    I The A An We You They It He She There This That What When Where Why How My Our Your No Not Yes Please Help Hello Hi
    Dear Sorry Very So Still Just Now Today Yesterday Tomorrow Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Street Road Avenue Park City Department Police Fire Water Spanish English Chinese American Mexican Latino Onestop El
    La Los Las Un Una Yo Hay Sí Por Favor Hoy Ayer Mañana Lunes Martes Miércoles Jueves Viernes Sábado Domingo Calle
    Avenida Parque Ciudad Ayuntamiento Policía Bomberos Agua Esto Eso
"""
NO_NAMES = frozenset(NO_NAMES_WORDS.split())
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND = "欧阳|司马|上官|诸葛|司徒|慕容|令狐|皇甫|尉迟|夏侯"
HAN = r"[\u4e00-\u9fff]"
BEHIND = (
    r"(?=$|[\s,，.。;；!！?？、:：()（）]|住|电话|手机|是|的|在|今年|来|家|先生|女士|小姐|同志|反映|投诉|要|想|他|她)"
)
INTRODUCED = (
    r"我的?名字(?:是|叫)|我叫|本人姓名|姓名[：: ]*|本人|(?:联系|投诉|申请|报修)人[：: ]*|名叫|叫做|署名[：: ]*|"
    r"邻居|房东|业主|租客|我是|"
    r"我妈妈?|我爸爸?|我老公|我老婆|我丈夫|我妻子|我儿子|我女儿|司机|车主|店主|老板"
)
CHINESE_SAID = re.compile(rf"(?:{INTRODUCED})(?:叫|是|，|,)?((?:{COMPOUND}|[{SURNAMES}]){HAN}{{1,2}}?){BEHIND}")
CHINESE_TITLES = "先生|女士|小姐|太太|老师|师傅|大爷|大妈|阿姨|叔叔|同志|警官|医生|经理|主任|书记"
CHINESE_TITLED = re.compile(rf"((?:{COMPOUND}|[{SURNAMES}]){HAN}{{0,2}}?)(?={CHINESE_TITLES})")
NO_CHINESE_NAMES_WORDS = """
    高中 高级 高层 高龄 万一 方便 方面 白天 石头 金属 马路 马上 江边 文明 文化 常常 易燃 任何 于是 何时 何地 钱包
    毛病 水管 林业 田地 黄色 白色
"""
NO_CHINESE_NAMES = frozenset(NO_CHINESE_NAMES_WORDS.split())


def find_names(text: str) -> Iterator[Found]:
    """The names in a text."""
    for found in SAYS_NAME.finditer(text):
        yield from as_far_as(text, *found.span(1), ENDS)
    for pattern in (MAY_NAME, TITLED, SIGNED):
        for found in pattern.finditer(text):
            yield from as_far_as(text, *found.span(1), NO_NAMES)
    for pattern in (CHINESE_SAID, CHINESE_TITLED):
        for found in pattern.finditer(text):
            if found[1][:2] not in NO_CHINESE_NAMES:
                yield (*found.span(1), "name")


def as_far_as(text: str, start: int, end: int, ends: frozenset[str]) -> Iterator[Found]:
    """A name up to a word with which none goes on."""
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].strip(".,;") in ends or (ends is ENDS and word[0].casefold() in ends):
            break
        last = start + word.end()
    if last > start:
        yield start, last, "name"
