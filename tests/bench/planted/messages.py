"""A third set of texts, made after the rules and of other stuff than the first two: whole messages as they arrive, such
as chats with their times, letters with a head and a signature, filled-in forms, lists, forwarded mail and notes of a
call; in three languages, some in small letters, with slips of the fingers in the words around the data.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from tests.bench.planted.texts import PlantedText

GIVEN = {
    "en": "Niamh Deshawn Huong Piotr Fatima Luther Agnieszka Tyrone Siobhan Rajesh Beatrice Kofi Linh Magdalena Omar "
    "Patience Sven Latoya Ignatius Mei Thandiwe Gareth Noor Clementine",
    "es": "Guadalupe Wilmer Nayeli Aurelio Consuelo Yeison Remedios Faustino Marisol Edwin Begoña Cristóbal Xiomara "
    "Nicanor Pilar Heriberto Lorena Abelardo Soledad Jhon",
    "zh-Hans": "海燕 志强 思远 春梅 立新 嘉怡 永福 雨桐 秀珍 明辉 佳琪 振华 小红 伟 静 丽萍 天宇 凤英 家豪 敏",
}
FAMILY = {
    "en": "O'Sullivan Washington Tran Kowalczyk Al-Hassan Mbeki Nowak Jefferson Fitzgerald Krishnamurthy Pemberton "
    "Asante Vo Wojcik Haddad Obi Lindberg Robinson Murphy Zhao Dlamini Pritchard Siddiqui Beaumont",
    "es": "Huamán Quispe|Mamani Restrepo Valderrama|Soto Itzá de|los|Ríos Carvajal Pacheco|Luna Zapata Iglesias|Vega "
    "Monsalve Chávez|Ruiz Otero Cárdenas del|Toro Figueroa Benítez|Rojas Lozano",
    "zh-Hans": "赵 钱 孙 周 吴 郑 冯 陈 褚 卫 韩 杨 朱 秦 尤 何 吕 施 张 孔 曹 严 华 金 陶 谢 邹 郝 上官 欧阳",
}
SHAPES: Mapping[str, Mapping[str, str]] = {
    "phone": {
        "en": "312-555-01##|(617) 555-01## ext. 4#|+44 7700 900###|+1 (206) 555 01##|646.555.01##|2125550###|"
        "+91 98### #####|1 800 555 01##|+353 86 ### ####",
        "es": "+57 3## ### ####|(011) 4###-####|33 1### ####|+34 7## ### ###|9## ### ###|+51 9########|04##-#######|"
        "+56 9 #### ####|6##-###-###|300 ### ## ##",
        "zh-Hans": "137########|188 #### ####|136-####-####|+86-151-####-####|029-8#######|0571 8#######|(020)3#######|"
        "86 139########",
    },
    "email": {
        "en": "n.tran@post.example|deshawn_j.##@city-mail.example.org|BEA.P@EXAMPLE.COM|kofi+bins@mail.example.net",
        "es": "marisol.##@correo.example|lpz_g@ejemplo.example.mx|cons_uelo@buzon.example.es|wilmer-q@mail.example.pe",
        "zh-Hans": "lixin##@mail.example.cn|4########@qq.example|chunmei_z@post.example.cn",
    },
    "link": {
        "en": "https://photos.example/a/x#Kd9|www.facebook.example/niamh.o.####|instagram.com/tyrone_w##|t.me/kofi_a",
        "es": "https://fotos.example/u/nayeli##|www.blog-de-marisol.example|facebook.com/wilmer.q.##|wa.me/5255########",
        "zh-Hans": "https://weibo.com/u/5#######|http://pan.example.cn/s/1aB#c|www.zhihu.com/people/hai-yan-##",
    },
    "address": {
        "en": "## Juniper Crescent|1### S. Halsted St, Unit #B|Apt 1#, 2## Beacon St|4#2 County Road 1#|# Priory Mews|"
        "88## NW 23rd Ter|P.O. Box 1###|2### Cesar Chavez Pkwy Ste 4##",
        "es": "calle Allende 1##, interior #|Carrera 4# No. 1#-##|Av. 9 de Julio 1###|C/ Serrano ##, 3º izda.|"
        "Jr. Puno 4##|Pasaje San Luis ##|Blvd. Kukulcán km 1#|Calle # Sur 1##|avda. del Puerto, ##, bajo",
        "zh-Hans": "和平里#区1#号楼2单元50#|中关村南大街#号院#号楼|天河路1##弄#号60#室|文昌巷##号|东风小区#栋3门20#|"
        "滨江花园1#座2##4室|北京西路1##号",
    },
    "id": {
        "en": "5##-##-####|9##-7#-####|D###-####-####|N0#######|X########",
        "es": "1.0##.###.###|1#.###.###-#|3#.###.###|7#######*|Z#######*|79######",
        "zh-Hans": "11010519880#1####X|440106199#0215####|G########|EA#######",
    },
    "card": {
        "en": "4|5-|4-",
        "es": "4|5-|5",
        "zh-Hans": "62|62|4",
    },
    "account": {
        "en": "GB|DE",
        "es": "ES|ES",
        "zh-Hans": "DE|FR",
    },
    "plate": {
        "en": "*** #*##|#***###|*## ***|** ## ***|***-####",
        "es": "####-***|***-##-##|** ### **|*** ###|***##*",
        "zh-Hans": "浙A#*###|陕A·####*|湘B*####|津C#####|赣AF#####",
    },
    "birth": {
        "en": "3/1#/198#|July 1#, 197#|0#.11.196#|199#-04-1#|2# Feb 200#",
        "es": "1#/07/198#|1# de marzo de 197#|0#-12-196#|2# de agosto del 199#",
        "zh-Hans": "198#年#月1#日|197#.0#.1#|199#-1#-2#|六六年三月",
    },
}

ENGLISH = """
    [11:0#] {given}: is this the city?\\n[11:0#] {given}: bins full lol\\n[11:07] {given}: my # is {phone}
    From: {name} <{email}>\\nSubject: third time\\n\\nWhere is the crew?\\n\\n--\\n{name}\\n{address}\\nTel. {phone}
    FULL NAME: {name}\\nDATE OF BIRTH: {birth}\\nSSN: {id}\\nADDRESS: {address}\\nDAYTIME PHONE: {phone}
    Things that went wrong:\\n1. {name} never called back\\n2. wrong house, mine is {address}\\n3. no receipt
    caller says her name is {lower} & wants a callback on {phone} after lunch
    Dear Commissioner,\\n\\nI write for my tenant, {name}, whose water was shut off.\\n\\nYours faithfully,\\n{name}
    ok so my landlords name is {lower} and his insta is {link} go look at the pics
    Driver got out of the truck and said he was {given}. plate was {plate}. not nice
    pls dont share but my card {card} was charged 2x :(
    The refund may go to {account}; the account is in my wife's name, {name}.
    Agent notes: spoke w/ {name}, verified DOB {birth}, ID {id}. Still unhappy.
    > On Tuesday {name} wrote:\\n> we closed your request\\n\\nNo you did not. The drain is full.
    Satisfied overall. Special thanks to Mr {family} and to {given} at window six.
    Sent from my phone\\n{name}\\n{phone} (cell)
    my mum ({name}, born {birth}) cant use the stairs since the lift broke
    Could you tell {given} {family} that the ramp works now? She lives at {address}.
    {email} is the best way to get me, not the landline.
    Witnesses:\\n- {name}, {phone}\\n- {name}, {phone}\\n- a man with a dog
    Signed: {name}, tenants' association
    RE: noise\\nThe person is {name}. He drives a grey hatchback ({plate}).
    it took 5 weeks!!! i am {lower} from {address} and im done with u
    passport no. {id} - they scanned it twice and lost the copy
    Voicemail transcript: hi it's {name}, um, you can reach me at {phone}, thanks, bye
    I uploaded everything to {link} because your form was broken.
    The officer ({name}) was patient, the form was not.
    Nobody told us when the street would be closed. Everything else was fine.
    The park is lovely now. Five stars. Please keep the lights on until ten.
    Cc: {name}; {name}\\nPlease note the hydrant by {address} leaks.
    Mrs. {family} across the hall has no heat and is too shy to write.
    Reporter: {name} | {phone} | {email}
"""
SPANISH = """
    [09:1#] {given}: es la alcaldía?\\n[09:1#] {given}: siguen sin venir\\n[09:15] {given}: mi cel {phone}
    De: {name} <{email}>\\nAsunto: tercera vez\\n\\n¿Cuándo viene la cuadrilla?\\n\\nAtentamente,\\n{name}\\n{address}
    NOMBRE COMPLETO: {name}\\nFECHA DE NACIMIENTO: {birth}\\nDOCUMENTO: {id}\\nDOMICILIO: {address}\\nTELÉFONO: {phone}
    Lo que salió mal:\\n1. {name} nunca devolvió la llamada\\n2. fueron a otra casa, la mía es {address}\\n3. sin recibo
    la señora dice que se llama {lower} y que la llamen al {phone}
    Estimado señor alcalde:\\n\\nEscribo por mi inquilina, {name}, a quien cortaron el agua.\\n\\nLe saluda,\\n{name}
    el dueño se llama {lower} y su face es {link} ahi estan las fotos
    El chofer dijo que era {given}. La placa era {plate}. Muy grosero.
    no lo publiquen pero me cobraron dos veces en la tarjeta {card}
    La devolución a la cuenta {account}, a nombre de mi esposa, {name}.
    Nota del agente: hablé con {name}, nacimiento {birth}, documento {id}. Sigue molesta.
    > El martes {name} escribió:\\n> cerramos su solicitud\\n\\nNo es verdad. La alcantarilla sigue tapada.
    En general contenta. Gracias al señor {family} y a {given} de la ventanilla seis.
    Enviado desde mi móvil\\n{name}\\n{phone}
    mi mamá ({name}, nacida {birth}) no puede subir desde que falla el ascensor
    ¿Le dicen a {given} {family} que la rampa ya funciona? Vive en {address}.
    Mejor escríbanme a {email}, el fijo no sirve.
    Testigos:\\n- {name}, {phone}\\n- {name}, {phone}\\n- un señor con perro
    Firmado: {name}, por la junta de vecinos
    Asunto: ruido\\nLa persona es {name}. Tiene un coche gris ({plate}).
    tardaron 5 semanas!!! soy {lower} de {address} y ya me canse
    pasaporte n.º {id}, lo copiaron dos veces y perdieron la copia
    Buzón de voz: hola, habla {name}, este, me encuentran en el {phone}, gracias
    Subí todo a {link} porque el formulario no servía.
    La inspectora ({name}) tuvo paciencia, el trámite no.
    Nadie avisó cuándo cerraban la calle. Lo demás estuvo bien.
    El parque quedó precioso. Cinco estrellas. Dejen la luz hasta las diez.
    Con copia: {name}; {name}\\nLa boca de riego de {address} pierde agua.
    Doña {given} la del frente no tiene calefacción y le da pena escribir.
    Denunciante: {name} | {phone} | {email}
"""
CHINESE = """
    [09:1#] {given}：你好，是市政吗\\n[09:1#] {given}：旧家具还没人拉\\n[09:15] {given}：我手机{phone}
    发件人：{name} <{email}>\\n主题：第三次反映\\n\\n施工队什么时候来？\\n\\n此致\\n{name}\\n{address}
    姓名：{name}\\n出生日期：{birth}\\n身份证号：{id}\\n家庭住址：{address}\\n联系电话：{phone}
    存在的问题：\\n1、{name}一直没回电话\\n2、走错门了，我家是{address}\\n3、没给收据
    来电人自称{name}，要求回电{phone}
    尊敬的领导：\\n我代租客{name}写这封信，她家被停水了。\\n敬上\\n{name}
    房东叫{name}，他的微博{link}上有照片，你们去看
    司机下车说他叫{name}，车牌{plate}，态度很差
    别公开啊，我的卡{card}被扣了两次
    退款请打到{account}，户名是我爱人{name}。
    坐席记录：已与{name}核实，出生{birth}，证件{id}，仍不满意。
    > 星期二{name}写道：\\n> 您的诉求已办结\\n\\n根本没有，下水道还是堵的。
    总体满意，特别感谢{name}和六号窗口的同志。
    发自我的手机\\n{name}\\n{phone}
    我妈妈（{name}，{birth}出生）电梯坏了以后下不了楼
    麻烦转告{name}坡道修好了，她住{address}。
    最好发邮件到{email}，座机打不通。
    证人：\\n- {name}，{phone}\\n- {name}，{phone}\\n- 一个遛狗的人
    签字：{name}（业委会）
    关于噪音\\n那个人是{name}，开一辆灰色的车（{plate}）。
    拖了五个星期！！我是{address}的{name}，太失望了
    护照号{id}，他们复印了两次还把复印件弄丢了
    语音留言：喂，我是{name}，嗯，打我{phone}就行，谢谢
    材料我都传到{link}了，因为你们的表格打不开。
    检查员{name}很耐心，手续太麻烦。
    没有人告诉我们封路的时间，其他都挺好。
    公园现在真漂亮，五星好评，路灯请开到十点。
    抄送：{name}；{name}\\n{address}门口的消火栓漏水。
    隔壁的{name}家没有暖气，她不好意思写。
    举报人：{name} | {phone} | {email}
"""
FRAMES = {
    language: [line.strip().replace("\\n", "\n") for line in text.strip().splitlines()]
    for language, text in (("en", ENGLISH), ("es", SPANISH), ("zh-Hans", CHINESE))
}
PLACE = re.compile(r"\{(\w+)\}|(#)")
KIND = {"given": "name", "family": "name", "lower": "name"}
SLIP = 0.04  # of the words of a text that has slips
SLIPPED = 0.4  # of the texts


class Writer:
    """Writes data and texts by a chance that is told."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def datum(self, place: str, language: str) -> str:
        if place in ("given", "family", "name", "lower"):
            return self.named(place, language)
        shape = self.chance.choice(SHAPES[place][language].split("|"))
        if place == "card":
            return card(shape, self.chance)
        return iban(shape, self.chance) if place == "account" else self.filled(shape)

    def named(self, place: str, language: str) -> str:
        given = self.chance.choice(GIVEN[language].split())
        family = self.chance.choice(FAMILY[language].split()).replace("|", " ")
        if language == "zh-Hans":
            return given if place == "given" and len(given) > 1 else f"{family}{given}"
        whole = {"given": given, "family": family}.get(place, f"{given} {family}")
        return whole.lower() if place == "lower" else whole

    def filled(self, shape: str) -> str:
        digits = (str(self.chance.randrange(10)) if sign == "#" else sign for sign in shape)
        return "".join(self.chance.choice("BCDFGHJKLMNPRSTVWXYZ") if sign == "*" else sign for sign in digits)

    def slipped(self, words: str) -> str:
        """Words with letters dropped or turned around, as thumbs do."""
        found = re.split(r"(\s+)", words)
        return "".join(self.slip(word) if self.chance.random() < SLIP else word for word in found)

    def slip(self, word: str) -> str:
        if len(word) < 5 or not word.isascii() or not word.isalpha():
            return word
        at = self.chance.randrange(1, len(word) - 2)
        turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return self.chance.choice((turned, word[:at] + word[at + 1 :]))


def write(amount: int, seed: int) -> Iterator[PlantedText]:
    """Texts by turns in each language and of each frame."""
    chance = random.Random(seed)
    writer, languages = Writer(chance), sorted(FRAMES)
    for number in range(amount):
        language = languages[number % len(languages)]
        frames = FRAMES[language]
        frame = frames[number // len(languages) % len(frames)]
        yield fill(frame, language, writer, slips=chance.random() < SLIPPED)


def fill(frame: str, language: str, writer: Writer, *, slips: bool) -> PlantedText:
    parts: list[str] = []
    spans, last, length = [], 0, 0
    for place in PLACE.finditer(frame):
        before = frame[last : place.start()]
        before = writer.slipped(before) if slips else before
        datum = writer.datum(place[1], language) if place[1] else str(writer.chance.randrange(10))
        parts += [before, datum]
        start = length + len(before)
        length = start + len(datum)
        if place[1]:
            spans.append((start, length, KIND.get(place[1], place[1])))
        last = place.end()
    return PlantedText("".join((*parts, frame[last:])), language, tuple(spans))


def card(shape: str, chance: random.Random) -> str:
    """Returns a card number with a correct check digit (Luhn), grouped as the shape says."""
    begun = shape.rstrip("-")
    digits = begun + "".join(str(chance.randrange(10)) for _ in range(15 - len(begun)))
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits)]
    whole = digits + str(-sum(each - 9 * (each > 9) for each in doubled) % 10)
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4)) if shape.endswith("-") else whole


def iban(country: str, chance: random.Random) -> str:
    """Returns an account number with correct check digits (ISO 7064), as people write it."""
    own = {"GB": "NWBK", "FR": "", "DE": "", "ES": ""}[country]
    length = {"GB": 14, "DE": 18, "FR": 23, "ES": 20}[country]
    number = own + "".join(str(chance.randrange(10)) for _ in range(length))
    check = 98 - int("".join(str(int(sign, 36)) for sign in f"{number}{country}00")) % 97
    whole = f"{country}{check:02}{number}"
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4)) if chance.random() < 0.5 else whole
