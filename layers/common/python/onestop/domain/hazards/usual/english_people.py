"""Phrases that people write in English when somebody is in danger. Written as in `hazards.phrases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WHO = (
    "someone|somebody|person|people|man|men|woman|women|boy|girl|child|children|kid|kids|baby|infant|toddler|guy|lady|"
    "neighbor|neighbour|friend|husband|wife|son|daughter|brother|sister|mother|father|mom|mum|dad|grandma|grandpa|"
    "grandmother|grandfather|worker|workers|driver|cyclist|pedestrian|student|patient|teen|teenager|he|she|they|we|i|"
    "im|"
    "hes|shes|theyre|were|family|victim|passenger|officer|swimmer|parents|partner|roommate|girlfriend|boyfriend|"
    "homeless"
)
PERSON = (
    "someone|somebody|person|people|man|men|woman|women|boy|girl|child|children|kid|kids|baby|infant|toddler|guy|lady|"
    "neighbor|neighbour|friend|husband|wife|son|daughter|brother|sister|mother|father|mom|mum|dad|grandma|grandpa|"
    "grandmother|grandfather|driver|cyclist|pedestrian|student|patient|teen|teenager|he|she|hes|shes|victim|passenger"
)
HIS = "my|our|his|her|their|the|a"
YOUNG = "child|kid|son|daughter|toddler|baby|boy|girl|infant|children|kids|grandson|granddaughter|nephew|niece|teen"
ARM = "gun|guns|pistol|rifle|handgun|firearm|shotgun|knife|machete|axe|sword|bomb|weapon|weapons|revolver|grenade"
SELF = "myself|himself|herself|themselves|themself|yourself"
VEHICLE = "car|truck|bus|train|vehicle|van|suv|motorcycle|taxi|tram"

ENGLISH_PEOPLE: Mapping[str, Sequence[str]] = {
    "weapon": (
        "shooting|shootings|shooter|shooters|gunshot|gunshots|gunshoots|gunfire|gunman|gunmen|sniper",
        "shots|shot|bullets fired|being|flying",
        "gun shot|shots|fire|fired",
        "heard|hear|hearing|hears ... shots|shoots",
        f"{WHO} shot|shoots",
        "got|gets|getting|was|is|been|being|were shot",
        "hit by ... bullet|bullets",
        "trying|going|threatening|threatens|threatened|wants|gonna to|shoot ... shoot|us|me|people|him|her|someone",
        "gonna shoot|stab",
        f"firing|fired|shooting ... {ARM}|shots|rounds|bullets",
        f"with a|an|his|her|their|big|the ... {ARM}",
        f"with {ARM}",
        "has|have|had|pulled|pulling|pulls|pointing|pointed|waving|waves|holding|holds|carrying|brandishing|swinging|"
        "got|"
        f"drew|brought|carries|displaying ... {ARM}",
        f"{ARM} ... head|pointed|drawn",
        "armed ... man|men|robber|robbers|robbery|intruder|suspect|person|woman|guy|guys|people|group",
        "stabbed|stabbing|stabs|stabbings",
        "trying to stab",
    ),
    "violence": (
        "going|trying|threatening|threatens|threatened|wants|planning to kill|murder|strangle|hurt|rape|attack|stab",
        "gonna kill|murder|hurt|beat",
        "will kill|murder ... me|us|him|her|someone|people",
        "murdered|murdering|murderer|murder",
        "killing ... me|him|her|someone|people|each",
        "attacked by|me|him|her|us|someone|people",
        "attacking|attacks ... me|him|her|us|someone|people|person|woman|man|kid|child|boy|girl|neighbor|customers|"
        "staff",
        "being|getting|was|is|been|got attacked|assaulted|beaten|raped|robbed|mugged|strangled|choked|molested",
        "assaulting|raping|strangling|mugging",
        "rape|raped",
        "sexual|sexually assault|assaulted|attack",
        "robbing|robbery",
        "breaking in|into",
        "broke into ... im|hiding|inside|here|now",
        "trying|tries to break ... in|into|door|window",
        "man|guy|stranger|someone|somebody|he|ex|neighbor|neighbour|they|people|men ... trying|tries|tried to "
        "get|come|force|climb in|into|inside|through ... house|home|apartment|window|door|room|bedroom",
        "at my|our|the door trying|tries to get|come|break in|inside",
        "at|banging|kicking|pounding my|our|the|on ... door ... trying|threatening|threatens|hit|hurt|kill",
        "man|guy|stranger|someone|somebody|he|car ... following me|us|her",
        "burglar|burglars|robber|robbers|prowler ... in|inside|house|home|next|now|here",
        f"fight|fighting|brawl ... {ARM}|bats|bat|weapons|bottles",
        f"tried|trying|tries|attempted to pull|grab|drag|lure|force|take|snatch ... {YOUNG}|girl|woman|me|her",
        "home invasion",
        "intruder|intruders",
        "someone|somebody|stranger|strangers|man|men|burglar|burglars ... in|inside my|our house|home|apartment|"
        "bedroom|basement",
        "beating|beats|hitting|hits|choking|chokes|punching|kicking|abusing|slapping ... me|him|her|wife|kid|kids|"
        "child|"
        "woman|man|baby|someone|girlfriend|boyfriend|people|mother|mom|son|daughter|girl|boy|children|guy",
        "beating|beat|beats ... up",
        "domestic violence|dispute|abuse|fight",
        "hostage|hostages",
        "riot|rioting|brawl",
        "people|men|guys|gang|group|they|couple ... fighting",
        "fight ... outside|street|broke|going",
        "screaming ... help",
        "being held against",
        "wont let me|her|him leave|go",
    ),
    "suicide": (
        "suicide|suicidal",
        f"kill|killing|kills|hang|hanging|hanged|hung|hurt|hurting|harm|harming|cut|cutting|cuts|shoot|end {SELF}",
        "kill|killing my|him|her self",
        "end|ending|take|taking my|his|her|their own|life",
        "end|ending my|his|her|their|own life",
        "end it all",
        "want|wants|wanna|going|gonna|wanted|ready|try|trying|tries ... die|jump",
        "dont|doesnt|cant want|wanna|go ... live|alive|living|on",
        f"{WHO} ... jump|jumping|jumper ... bridge|roof|building|ledge|window|balcony|overpass|tower",
        "about|threatening|threatens to jump",
        "jumper ... bridge|roof|ledge",
        "standing|sitting on ... ledge|edge",
        "self harm",
        "better off dead",
    ),
    "medical": (
        "not|isnt|arent|stopped|stops|barely|hardly|without|quit|wasnt|nobody|wont ... breathing|breath|breathe",
        "cant|cannot|couldnt|cnt ... breathe|breath|breathing",
        "can not breathe|breath",
        "trouble|struggling|unable|gasping|struggles|difficulty|hard|problems ... breathing|breathe|breath|air",
        "no|without ... pulse|heartbeat",
        "unconscious|unconcious|fainted|fainting",
        f"{WHO} ... unresponsive|lifeless|collapsed|collapsing|convulsing|dying|choking|seizing",
        f"{WHO} ... blacked|passed|passing out",
        "passed out ... sidewalk|street|ground|floor|bench|bus|road|park|train|station|bathroom|car",
        "wont|not|cant|isnt|doesnt|didnt wake|waking ... up",
        f"{PERSON} ... not|isnt|arent|stopped|wont moving|move|responding|respond|waking|wake",
        "lying|laying|lies|lays|down ... not|isnt|doesnt|motionless moving|move|responding|respond",
        f"{PERSON} ... lying|laying|lies|lays|collapsed on|in ... "
        "sidewalk|pavement|ground|street|road|floor|tracks|snow|platform|crosswalk",
        "fell|fallen|falls ... cant|cannot|couldnt|unable|not ... get|stand up",
        "heart attack|stopped|failure",
        "cardiac arrest",
        "chest pain|pains",
        "having|had|suffering|has|having|maybe ... stroke|seizure|seizures|asthma|anaphylaxis",
        "seizure|seizures|convulsions|convulsing|anaphylactic|anaphylaxis",
        "bleeding|bleeds|hemorrhage|hemorrhaging",
        "losing|lost|lot|lots|pool ... blood",
        "blood everywhere",
        "overdose|overdosed|overdosing|overdoses|oding",
        "choking on",
        f"{WHO} ... ate|swallowed|drank|took|taken ... pills|bleach|poison|battery|fentanyl|tablets|detergent",
        "swallowed ... pills|bleach|poison|battery|detergent|pill",
        "took|taken ... pills",
        "poisoned|poisoning",
        "giving birth",
        "in|into labor|labour",
        "dead|human body|bodies|corpse",
        "dead man|woman|person|baby|child",
        f"{WHO} ... hit|struck|run|ran|crushed|pinned by|over|under ... {VEHICLE}|driver|forklift|machine",
        f"{VEHICLE} hit|struck ... {PERSON}|me|him|her",
        f"{WHO} ... seriously|badly|severely|critically injured|hurt|burned|burnt|wounded",
        "someone|somebody|person|people|child|man|woman|worker|driver|he|she ... injured|wounded",
        "one|two|three|four|five|several|many|multiple hurt|injured|wounded|unconscious",
        f"fell|fallen|falls|crashed|collapsed|toppled on|onto|into|over ... {VEHICLE}|house|tent|trailer with ... "
        f"{WHO}|people inside|in",
        "crash|accident|collision|wreck ... injured|injuries|hurt|trapped|bleeding|unconscious",
        "severed|amputated ... arm|leg|hand|finger|fingers",
        f"{WHO} ... fell ... roof|ladder|window|balcony|scaffold|scaffolding|stairs|bridge",
        "lost consciousness",
        "tree|pole|branch|wall|sign|crane|fence|limb|beam ... fell|fallen|landed|collapsed on ... someone|somebody|"
        "person|people|"
        "man|woman|child|kid|boy|girl|him|her|me|us|worker|pedestrian",
        "allergic reaction",
    ),
    "child": (
        "missing ... child|kid|boy|girl|toddler|baby|son|daughter|teen|teenager|children|grandson|granddaughter",
        f"{YOUNG} ... missing|disappeared|vanished|kidnapped|abducted|snatched|wandered",
        f"{YOUNG} ... lost|gone ... park|store|mall|street|school|beach|alone|crying|minutes|hour|hours|since",
        "lost child|toddler|boy|girl|kid|baby",
        "year|yr|years|month|months old is|has|went|got gone|missing|disappeared|vanished|lost",
        f"lost|misplaced {HIS} ... {YOUNG}",
        f"cant|cannot|couldnt|can find|locate|not {HIS}|find|old|year|little ... {YOUNG}",
        "kidnapped|kidnapping|kidnap|kidnaps|kidnapper|abducted|abduction|abducting|abduct",
        "amber alert",
        f"grabbed|snatched|grabbing|forced|dragged|dragging ... {YOUNG}|woman",
        f"stranger|man|somebody|someone took|taken|taking ... {YOUNG}",
        f"my|our {YOUNG} was|were|has|been taken",
        f"{YOUNG} ... alone ... street|road|car|highway|outside|home|traffic",
        f"{YOUNG} didnt|hasnt|never come|came|returned|returning ... home|back|school",
        f"{YOUNG} ... ran|runs|run away",
        "dementia|alzheimers ... wandering|wanders|wandered|lost|missing|highway|traffic",
        "missing|lost ... grandmother|grandfather|grandma|grandpa|dementia|alzheimers|elderly",
    ),
    "emergency": (
        "need|send|call|get|calling|needs|want ... ambulance|paramedics|paramedic|medic|911|112|ems",
        "ambulance|911 now|please|asap|quick|quickly|hurry|fast",
        "life threatening",
        "life or death",
        "medical emergency",
        "this|it is an|a|real emergency",
        "its an|a emergency",
        "im|am in danger",
        f"{WHO} ... going|about to die",
        "help ... dying|die",
        "lives|life in danger",
        "in immediate|grave|mortal danger",
        "mayday",
    ),
}
