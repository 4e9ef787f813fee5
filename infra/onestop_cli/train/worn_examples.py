"""Examples said with more words around them and mistyped, as people do: so that greetings and anger mean nothing.

Other words than those with which training measures whether they make a difference (`variants`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from onestop_cli.train.examples import Example
from onestop_cli.train.mistype import mistyped

BEFORE = {
    "en": (
        "Hello,", "Hi there, hope you are well.", "Dear sir or madam,", "Excuse me,", "To whom it may concern:",
        "I am writing to you because", "Sorry to bother you but", "Good afternoon, I would like to report that",
        "I've lived here for twenty years and", "Please help.", "For the third time!", "Are you kidding me??",
        "I already called twice.", "My neighbor Anna told me to write to you.", "This is Carlos from the corner shop.",
    ),
    "es": (
        "Hola,", "Buenas tardes, espero que estén bien.", "Estimados señores:", "Disculpe,", "A quien corresponda:",
        "Les escribo porque", "Perdonen la molestia, pero", "Buenas noches, quisiera reportar que",
        "Vivo aquí desde hace veinte años y", "Ayuda, por favor.", "¡Por tercera vez!", "¿Es una broma?",
        "Ya llamé dos veces.", "Mi vecina Ana me dijo que les escribiera.", "Soy Carlos, de la tienda de la esquina.",
    ),
    "zh-Hans": (
        "你好，", "您好，打扰一下。", "尊敬的领导：", "请问一下，", "有关部门：", "我写信是因为", "不好意思麻烦了，",
        "下午好，我想反映一下，", "我在这里住了二十年了，", "求助！", "已经第三次反映了！", "开什么玩笑？",
        "我打过两次电话了。", "邻居小王让我来反映。", "我是街角小店的陈先生。",
    ),
}  # fmt: skip
AFTER = {
    "en": (
        "Thanks!", "Thank you so much for your help.", "Please do something.", "Do your job!!!", "Best, a resident",
        "Looking forward to your reply.", "What are we paying taxes for?", "Please call me back.", "", "Good day.",
    ),
    "es": (
        "¡Gracias!", "Muchísimas gracias por su ayuda.", "Hagan algo, por favor.", "¡Hagan su trabajo!", "Atentamente",
        "Quedo a la espera de su respuesta.", "¿Para qué pagamos impuestos?", "Por favor, llámenme.", "", "Buen día.",
    ),
    "zh-Hans": (
        "谢谢！", "非常感谢您的帮助。", "请尽快处理。", "你们干什么吃的！！", "一位居民", "盼复。",
        "我们交税是为了什么？",
        "请回电话。", "", "祝工作顺利。",
    ),
}  # fmt: skip

NOTHING = "vague"  # the class of words around a need, which are not a need themselves
INTRODUCED = {
    "en": (
        "I'm {name}.",
        "my name's {name}",
        "This is {name} speaking",
        "{name} here.",
        "I am called {name}, flat 4",
        "Hi, my name is {name}",
    ),
    "es": (
        "Soy {name}.",
        "mi nombre es {name}",
        "Habla {name}",
        "Les saluda {name}.",
        "les escribe {name}, del piso 4",
        "Hola, mi nombre: {name}",
    ),
    "zh-Hans": ("我是{name}。", "本人{name}", "我姓名是{name}", "我的名字叫{name}", "{name}，住四单元", "姓名：{name}"),
}
CALLED = {
    "en": (
        "Mary Smith", "James O'Brien", "Aisha Khan", "Tran Van Minh", "Lakisha Washington", "Ivan Sokolov", "Wei Zhang",
        "Priya Patel", "Mohammed Ali", "Emma Johansson", "Kwame Mensah", "Yuki Tanaka", "Sara Cohen", "Pedro Alvarez",
        "Tyrone Brown", "Hannah Schmidt", "Leila Hosseini", "Siobhan Murphy", "Dimitri Papadopoulos", "Ruth Begay",
    ),
    "es": (
        "Juan Pérez", "Ana Gómez", "Xiomara Choque", "Ahmed Tahiri", "Lupita Ramírez", "Peter Brown", "Carmen Ruiz",
        "José Huamán", "Rosa Tzul", "Luis Fernández", "Yesenia Castillo", "Ioana Popescu", "Li Wei", "Diego Morales",
        "Aminata Diallo", "Jorge Nahuel", "Pilar Ortega", "Wilson Quispe Rojas", "Fátima Zahra", "Olga Ivanova",
    ),
    "zh-Hans": (
        "王芳", "刘洋", "陈秀兰", "阿依古丽", "扎西", "赵国强", "黄志明", "周婷", "欧阳雪", "马哈木提", "林美玲",
        "大卫",        "何淑贞", "吴建国", "玛丽", "巴特尔", "孙小红", "司徒伟文", "李雷", "金善姬",
    ),
}  # fmt: skip
BESIDE_NEEDS = {
    "en": (
        "This is outrageous!!", "What a joke this city is!", "I am furious", "Unbelievable!!!", "Shame on you all!",
        "I pay good money to this town!!", "We are taxpayers!", "What do my taxes go to?!", "Wake up!!!", "Disgusting!",
        "Could you help me out please?", "I'd be grateful for your assistance.", "Many thanks in advance.",
        "Warm regards", "Kind wishes from the neighborhood", "Good evening", "Hope you can do something about it.",
        "Sincerely yours", "Have a nice day", "Thank you kindly for reading this", "I'd appreciate any help", "Cheers",
        "God bless you", "Sent from my phone", "I am 82 years old and live alone.", "I'm a mother of three.",
        "I only speak a little English sorry", "I don't know if this is the right place to write",
        "Thank you", "Thanks a lot", "thx", "Thank you very kindly",
        "Thanks so very much for everything you do", "With thanks", "Much appreciated", "How long will this go on?",
        "When will this end?", "What do you people get paid for?", "Why do we pay taxes at all?", "Good day to you",
        "I cannot believe this.", "This is ridiculous", "I'm sick and tired of this", "Enough is enough!",
        "Seriously?!",
        "Please let me know.", "Can anybody do something?", "I've had it with this city!", "Thank you for your service",
    ),
    "es": (
        "¡¡Qué vergüenza de ciudad!!", "¡Esto es indignante!", "Estoy furioso", "¡Increíble!", "¡Ya estuvo bueno!",
        "¡Yo pago impuestos!", "¡Para eso pagamos!", "¿A dónde van nuestros impuestos?", "¡Despierten!", "¡Qué asco!",
        "¿Me podrían ayudar?", "Les agradecería su ayuda.", "De antemano, muchas gracias.", "Saludos cordiales",
        "Un cordial saludo a todos", "Buenas", "Ojalá puedan hacer algo.", "Quedo atenta", "Que tengan bonito día",
        "Gracias por leerme", "Agradezco cualquier ayuda", "Dios los bendiga", "Enviado desde mi celular",
        "Tengo 82 años y vivo sola.", "Soy madre de tres niños.", "Perdón, no escribo muy bien",
        "No sé si es aquí donde tengo que escribir", "Buenos días tengan ustedes", "Gracias", "Mil gracias",
        "Se agradece",
        "Muchas gracias por su atención", "¿Hasta cuándo vamos a seguir así?", "¿Cuándo se va a acabar esto?",
        "¿Para qué les pagamos?", "Ya es el colmo", "Estoy harta de esto", "¡Ya basta!", "¡No puede ser!", "¿En serio?",
        "No lo puedo creer", "Avísenme, por favor.", "¿Alguien puede hacer algo?", "Que estén muy bien", "Hasta luego",
    ),
    "zh-Hans": (
        "太气人了！！", "简直没天理！", "我真的火大！", "这叫什么事啊！！", "你们好意思吗！", "我们可是纳税人！",
        "税都白交了！", "到底有没有人管！！", "管不管啊！", "再不管我就投诉了！", "太恶心了！", "真是不像样！",
        "麻烦帮个忙，谢谢。", "烦请帮忙处理一下，", "先谢谢了！", "非常感激！", "此致敬礼", "大家好，", "晚上好！",
        "希望能尽快解决。", "祝好", "辛苦你们了！", "多谢多谢！", "唔该晒！", "我今年八十二岁，一个人住。",
        "我是三个孩子的妈妈。", "不好意思我普通话不好。", "不知道是不是在这里反映，", "谢谢了",
        "十分感激您的帮助", "气死我了！", "什么时候是个头啊？", "要等到什么时候？",
        "拿着工资不干活！", "够了！", "实在受不了了", "麻烦给个回复。", "谁能管一下？", "不敢相信！",
        "你们管还是不管", "你们怎么都不管", "到底管还是不管！", "有人管没有？", "真没人管了吗",
        "还让不让人过日子了", "你们到底干不干活",
    ),
}  # fmt: skip


def worn(examples: Sequence[Example]) -> Iterator[Example]:
    """Each example with words around it and some of its own mistyped, always the same ones."""
    for number, each in enumerate(examples):
        before = BEFORE.get(each.language, ())
        after = (*AFTER.get(each.language, ()), *BESIDE_NEEDS.get(each.language, ()))
        if before and after and each.label != NOTHING:
            first, last = before[number % len(before)], after[number % len(after)]
            text = mistyped(each.text, each.language, random.Random(number))
            space = "" if each.language.startswith("zh") else " "
            yield each._replace(text=space.join((first, text, last)).strip())


def said_beside(languages: Sequence[str]) -> Iterator[Example]:
    """Returns what people say around a need, one by one, as meaning no service: greetings, names, anger, thanks."""
    for language in languages:
        said = [*BEFORE.get(language, ()), *AFTER.get(language, ()), *BESIDE_NEEDS.get(language, ())]
        introduced, names = INTRODUCED.get(language, ()), CALLED.get(language, ())
        said += [pattern.format(name=name) for pattern in introduced for name in names]
        yield from (Example(language, NOTHING, text) for text in dict.fromkeys(said) if text)
