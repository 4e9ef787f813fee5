"""Names of people who do not exist, of three kinds; Chinese ones with how they are read."""

from __future__ import annotations


def listed(text: str) -> list[str]:
    return text.split("|") if "|" in text else text.split()


ENGLISH_GIVEN = listed(
    "Aaron Abigail Adam Alan Alexander Alice Amanda Amelia Andrew Angela Anna Anthony Arthur Ashley Barbara Benjamin "
    "Beth Brian Bruce Cameron Carol Caroline Catherine Charles Charlotte Chloe Christine Christopher Claire Colin "
    "Connor Craig Daniel David Deborah Dennis Diane Donald Donna Dorothy Douglas Dylan Edward Eleanor Elizabeth Ella "
    "Emily Emma Eric Ethan Evelyn Fiona Frances Frank Frederick Gabriel Gareth Gary George Georgia Gerald Gordon "
    "Grace Graham Gregory Hannah Harold Harry Heather Helen Henry Holly Hugh Ian Imogen Isaac Isabella Isla Jack "
    "Jacob James Jane Janet Jasmine Jason Jean Jennifer Jeremy Jessica Joan Joanne John Jonathan Joseph Joshua Joyce "
    "Judith Julia Karen Katherine Keith Kenneth Kevin Kimberly Kyle Laura Lauren Lawrence Leah Leonard Lewis Liam "
    "Linda Logan Louis Louise Lucas Lucy Luke Lydia Madeleine Margaret Maria Marion Mark Martha Martin Mary Matthew "
    "Megan Melissa Michael Michelle Molly Nancy Natalie Nathan Neil Nicholas Nicole Noah Nora Oliver Olivia Oscar "
    "Owen Pamela Patricia Patrick Paul Peter Philip Phoebe Rachel Ralph Raymond Rebecca Richard Robert Roger Ronald "
    "Rose Roy Ruby Russell Ruth Ryan Samantha Samuel Sandra Sarah Scott Sean Sharon Shirley Sophie Stephen Stuart "
    "Susan Sylvia Teresa Thomas Timothy Tracy Valerie Vanessa Victoria Vincent Walter Wayne William Zachary Zoe"
)
ENGLISH_SURNAMES = listed(
    "Adams Allen Anderson Andrews Armstrong Arnold Atkinson Bailey Baker Ball Barker Barnes Barrett Bates Baxter "
    "Bell Bennett Berry Bishop Black Blake Booth Bradley Brooks Brown Bryant Burgess Burke Burns Burton Butcher "
    "Butler Byrne Campbell Carpenter Carr Carroll Carter Chambers Chapman Clark Clarke Cole Coleman Collins Connolly "
    "Cook Cooper Cox Craig Crawford Cross Cunningham Curtis Davidson Davies Davis Dawson Day Dean Dixon Doherty "
    "Donnelly Douglas Doyle Duncan Dunn Edwards Elliott Ellis Evans Farrell Ferguson Fisher Fleming Fletcher Flynn "
    "Ford Foster Fox Francis Fraser Freeman Fuller Gallagher Gardner George Gibson Gilbert Gill Gordon Graham Grant "
    "Gray Green Greene Griffin Griffiths Hall Hamilton Hammond Harding Harper Harris Harrison Hart Harvey Hawkins "
    "Hayes Henderson Henry Higgins Hill Holland Holmes Hopkins Houghton Howard Howell Hudson Hughes Hunt Hunter "
    "Hussain Jackson James Jenkins Jennings Johnson Johnston Jones Jordan Kaur Kelly Kennedy Kerr King Knight "
    "Lambert Lane Lawrence Lawson Lee Lewis Lloyd Long Lowe Lynch Macdonald Mackenzie Marsh Marshall Martin Mason "
    "Matthews Maxwell Mccarthy Mcdonald Mckay Mclean Miles Miller Mills Mitchell Moore Moran Morgan Morris Morrison "
    "Murphy Murray Neal Nelson Newman Newton Nicholson Nolan Norman Obrien Oconnor Oliver Osborne Owen Page Palmer "
    "Parker Parry Parsons Patel Paterson Payne Pearce Pearson Perkins Perry Peters Phillips Poole Porter Potter "
    "Powell Pratt Price Quinn Randall Read Reed Reid Reynolds Rhodes Richards Richardson Riley Roberts Robertson "
    "Robinson Rogers Rose Ross Russell Ryan Sanders Saunders Scott Sharp Shaw Shepherd Simpson Singh Slater Smith "
    "Spencer Steele Stephens Stevens Stewart Stone Sullivan Sutton Taylor Thomas Thompson Thomson Thornton Todd "
    "Tucker Turner Walker Wallace Walsh Walters Ward Warren Watkins Watson Watts Webb Webster Wells West Weston "
    "Wheeler White Whitehead Wilkinson Williams Williamson Willis Wilson Wood Woods Woodward Wright Wyatt Young"
)
SPANISH_GIVEN = listed(
    "Adrián|Alba|Alejandra|Alejandro|Ana|Andrea|Ángel|Antonia|Antonio|Beatriz|Carlos|Carmen|César|Clara|Cristina|"
    "Daniel|David|Diego|Dolores|Eduardo|Elena|Emilio|Enrique|Eva|Fernando|Francisca|Francisco|Gabriela|Gloria|"
    "Guillermo|Héctor|Ignacio|Inés|Irene|Isabel|Javier|Jesús|Joaquín|Jorge|José|José Luis|Josefa|Juan|Juan Carlos|"
    "Julia|Laura|Lorena|Lucía|Luis|Manuel|Marcos|María|María del Carmen|María José|Marina|Mario|Marta|Mercedes|"
    "Miguel|Miguel Ángel|Mónica|Nuria|Óscar|Pablo|Paula|Pedro|Pilar|Rafael|Raquel|Raúl|Ricardo|Roberto|Rocío|Rosa|"
    "Rubén|Sandra|Santiago|Sergio|Silvia|Sofía|Susana|Teresa|Tomás|Valentina|Verónica|Vicente|Víctor|Yolanda"
)
SPANISH_SURNAMES = listed(
    "Aguilar Alonso Álvarez Blanco Bravo Cabrera Calvo Campos Cano Castillo Castro Cortés Cruz Delgado Díaz Díez "
    "Domínguez Fernández Flores Fuentes Gallego García Garrido Gil Giménez Gómez González Guerrero Gutiérrez "
    "Hernández Herrera Herrero Ibáñez Iglesias Jiménez León López Lorenzo Lozano Marín Márquez Martín Martínez "
    "Medina Méndez Molina Montero Morales Moreno Moya Muñoz Navarro Nieto Núñez Ortega Ortiz Pascual Peña Pérez "
    "Prieto Ramírez Ramos Reyes Rivas Rodríguez Rojas Romero Rubio Ruiz Sáez Sánchez Santana Santos Sanz Serrano "
    "Soler Soto Suárez Torres Vargas Vázquez Vega Velasco Vicente Vidal"
)
CHINESE_SURNAMES = listed(
    "王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 黄Huang 周Zhou 吴Wu 徐Xu 孙Sun 胡Hu 朱Zhu 高Gao 林Lin "
    "何He 郭Guo 马Ma 罗Luo 梁Liang 宋Song 郑Zheng 谢Xie 韩Han 唐Tang 冯Feng 于Yu 董Dong 萧Xiao 程Cheng 曹Cao "
    "袁Yuan 邓Deng 许Xu 傅Fu 沈Shen 曾Zeng 彭Peng 吕Lü 欧阳Ouyang"
)
CHINESE_GIVEN = listed(
    "明Ming 伟Wei 芳Fang 娜Na 敏Min 静Jing 丽Li 强Qiang 磊Lei 军Jun 洋Yang 勇Yong 艳Yan 杰Jie 娟Juan 涛Tao "
    "超Chao 霞Xia 平Ping 刚Gang 桂Gui 英Ying 华Hua 玉Yu 秀Xiu 兰Lan 建Jian 国Guo 文Wen 志Zhi 海Hai 春Chun "
    "梅Mei 红Hong 云Yun 龙Long 宇Yu 浩Hao 轩Xuan 然Ran 欣Xin 怡Yi 佳Jia 琪Qi 雨Yu 思Si 梦Meng 晨Chen 嘉Jia "
    "博Bo 天Tian 小Xiao 子Zi 雪Xue 婷Ting"
)
STREETS = listed(
    "Acacia Admiralty Albion Anchor Bayview Beacon Birch Bridge Canal Cannery Cedar Chapel Church Cliff Commerce "
    "Coral Creek Customs Dock Elm Empire Ferry Fisher Foundry Garden Granite Grove Harbour Hawthorn Heron Highfield "
    "Hill Juniper Keel Kestrel King Lantern Larch Laurel Lighthouse Linden Lock Maple Market Meadow Mill Mooring "
    "North Oak Orchard Osprey Park Pilot Pine Poplar Quarry Quay Queen Railway Regent River Rowan School Signal "
    "South Spruce Station Stone Summit Tanner Tide Union Valley Victoria Walnut Water Wharf Willow Windmill York"
)
STREET_KINDS = ("Street", "Road", "Avenue", "Lane", "Drive", "Crescent", "Place", "Court")
CITIES = (
    ("Port Ellery", "B3"), ("North Ellery", "B4"), ("Saltmarsh", "B5"), ("Gull Point", "B6"), ("Harrow Bay", "C1"),
    ("Kingsford", "C2"), ("Millbrook", "C3"), ("Stonewick", "C4"), ("Tidewater", "C5"), ("Westhaven", "C6"),
)  # fmt: skip
