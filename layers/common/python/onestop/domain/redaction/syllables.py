"""Recognises Chinese names in Latin letters, such as Zhang Xiaoming: whether a word consists of syllables of
Mandarin."""

from __future__ import annotations

import re

FIRST = "b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w"
LAST = "iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|a|e|i|o|u|v"
SYLLABLES = re.compile(rf"(?:(?:{FIRST})(?:{LAST})|er|ai|ao|an|ang|en){{1,2}}")
SURNAMES_WORDS = """
    wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie
    han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan
    pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu
    hou shao meng long wan duan lei qian yin chang qiao lai gong wen ouyang situ zhuge sima shangguan niu ge
    qi yue lan shu zhan bao zuo miao xing chan wong leung cheung lau ng kwok tsang chow chiu yip fung hsu
    hsieh tsai chiang yeh
"""
SURNAMES = frozenset(SURNAMES_WORDS.split())


def is_pinyin(word: str) -> bool:
    return SYLLABLES.fullmatch(word) is not None


def is_pinyin_surname(word: str) -> bool:
    return word in SURNAMES
