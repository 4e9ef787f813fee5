"""Different names of one person: what friends say, and what the register says."""

from __future__ import annotations

GROUPS = """
alexander alex sandy xander sasha alejandro
alexandra alex sandra sandy alejandra sasha
andrew andy drew andres
anthony tony antonio anton toni
antonia toni
barbara barb babs
benjamin ben benny benji
catherine katherine kathryn cathy kathy kate katie kitty katy catalina
charles charlie chuck carlos carl
christina christine chris tina cristina
christopher chris kit cristobal
daniel dan danny
david dave davy
deborah deb debbie debra
dolores lola
dorothy dot dottie
edward ed eddie ted ned eduardo
eleanor ellie nell nora elena
elizabeth liz beth betty eliza lisa libby bess isabel
emily em emmy
enrique quique henry hank harry
eugene gene
francis frank fran francisco paco pancho kiko
frances fran francisca paquita
frederick fred freddie federico
gabriel gabe
george jorge
gerald gerry jerry
gregory greg gregorio goyo
guadalupe lupe
ignacio nacho
isabella bella izzy isabel
jacob jake
james jim jimmy jamie jaime santiago diego
jennifer jen jenny
jessica jess jessie
jesus chucho chuy
john jack johnny jon juan
jonathan jon john
joseph joe joey jose pepe
josefa pepa josephine
josephine jo josie
joshua josh
judith judy judi
kenneth ken kenny
lawrence larry laurence lorenzo
leonard leo len lenny
louis lou lewis luis
madeleine madeline maddie maddy
manuel manolo manny
margaret maggie meg peggy marge rita margarita greta
mary maria molly polly
matthew matt mateo
maximilian max
michael mike mick mickey miguel
mercedes merche
nancy ann
natalie nat
nathaniel nathan nat nate
nicholas nick nico nicolas
patricia pat patty trish tricia
patrick pat paddy patricio
paul pablo
peter pete pedro
philip phil felipe
rebecca becky becca
richard rick dick rich ricky ricardo
robert bob rob bobby robbie bert roberto
ronald ron ronnie
rosario charo
samuel sam sammy
samantha sam
sarah sally sara
stephen steve steven esteban
susan sue susie susana
teresa terry tess theresa tere
theodore ted theo teddy
thomas tom tommy tomas
timothy tim timmy
valentina vale
victoria vicky tori vicki
vincent vince vicente
william will bill billy liam guillermo willy
zachary zach zack
"""
NAMES_OF: dict[str, frozenset[int]] = {}
for number, line in enumerate(GROUPS.strip().splitlines()):
    for word in line.split():
        NAMES_OF[word] = NAMES_OF.get(word, frozenset()) | {number}


def same_name(one: str, other: str) -> bool:
    """Whether two given names may be one person's."""
    return bool(NAMES_OF.get(one, frozenset()) & NAMES_OF.get(other, frozenset()))
