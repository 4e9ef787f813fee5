"""What the streets, water, parks and landmarks of Port Ellery are called, and where they lie in its grid."""

from __future__ import annotations

Name = tuple[str, str, str]  # in English, in Spanish, in Chinese


def read(lines: str) -> list[Name]:
    return [tuple(part.strip() for part in line.split("|")) for line in lines.strip().splitlines()]  # type: ignore[misc]


# streets that run through several districts: each part is a row or a column of a district's grid
THROUGH: list[tuple[Name, list[tuple[str, str, int]]]] = [
    (("Harbour Street", "Calle del Puerto", "港口街"),
     [("mill-river", "row", 2), ("old-town", "row", 2), ("harbourside", "row", 2)]),
    (("Market Avenue", "Avenida del Mercado", "市场大道"),
     [("mill-river", "row", 5), ("old-town", "row", 5), ("harbourside", "row", 5)]),
    (("Queen's Road", "Camino de la Reina", "女王路"),
     [("mill-river", "row", 8), ("old-town", "row", 8), ("harbourside", "row", 8)]),
    (("Ridge Road", "Camino de la Cresta", "山脊路"), [("hillcrest", "row", 3), ("north-shore", "row", 3)]),
    (("Lighthouse Road", "Camino del Faro", "灯塔路"), [("hillcrest", "row", 7), ("north-shore", "row", 7)]),
    (("Mill Road", "Camino del Molino", "磨坊路"), [("mill-river", "column", 5), ("hillcrest", "column", 2)]),
    (("Town Road", "Camino de la Villa", "城镇路"), [("old-town", "column", 5), ("hillcrest", "column", 7)]),
    (("Coast Road", "Camino de la Costa", "海岸路"), [("harbourside", "column", 3), ("north-shore", "column", 3)]),
]  # fmt: skip

STREETS = {
    "harbourside": read("""
        Quay Street | Calle del Muelle | 码头街
        Customs Street | Calle de la Aduana | 海关街
        Dock Street | Calle del Dique | 船坞街
        Anchor Lane | Callejón del Ancla | 船锚巷
        Ropewalk | Paseo de los Cordeleros | 制绳道
        Herring Lane | Callejón del Arenque | 鲱鱼巷
        Sailmaker Street | Calle de los Veleros | 帆匠街
        Pilot Street | Calle del Práctico | 领航街
        Net Loft Lane | Callejón de las Redes | 渔网巷
        Ferry Street | Calle del Transbordador | 轮渡街
        Bay Street | Calle de la Bahía | 海湾街
        Cannery Road | Camino de la Conservera | 罐头厂路
        Tide Street | Calle de la Marea | 潮汐街
        Compass Street | Calle de la Brújula | 罗盘街
        Breakwater Road | Camino del Rompeolas | 防波堤路
        Salt Lane | Callejón de la Sal | 盐巷
    """),
    "old-town": read("""
        Elm Lane | Callejón del Olmo | 榆树巷
        Church Street | Calle de la Iglesia | 教堂街
        State Street | Calle del Estado | 州府街
        Cooper Street | Calle de los Toneleros | 桶匠街
        Candle Lane | Callejón de las Velas | 蜡烛巷
        Firehouse Row | Hilera de los Bomberos | 消防站排
        Fort Hill | Cuesta del Fuerte | 要塞坡
        Baker Street | Calle de los Panaderos | 面包师街
        Bell Lane | Callejón de la Campana | 钟巷
        Granary Street | Calle del Granero | 粮仓街
        Wall Street | Calle de la Muralla | 城墙街
        Saddler Lane | Callejón de los Talabarteros | 鞍匠巷
        Printer Street | Calle de los Impresores | 印刷街
        Judge Street | Calle del Juez | 法官街
        Spring Lane | Callejón de la Fuente | 泉水巷
        North Gate Street | Calle de la Puerta Norte | 北门街
    """),
    "mill-river": read("""
        Mill Lane | Callejón del Molino | 磨坊巷
        Weir Street | Calle del Azud | 水坝街
        Wheel Street | Calle de la Rueda | 水轮街
        Fire Mill Lane | Callejón del Molino de Fuego | 火磨巷
        Willow Street | Calle del Sauce | 柳树街
        Otter Lane | Callejón de la Nutria | 水獭巷
        Bridge Street | Calle del Puente | 桥街
        Weaver Street | Calle de los Tejedores | 织工街
        Dyer Lane | Callejón de los Tintoreros | 染匠巷
        Heron Street | Calle de la Garza | 苍鹭街
        Foundry Road | Camino de la Fundición | 铸造厂路
        Canal Street | Calle del Canal | 运河街
        Sawyer Street | Calle de los Aserradores | 锯木街
        Reed Lane | Callejón del Junco | 芦苇巷
        Alder Street | Calle del Aliso | 桤木街
        Railway Street | Calle del Ferrocarril | 铁路街
    """),
    "hillcrest": read("""
        Oak Street | Calle del Roble | 橡树街
        Oak Lane | Callejón del Roble | 橡树巷
        Pine Road | Camino del Pino | 松树路
        Elm Street | Calle del Olmo | 榆树街
        Maple Avenue | Avenida del Arce | 枫树大道
        Birch Street | Calle del Abedul | 桦树街
        Cedar Street | Calle del Cedro | 雪松街
        Orchard Road | Camino del Huerto | 果园路
        Summit Avenue | Avenida de la Cumbre | 山顶大道
        Quarry Road | Camino de la Cantera | 采石场路
        Linden Street | Calle del Tilo | 椴树街
        Fox Lane | Callejón del Zorro | 狐狸巷
        Observatory Road | Camino del Observatorio | 天文台路
        Hazel Street | Calle del Avellano | 榛树街
        School Street | Calle de la Escuela | 学校街
        Terrace Street | Calle de la Terraza | 台地街
    """),
    "north-shore": read("""
        Shore Street | Calle de la Orilla | 岸边街
        Gull Lane | Callejón de la Gaviota | 海鸥巷
        Beach Avenue | Avenida de la Playa | 海滩大道
        Dune Street | Calle de la Duna | 沙丘街
        Heather Street | Calle del Brezo | 石楠街
        Juniper Lane | Callejón del Enebro | 杜松巷
        Pebble Street | Calle del Guijarro | 卵石街
        Boatyard Road | Camino del Astillero | 船厂路
        Cormorant Street | Calle del Cormorán | 鸬鹚街
        Kelp Lane | Callejón del Alga | 海藻巷
        Sandpiper Street | Calle del Andarríos | 矶鹬街
        Point Road | Camino de la Punta | 岬角路
        Cove Street | Calle de la Cala | 小湾街
        Meadow Street | Calle del Prado | 草地街
        Windmill Road | Camino del Molino de Viento | 风车路
        Barley Lane | Callejón de la Cebada | 大麦巷
        Harvest Street | Calle de la Cosecha | 丰收街
    """),
}

