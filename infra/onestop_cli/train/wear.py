"""Examples said with more words around them, as people do: so that greetings and anger mean nothing.

Other words than those with which training measures whether they make a difference (`variants`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onestop_cli.train.examples import Example

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


def worn(examples: Sequence[Example]) -> Iterator[Example]:
    """Each example with words around it, always the same ones."""
    for number, each in enumerate(examples):
        before, after = BEFORE.get(each.language), AFTER.get(each.language)
        if before and after and each.label != "vague":
            first, last = before[number % len(before)], after[number % len(after)]
            yield each._replace(text=f"{first} {each.text} {last}".strip())
