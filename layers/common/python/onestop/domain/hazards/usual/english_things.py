"""Phrases that people write in English when things are dangerous. Written as in `hazards.phrases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMELL = "smell|smells|smelling|smelled|smelt|odor|odors|odour|stink|stinks|stench|reeks|reeking|whiff|scent"
LEAK = "leak|leaks|leaking|leaked|leakage"
BROKEN = "broken|broke|ruptured|hit|struck|damaged|cut|hissing|punctured|severed|burst|leaking|open"
ROOM = "house|home|hallway|hall|apartment|building|basement|stairwell|stairs|room|kitchen|attic|lobby|elevator|tunnel"
SHARED = "hallway|hall|building|basement|stairwell|stairs|attic|lobby|elevator|tunnel|cellar|air|corridor"
WHO = (
    "someone|somebody|person|people|man|men|woman|women|boy|girl|child|children|kid|kids|baby|infant|toddler|guy|lady|"
    "neighbor|neighbour|friend|husband|wife|son|daughter|brother|sister|mother|father|mom|mum|dad|grandma|grandpa|"
    "grandmother|grandfather|worker|workers|driver|cyclist|pedestrian|student|patient|teen|teenager|he|she|they|we|i|"
    "im|"
    "hes|shes|theyre|were|family|victim|passenger|officer|swimmer|parents|partner|roommate|girlfriend|boyfriend|"
    "homeless"
)
YOUNG = "child|kid|son|daughter|toddler|baby|boy|girl|infant|children|kids|grandson|granddaughter|nephew|niece|teen"
BURNS = "burning|burns|ablaze|aflame"
VEHICLE = "car|truck|bus|train|vehicle|van|suv|motorcycle|taxi|tram"
WATER = "river|water|lake|canal|harbor|harbour|pool|well|creek|ocean|sea|bay|pond|manhole|tracks|sewer|dock|pier"
LINE = "wire|wires|powerline|powerlines"

ENGLISH_THINGS: Mapping[str, Sequence[str]] = {
    "gas": (
        f"{SMELL} ... gas|gass|gaz|propane|methane",
        f"{SMELL} ... rotten|rotting eggs|egg",
        f"gas|gass|gaz|propane|methane {SMELL}",
        f"gas|propane|methane {LEAK}",
        f"gas|propane is|are|was|keeps {LEAK}",
        "leaking ... gas|propane",
        f"propane|butane|lpg ... {LEAK}",
        "leak of gas|propane|natural",
        "gasleak",
        f"gas line|lines|pipe|pipes|main|meter|valve|tank|stove ... {BROKEN}",
        "broke|broken|ruptured|hit|struck|damaged|cut|severed|punctured|burst|leaking ... gas line|pipe|main|meter",
        "gas|propane ... hissing",
        "hissing ... gas",
        "gas|propane ... escaping",
        "escaping gas|propane",
        f"gas in ... {SHARED}",
        "full of|with gas",
        "filled with gas",
        "left ... gas on",
        "gas ... left|is on",
        "gas coming out|from|up|through|into",
    ),
    "fire": (
        "fire|fier|fyre|fires",
        "flames|flame",
        f"house|home|building|apartment|{VEHICLE}|garage|roof|shed|tree|trees|bush|bushes|brush|grass|field|store|shop|"
        f"kitchen|dumpster|bin|pole|transformer|outlet|attic|porch|basement|school|boat|warehouse|barn|mattress|forest|"
        f"woods|hill|hillside|lot|fence|cable|cables|trash|garbage|wires|{LINE} ... {BURNS}",
        "burning house|building|car|apartment|vehicle",
        "burning down|alive",
        f"{SMELL} ... burning|smoke",
        f"burning ... {SMELL}",
        "smoldering|smouldering|wildfire|housefire",
        "set|sets|setting ... ablaze",
        "smoke ... coming|pouring|billowing|filling|rising|everywhere|filled|seeping",
        "full of smoke",
        "filled with smoke",
        "lot|lots of smoke",
        "much smoke",
        "thick|heavy|black|dense|dark smoke",
        "see|seeing ... smoke",
        "transformer|outlet|panel|engine|fuse|meter|battery|charger|motor|wire|wires|socket ... smoking|smokes",
        "smoking ... transformer|outlet|panel|engine|fuse|battery|charger|socket|wires|box",
        f"smoke in|from ... {ROOM}|outlet|vent|window|windows|car|engine|panel|wall",
        "smoke|fire alarm|alarms|detector ... going|went|goes off",
        "smoke|fire alarm|alarms ... ringing|sounding|blaring|activated",
        "need|send|call ... fire department|dept|truck|trucks|engine|brigade|fighters|service",
        "need|send firefighters|firemen",
    ),
    "explosion": (
        "explosion|explosions|exploded|exploding|explode|explodes|detonated|detonation",
        "blew|blown|blowing up",
        "bomb|bombs|bombing|grenade|explosives",
        "suspicious|unattended package|bag|device|backpack|suitcase",
        "loud|huge|big blast",
    ),
    "wires": (
        f"live|downed|fallen|exposed|sparking|arcing|bare electrical|electric|power|{LINE}",
        "live|downed|fallen|sparking cable|cables",
        "live|downed|fallen|sparking|arcing electric|electrical|power line|lines|wire|wires|cable|cables|pole|"
        "transformer",
        f"{LINE} ... down|fell|fallen|sparking|sparks|arcing|live|exposed|snapped|broke",
        "power|electric|electrical|high|utility line|lines|wire|wires|cable|cables|pole|voltage ... down|fell|fallen|"
        "sparking|"
        "arcing|hanging|dangling|snapped|sagging|low|road|street|touching",
        "utility|power|electric|electrical|telephone|hydro pole|poles ... down|fell|fallen|falling|snapped",
        "fallen|hanging|dangling|snapped|low power|electric|electrical line|lines|cable|cables|wire",
        "sparking|arcing|electrocuted|electrocution|electrocuting|electrocute",
        "sparks ... coming|flying|shooting|outlet|wire|wires|pole|transformer|panel|meter|box|socket",
        "spark ... from",
        "sparks fly|flies",
        "fell|fallen|leaning|leans|landed|lying|lies|resting|crashed on|onto|across|against|over|into ... "
        "power|electric|electrical|utility|hydro|voltage line|lines|cable|cables|wire|wires|pole",
        f"fell|fallen|leaning|leans|landed|lying|lies|resting|crashed on|onto|across|against|over|into ... {LINE}",
        "wire|wires|cables ... exposed|bare|sticking|stick|sticks|showing",
        "wires are|is out|exposed",
        "wire|wires ... hanging|dangling low|over|across|down|into|onto|near|above",
        "electric|electrical shock|shocks|shocked",
        "shocked by|when",
        "getting|got ... shocked|zapped",
        "took|brought|knocked|tore|pulled down ... line|lines|wire|wires",
        "transformer ... exploded|blew|sparking|sparks|smoking|popping",
    ),
    "collapse": (
        "building|house|roof|ceiling|wall|bridge|scaffold|scaffolding|crane|balcony|porch|floor|garage|trench|tunnel|"
        "structure|stairs|staircase|deck|tower|overpass|mine ... collapsed|collapsing|collapses|collapse|caved|caving",
        "building|house|roof|ceiling|bridge|scaffolding|crane|balcony ... falling|fell ... down|people|us|inside",
        "collapsed|collapsing building|house|roof|ceiling|wall|bridge|scaffolding|crane|balcony|floor",
        "cave in",
        "building|house|roof|ceiling|wall|facade|bridge|scaffold|scaffolding|crane|balcony|chimney|tower ... "
        "about|going|ready|threatens|threatening to fall|collapse|topple|crash",
        "building|house|roof|ceiling|wall|facade|bridge|scaffolding|crane|balcony|chimney ... "
        "coming|came|comes down on|onto",
        f"{WHO} ... trapped|pinned|buried",
        "trapped ... inside|under|underneath|rubble|elevator|car|debris|burning|lift",
        "stuck|trapped|locked|caught ... elevator|lift|elevators|rubble|shaft",
        f"{YOUNG}|elderly ... locked|left|trapped in ... car|vehicle|van",
        "buried alive",
        "cant|cannot get|escape ... out ... house|building|apartment|room|elevator|smoke|car",
    ),
    "water": (
        "drowning|drowned|drown|drowns",
        f"{WHO} ... fell|fallen|falling|jumped|slipped in|into|off|under ... {WATER}|boat|bridge",
        f"{WHO} ... on|onto ... tracks|rails",
        f"{WHO}|{VEHICLE}|cars fell|fallen|falling|falls|dropped|slipped in|into|down ... "
        "hole|sinkhole|shaft|trench|pit|excavation|manhole|drain|well",
        "fell|fallen through ... ice",
        "swept|washed away ... water|river|flood|current|someone|person|car|sea|creek|wave|kid|child|man|woman",
        f"{WHO} ... washed away",
        "swept away",
        "car|truck|bus|van|vehicle ... sinking|submerged|sank|sunk",
        f"{WHO}|{VEHICLE} ... stranded|stuck|trapped ... flood|flooded|water|roof|flooding|underpass|river|floodwater",
        "stranded ... flood|flooded|water|roof|flooding|rooftop",
        "water|flood ... rising|rises",
        "flash flood",
        "river|creek|sea|ocean|floodwater ... into|inside ... house|houses|home|homes",
        "flood|flooded|flooding ... trapped|stranded|drowning",
        f"{VEHICLE} in|into the|a river|canal|lake|harbor|harbour|pond|creek|ocean|sea",
        "someone|somebody|person|man|woman|kid|child|boy|girl|toddler|worker|he|she ... stuck|trapped "
        "in|inside|down ... drain|sewer|manhole|pipe|culvert|shaft|pit|well|hole",
        "swimmer|boater|surfer|bather ... help|struggling|trouble",
        "dam|levee|dike|dyke ... breaking|breaks|broke|broken|failing|failed|bursting|burst|overflowing",
        "boat|kayak|canoe|ferry|ship ... sinking|sunk|capsized|overturned|sank",
        "sinking boat|ship|car",
        f"{WHO} ... in|under the ... river|canal|harbor|harbour help|struggling|shouting",
        "tsunami",
    ),
    "monoxide": (
        "carbon monoxide|monoxid|dioxide",
        "monoxide",
        "carbon monoxide alarm|detector|alarms|detectors ... stop|stopping|shut|quit",
        "monoxide alarm|detector|alarms|detectors ... stop|stopping|shut|quit",
        "carbon monoxide alarm|detector|alarms|detectors ... going|went|goes|beeping|sounding|ringing|high|triggered|"
        "activated",
        "monoxide alarm|detector|alarms|detectors ... going|went|goes|beeping|sounding|ringing|high|triggered|"
        "activated",
        "co alarm|detector|alarms|detectors ... going|went|goes|beeping|sounding|ringing|alarming|high|screaming|"
        "triggered",
        "co poisoning|leak|levels|level",
        "exhaust|fumes ... dizzy|sick|headache|headaches|faint|nauseous|sleepy|bedroom|apartment|house",
        "everyone|everybody|family|we|all|kids|whole ... dizzy|headaches|headache|nauseous|sleepy|faint",
    ),
    "chemical": (
        "chemical|chemicals|acid|ammonia|chlorine|mercury|toxic|hazmat|fuel|gasoline|petrol|pesticide|radioactive|"
        "hazardous|"
        "poisonous|diesel ... spill|spilled|spilling|spills|leak|leaking|leaked|cloud|fumes|release|released|vapor|"
        "vapors",
        "spilled|spill|spilling|leak|leaking|cloud ... chemical|chemicals|acid|ammonia|chlorine|mercury|toxic|diesel|"
        "hazardous|"
        "gasoline|fuel|poisonous|petrol",
        "tanker|railcar ... leaking|overturned|spill|spilled|leak|rolled",
        f"chemical|chemicals|ammonia|chlorine {SMELL}",
        f"{SMELL} ... chemical|chemicals|ammonia|chlorine",
        "toxic|poisonous|poison|noxious gas|fumes|smoke|cloud|vapor",
        "hazmat",
        "radiation|radioactive",
        "fumes ... eyes|throat|cant|burning",
    ),
}