# name, kind, where: of a lake the district and the crossing south-west of it
WATER = [
    (("Ellery Sound", "Estrecho de Ellery", "埃勒里海峡"), "sea", None),
    (("Mill River", "Río Molino", "磨坊河"), "river", "mill-river"),
    (("Bright Lake", "Lago Claro", "明湖"), "lake", ("hillcrest", (0, 8))),
    (("Tarn Pond", "Estanque del Norte", "北塘"), "lake", ("north-shore", (7, 7))),
]
PARKS = [
    (("Harbour Green", "Jardín del Puerto", "港口绿地"), ("harbourside", (6, 0))),
    (("Customs Garden", "Jardín de la Aduana", "海关花园"), ("harbourside", (4, 5))),
    (("Old Wall Park", "Parque de la Muralla", "古城墙公园"), ("old-town", (0, 8))),
    (("Church Garden", "Jardín de la Iglesia", "教堂花园"), ("old-town", (4, 3))),
    (("River Meadow", "Prado del Río", "河畔草地"), ("mill-river", (0, 4))),
    (("Hill Park", "Parque de la Loma", "山丘公园"), ("hillcrest", (3, 7))),
    (("Quarry Park", "Parque de la Cantera", "采石场公园"), ("hillcrest", (8, 1))),
    (("Dune Park", "Parque de las Dunas", "沙丘公园"), ("north-shore", (8, 4))),
]
# name, kind, street, house number
LANDMARKS = [
    (("Town Hall", "Ayuntamiento", "市政厅"), "town-hall", "market-avenue", 601),
    (("Central Library", "Biblioteca Central", "中央图书馆"), "library", "church-street", 120),
    (("Hillcrest Library", "Biblioteca de Loma Alta", "山顶区图书馆"), "library", "maple-avenue", 205),
    (("Harbour Hospital", "Hospital del Puerto", "港口医院"), "hospital", "queens-road", 1050),
    (("North Shore Clinic", "Clínica de la Costa Norte", "北岸诊所"), "hospital", "ridge-road", 1000),
    (("Old Town School", "Escuela del Casco Antiguo", "老城区学校"), "school", "baker-street", 80),
    (("Mill River School", "Escuela de Río Molino", "磨坊河学校"), "school", "willow-street", 151),
    (("Hillcrest School", "Escuela de Loma Alta", "山顶区学校"), "school", "school-street", 90),
    (("North Shore School", "Escuela de la Costa Norte", "北岸学校"), "school", "beach-avenue", 240),
    (("Central Station", "Estación Central", "中央车站"), "station", "town-road", 201),
    (("Mill River Station", "Estación de Río Molino", "磨坊河车站"), "station", "railway-street", 210),
    (("Ferry Terminal", "Terminal de Transbordadores", "轮渡码头"), "station", "quay-street", 180),
    (("Fire Station", "Parque de Bomberos", "消防站"), "fire-station", "firehouse-row", 60),
    (("Police Station", "Comisaría", "警察局"), "police", "state-street", 101),
    (("Covered Market", "Mercado Cubierto", "室内市场"), "market", "market-avenue", 740),
    (("Swimming Hall", "Piscina Municipal", "市游泳馆"), "pool", "coast-road", 321),
    (("City Museum", "Museo de la Ciudad", "城市博物馆"), "museum", "customs-street", 75),
    (("Recycling Centre", "Punto Limpio", "回收中心"), "recycling", "foundry-road", 188),
]  # fmt: skip
