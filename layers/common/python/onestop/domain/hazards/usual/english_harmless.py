"""Phrases that only sound like danger in English. Written as in `hazards.phrases`."""

from __future__ import annotations

ENGLISH_HARMLESS = (
    "fire hydrant|hydrants|station|stations|department|departments|dept|truck|trucks|engine|engines|fighter|"
    "fighters|"
    "lane|lanes|zone|zones|code|codes|permit|permits|pit|pits|place|places|drill|drills|escape|escapes|exit|"
    "exits|door|"
    "doors|extinguisher|extinguishers|sprinkler|sprinklers|alarm|alarms|detector|detectors|safety|inspection|"
    "inspections|inspector|inspectors|marshal|marshall|marshals|chief|chiefs|captain|hazard|hazards|prevention|"
    "insurance|risk|risks|ant|ants|sale|wood|hall|tower|road|watch|ban|bans|rating|rated|proof|retardant|report|"
    "reports|"
    "record|records|victim|victims|damage|damaged|debris|box|boxes|boat|boats|crew|crews|academy|museum|brigade|"
    "service|"
    "services|district|protection|suppression|system|systems|connection|plug|plugs|hose|hoses|tax|fee|fees|relief|"
    "season|lookout|tv|stick|tablet|trail|gear|uniform|union|test|training|course|plan|plans|warden|map|maps|"
    "commissioner|board|dance|dancer|dancers|siren|sirens|stations|screen|ring|rings|rules|regulations|"
    "regulation|ordinance|incident|proofing|resistant|stairs|gate|pump|house|opal|island|works|cracker|crackers",
    "firehydrant|fireworks",
    "camp|cease|camping|forest|brush|wild fire|fires permit|ban|ring|rules|map|season|prevention|risk|pit",
    "camp|bon fire|fires",
    "cease|friendly fire",
    "hire|hired|hiring and fire",
    "fire him|her|whoever",
    "should|must|to|will|would|should|please fire the|that|this|your|every|all|these ... mayor|director|manager|"
    "staff|"
    "employee|employees|driver|drivers|inspector|guy|person|chief|contractor|people|worker|workers|clerk|"
    "commissioner",
    "fire the mayor|director|manager|driver|inspector|contractor|clerk|chief|people|staff|employee|guy",
    "damaged|destroyed|gutted|displaced by|in|after ... fire",
    "after|since|following a|the|our|last fire",
    "victims of ... fire|fires|shooting|violence",
    "fire and rescue|police|ems|safety",
    "police and|or fire",
    "free|new|install|installation|replace|replacing|test|testing|battery|batteries|chirping ... smoke|fire|"
    "monoxide|co "
    "alarm|alarms|detector|detectors",
    "smoke|fire|monoxide|co|smoking alarm|alarms|detector|detectors|shop|shops|free|test|testing|break|law|ban|"
    "inspection|pollution|stack|signal|screen|program|giveaway",
    "smoke|smell|smells ... cigarette|cigarettes|cigar|cigars|marijuana|weed|tobacco|cannabis|barbecue|bbq|grill|"
    "chimney|"
    "pot|vape|vaping|incense|fireplace|hookah|firepit",
    "cigarette|cigarettes|cigar|marijuana|weed|tobacco|barbecue|bbq|grill|chimney|hand|secondhand|vape|diesel|"
    "incense|fireplace|cannabis|hookah ... smoke|smell|smells|smoking",
    "burning leaves|wood|incense|man|calories|cd|question|man",
    "light|lights|lamp|lamps|bulb|streetlight|streetlights is|are|stays|stay|keeps burning",
    "gas station|stations|bill|bills|price|prices|tax|card|cap|permit|permits|grill|pump|pumps|utility|"
    "mask|powered|blower|blowers|mower|mowers|mileage|money|fireplace|detector|detectors|emission|emissions|"
    "inspection|account|customer|guzzler|log|lamp|lamps|marking|"
    "markings|installation|hookup|application|vehicle|vehicles|receipt|leaf|rebate",
    "greenhouse|landfill|natural gas emissions|emission|bill|price|prices|vehicle|vehicles|buses|company|service|"
    "program",
    "gas leak|leaks detector|detectors|inspection|drill|training|class",
    "smoke|gas test|testing ... sewer",
    "gas is on|off sale|special|average",
    "gas ... is on sale",
    "how much ... gas",
    "water|faucet|sink|shower|drain smell|smells|smelling|smelled|taste|tastes ... rotten|chlorine|chemical|chemicals",
    "water has|have ... smell|odor|rotten|chlorine",
    "rotten|rotting egg|eggs ... trash|garbage|bin|dumpster|fridge|cart",
    "smell|smells|smelling|stink|stinks ... garbage|trash ... rotten|eggs",
    "shooting a|an|the|our|some|my|another film|movie|video|commercial|documentary|photo|music|scene|tv|episode|series",
    "shooting a|an|our|my|some student|short|music|school|class|small|independent film|movie|video|documentary",
    "food|pizza|cake|music|place|band is|was|are the bomb",
    "shooting film|movie|video|videos|photos|pictures|pics|footage|hoops|baskets|basketball|range|star|stars|"
    "pain|pains|"
    "location|permit|permits|schedule|script|gallery|arrows",
    "shot a|some|the|my|our|this|these video|film|photo|photos|picture|pictures|footage|movie",
    "shot video|film|photos|pictures",
    "video|film|movie|photo|scene|footage|picture|pictures|photos was|were|is|are shot",
    "suspension|brakes|nerves|engine|credit|alignment is|are shot",
    "film|movie|video|photo|wedding|tv|fashion|commercial|photography|skeet|target|trap|trouble shooting|shoot|shooter",
    "stop|still|keep|keeps|are|is|kids|neighbors|people|off|been|were shooting|firing|shoot ... fireworks|bottle|"
    "firecrackers|hoops|baskets|basketball|rockets",
    "shooting|shoots|shoot off ... fireworks|rockets|firecrackers",
    "water|hydrant|sewage ... shooting",
    "shot|shots of",
    "took|take|taking|attached|attaching|attach|sending|send|sent|upload|uploaded a|this|the|some|two|my shot|shots",
    "flu|covid|booster|vaccine|rabies|tetanus|allergy|vitamin|screen|mug|long|moon|measles|polio|"
    "vaccination shot|shots",
    "shot|shots clinic|glass|glasses|clock|put|record|records",
    "gunshot detector|detectors|detection|sensor|sensors|contract|technology|system|systems|victims|data|locator|"
    "statistics|wound|survivors",
    "shooting|shot|gunfire detector|detection|sensor|spotter",
    "shotspotter",
    "gun show|shop|shops|store|stores|range|permit|permits|license|licence|licenses|licensing|safe|safety|"
    "control|law|"
    "laws|buyback|club|violence|registration|dealer|owner|owners|rights|locker|locks|lock|training|salute|ban|"
    "policy|"
    "restrictions|reform|free|legislation",
    "glue|nail|heat|radar|spray|speed|water|toy|staple|caulk|squirt|nerf|massage|paint|grease|price|tattoo|scanner|"
    "laser|bb|hot|top|young|airsoft|sealant|caulking gun|guns",
    "knife sharpening|sharpener|set|shop",
    "butter|putty|utility|pocket|kitchen knife ... found|lost|sharpening",
    "water|weapon balloon|bottle bomb|weapons",
    "weapons permit|policy|license|ban|collection",
    "bath|photo|f|seed|stink|bug|flea|cherry|glitter|water|smoke bomb|bombs",
    "bomb cyclone|shelter|squad",
    "explosion of ... rats|rodents|mosquitoes|population|popularity|costs|rents|prices|weeds|tourists|raccoons|pigeons",
    "exploded|exploding in number|numbers|popularity",
    "population|price explosion",
    "bag|bags|tire|tires|toilet|prices|rents|costs exploded|exploding|explode",
    "murder hornet|hornets|mystery",
    "kids|children playing|pretend ... guns|swords",
    "plastic|rubber gun|guns|sword|swords|knife",
    "killing|kills|killed|kill ... grass|trees|tree|plants|bees|weeds|lawn|time|business|battery|vibe|flowers|shrubs",
    "kill|killing|killed my|our|the|some|these|those grass|lawn|tree|trees|plants|business|flowers|weeds|rats|"
    "bees|wasps|"
    "roaches|mosquitoes|bugs|ants|mice",
    "shooting practice|drill|drills|guard|slot|hours|sports|coach",
    "light|lights|traffic|noise|heat|smell|dust|bill|bills|music|allergies|pollen|stairs|wait|commute is|"
    "are killing me",
    "it|this|that is killing me",
    "it's|its|that's|thats killing me",
    "dying to use|see|know|go|play|visit|try|hear|swim|read|find|learn|return|meet",
    "explosion|explosions|bang|booms of|from|like fireworks|firecrackers",
    "breaking into song|pieces|business",
    "breaking in ... new|shoes",
    "robbery report|statistics|squad",
    "attacking|attacked|attacks my|our|the lawn|garden|plants|trees|roses|problem",
    "trap|traps|trapped raccoon|raccoons|animal|cat|dog|squirrel|rat|rats|skunk|possum|bird|kitten|opossum|mouse|"
    "deer|bat|"
    "bats|fox|ducks",
    "raccoon|raccoons|animal|cat|dog|squirrel|skunk|possum|bird|kitten|opossum|kittens|ducklings|bat|duck|deer|fox "
    "is|got|are|was|been|has|fell|and trapped|stuck|buried|injured|dying|unresponsive|drowned|lost|missing|in|into",
    "raccoon|raccoons|cat|dog|squirrel|skunk|possum|kitten|kittens|ducklings|duck|deer trapped|stuck|missing|dying",
    "injured raccoon|animal|cat|dog|squirrel|bird|deer|goose|pigeon|hawk|owl|gull|opossum",
    "dead|dying animal|raccoon|cat|dog|squirrel|bird|deer|tree|trees|rat|skunk|possum|pigeon|plants|opossum|end|"
    "branch|branches|tree|bulb|battery|goose|fish|limb|grass|seagull",
    "dying|dead body of water",
    "tree|trees|grass|plants|lawn|bush|bushes|flowers|shrubs is|are|looks|look|seems dying|dead|bleeding",
    "missing|lost cat|dog|pet|bird|phone|wallet|keys|manhole|sign|signs|sidewalk|cover|trash|bin|cart|lid|slat|"
    "street|stop|bike|package|mail|payment|ball",
    "missing swing|seat|equipment|bike|bikes|toys|slide|street|stop",
    "kid|kids|child|boys|girls|childrens bike|bikes|scooter|toy|toys|shoe|shoes|jacket|backpack|helmet",
    "child support|seat|care",
    "suicide prevention|awareness|hotline|barrier|barriers|walk|lifeline|squad|statistics|doors|training|lane",
    "overdose prevention|awareness|kit|kits|training|statistics|data|response|deaths|rates|education",
    "carbon monoxide|dioxide detector|detectors|alarm|alarms|inspection|sensor|emissions|emission|certificate|"
    "rules|"
    "requirement|law|compliance|testing",
    "carbon dioxide",
    "co founder|op|pay|chair|owner",
    "heart attack prevention|grill",
    "property|asset|land seizure|seizures",
    "seizure of",
    "bleeding color|colors|ink|paint|edge|heart|hearts|brakes|radiator|radiators|money|budget|disposal|control",
    "choking hazard|weeds|traffic|vine|vines",
    "choking the|our|my street|sidewalk|creek|drain|drains|garden|tree|trees|road|neighborhood",
    "domestic violence shelter|shelters|program|programs|hotline|resources|services|class|classes|awareness|"
    "training|"
    "month|counseling|advocate|grant|information|office",
    "shelter|shelters|resources|classes for|on|about ... violence|abuse",
    "lead|food|rat|rodent poisoning|poison",
    "blood drive|donation|test|pressure|bank",
    "self harm prevention",
    "drowning in ... paperwork|debt|trash|noise|garbage|weeds|bills|leaves|work|litter|taxes|tickets",
    "drowning prevention|out",
    "drowning out",
    "unresponsive to|landlord|staff|website|department|office|app|page|button|agency|contractor",
    "passed out flyers|leaflets|papers|candy|pamphlets|samples",
    "flyers|leaflets|papers|pamphlets|samples|masks|bags ... passed out",
    "labor day|law|laws|dispute|department|union|costs|standards",
    "accident|crash report|reports|statistics|data|history",
    "household ... hazmat|hazardous|chemical|chemicals",
    "hazmat drop|pickup|collection|day|disposal|event|certification|endorsement|route|suit|team",
    "chemical|chemicals|hazardous|toxic disposal|collection|waste|toilet|drop|toilets",
    "radiation therapy|oncology",
    "diesel|exhaust fumes ... bus|buses|idling|truck|trucks",
    "jump|jumping start|rope|castle|house",
    "die|dying battery|phone|engine|laughing|light",
    "fell off|in ... truck|love|pothole",
    "water main|mains|bill|bills ... rising|rises",
    "rising water bill|rates",
    "wire|wires|cable|cables fence|fencing|mesh|basket",
    "barbed wire",
    "cable|phone|telephone|internet|fiber|tv wire|wires|line|lines|cable|cables",
    "cable company|tv|internet|service ... down",
    "power|electric|light pole|poles ... painted|number|graffiti|poster|posters",
    "bridge|roof ... collapsed ... repaired|rebuilt",
    "collapsed|collapsing lung|box|boxes|fence|bin|cart|table|chair|sign|tent",
    "sinking|sunken manhole|sidewalk|pavement|road",
    "fight ... ticket|tickets|city|hall|citation|fine|crime|graffiti|blight|eviction|climate",
    "suspicious bag of trash",
    "no longer|not need ... ambulance",
    "ambulance bill|bills|fee|fees|charge|noise|siren|sirens|service|company|invoice|records|parking",
    "call 911 center|dispatcher|job|records|recording",
    "911 dispatcher|operator|jobs|address|memorial|records|center|call|ceremony",
    "new|non emergency",
    "medical emergency services|contact|plan|room",
    "people|they|kids ... fighting ... parking|spots|ticket",
    "stuck in ... traffic|snow|mud|tree|line|ice",
)
