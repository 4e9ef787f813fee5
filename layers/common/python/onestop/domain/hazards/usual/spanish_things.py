"""Phrases that people write in Spanish when things are dangerous. Accents do not matter. Written as in
`hazards.phrases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMELL = "huele|uele|guele|hule|olor|oler|oliendo|olores|huelo|olemos|apesta|peste|hiede"
LEAK = "fuga|fugas|escape|escapando|escapa|fugando|saliendo|filtrando|perdida"
WHO = (
    "alguien|persona|personas|hombre|mujer|nino|nina|ninos|ninas|bebe|senor|senora|muchacho|muchacha|chico|chica|joven|"
    "vecino|vecina|esposo|esposa|marido|hijo|hija|hijos|hermano|hermana|madre|padre|mama|papa|abuela|abuelo|anciano|"
    "anciana|"
    "trabajador|trabajadores|obrero|obreros|conductor|ciclista|peaton|gente|amigo|amiga|familia|el|ella|senorita|"
    "alumno|estudiante|paciente|tio|tia|primo|novia|novio|companero|policia"
)
YOUNG = (
    "nino|nina|ninos|ninas|bebe|hijo|hija|hijos|menor|chiquillo|nieto|nieta|sobrino|sobrina|hijito|hijita|adolescente"
)
VEHICLE = "carro|coche|auto|camion|autobus|tren|camioneta|moto|vehiculo|bus|metro|guagua|tranvia"
WATER = (
    "rio|agua|lago|canal|piscina|alberca|pozo|mar|puerto|muelle|vias|laguna|arroyo|alcantarilla|bahia|estanque|presa"
)
BUILT = (
    "edificio|casa|techo|pared|muro|puente|andamio|balcon|barda|piso|losa|grua|tunel|zanja|escalera|torre|mina|cielo"
)

SPANISH_THINGS: Mapping[str, Sequence[str]] = {
    "gas": (
        f"{SMELL} ... gas|propano|metano",
        f"{SMELL} ... huevo|huevos podrido|podridos",
        "gas|propano huele|apesta",
        f"{LEAK} ... de gas|propano",
        f"gas {LEAK}|fugandose|escapandose",
        "fuga|escape ... gas",
        "se ... escapa|sale|fuga|tira ... gas",
        "tuberia|tubo|linea|valvula|medidor|manguera|tanque|cilindro|bombona|garrafa ... gas ... rota|roto|abierta|"
        "abierto|"
        "perforada|perforado|fuga|silba|pierde",
        "rompieron|rompio|golpearon|perforaron|perforo|reventaron|picaron|danaron ... gas",
        "lleno|llena|llenos|inundado|inundada de gas",
        "contador|medidor|valvula|tuberia|tubo|tanque|cilindro|bombona ... gas ... silba|chifla|suena|fuga",
        "hay gas en|por ... pasillo|edificio|casa|aire|escalera|sotano|cocina|cuarto",
        "gas ... en el|la ... pasillo|escalera|sotano|vestibulo|elevador|ascensor",
        "dejaron|dejo|deje|dejado ... gas ... abierto|abierta|prendido",
    ),
    "fire": (
        "incendio|incendios|incendia|incendiando|incendiandose|incendiado|incendiaron|insendio",
        "fuego|llamas|llamaradas|lumbre",
        "se ... quema|queman|quemando|incendia|incendio|prendio|prendieron",
        "quemandose",
        "esta|estan ... ardiendo|quemando|quemandose|incendiando|incendiandose",
        "ardiendo|arde|arden ... casa|edificio|carro|coche|cerro|monte|bosque|basurero|apartamento|auto|techo|cuarto",
        f"casa|edificio|{VEHICLE}|cerro|monte|apartamento|techo|contenedor|basurero|cocina|tienda|poste|bodega|"
        "cuarto ... "
        "ardiendo|arde|quemandose|llamas|quemando",
        f"{SMELL} ... quemado|humo|chamuscado|quema",
        "humo ... saliendo|sale|sube|llena|negro|denso|espeso|pasillo|edificio|casa|cuarto|escalera|enchufe|ventana|"
        "techo",
        "sale|saliendo|salir|veo|vemos|hay|mucho|lleno|llena|bastante|tanto ... humo",
        "alarma|detector de incendios|incendio|humo ... sonando|suena|activada|activo|activado|pitando",
        "necesitamos|necesito|manden|envien|llamen ... bomberos",
        "le|les prendieron|prendio|prenden fuego",
    ),
    "explosion": (
        "explosion|explosiones|exploto|explotaron|explotando|estallo|estallido|estallaron|explota|explosivo|explosivos",
        "exploto|revento ... tanque|cilindro|caldera|transformador|boiler|bombona",
        "bomba ... casera|explotar|exploto|amenaza|mochila|edificio|escuela",
        "amenaza|aviso de bomba",
        "hay una bomba",
        "granada",
        "paquete|maleta|mochila|bolsa|objeto sospechoso|sospechosa",
        "volo|volaron en pedazos",
    ),
    "wires": (
        "cable|cables|linea|lineas|tendido|alambre|alambres ... caido|caidos|caida|caidas|pelado|pelados|chispas|"
        "chispeando|"
        "electricos|electrico|electrica|vivo|suelto|sueltos|tirado|tirados|expuestos|expuesto|cayo|cayeron|tension|"
        "echando|corriente",
        "se ... cayo|cayeron|caido|reventaron|revento ... cable|cables|linea|lineas|poste|postes|transformador",
        "cayo|cayeron|caido|revento ... cable|cables|poste|transformador",
        "poste|postes ... luz|electrico|electrica|electricidad ... caido|cayo|cayendo|chispas|caerse|derribado|tirado",
        "poste|postes|transformador ... caido|chispas|chispeando|chisporrotea|echando|exploto|humo",
        "cable|cables|alambre|alambres ... colgando|cuelga|cuelgan|colgado|colgados|arrancado|arrancados",
        "chispas|chispazos|chispeando|chisporroteando|chispea|chisporrotea",
        "electrocuto|electrocutado|electrocutada|electrocutando|electrocutarse|electrocucion|electrocuta|"
        "electrocutaron",
        "descarga|toque|choque electrica|electrico",
        "cortocircuito|corto circuito|electrico",
        "cortocircuito",
    ),
    "collapse": (
        "derrumbe|derrumbo|derrumbando|derrumbandose|derrumbaron|derrumba|desplome|colapso|colapsando|colapsa|"
        f"colapsado ... {BUILT}|"
        "personas|gente|atrapados|obra|familia|encima",
        f"{BUILT} ... derrumbo|derrumbando|derrumbandose|derrumba|derrumbado|derrumbe|colapso|colapsando|colapsa|"
        "desplomo|hundio|colapsado",
        f"se ... cayo|cae|cayendo|viene|vino ... {BUILT}|abajo",
        f"{BUILT} ... cayo|cayendo|cayendose|cae|encima ... encima|gente|personas|abajo|sobre|dentro",
        f"se esta|estan cayendo|derrumbando|hundiendo ... {BUILT}|edificio",
        f"{WHO} ... atrapado|atrapada|atrapados|atrapadas|sepultado|sepultados|enterrado|prensado|prensada|aplastado|"
        "aplastada|aplasto",
        "atrapado|atrapada|atrapados|atrapadas|encerrado|encerrada|encerrados|atorado|atorada|atorados ... elevador|"
        "ascensor|escombros|"
        "carro|coche|auto|dentro|incendio|casa|sotano|cueva|tunel",
        "atrapados|sepultados|soterrado",
        f"{YOUNG} ... encerrado|encerrada|solo|sola|dejaron|dejado ... carro|coche|auto|vehiculo",
        "no ... podemos|puedo|pueden|puede salir ... edificio|casa|elevador|ascensor|cuarto|humo|carro",
        f"{BUILT}|poste|marquesina|fachada|chimenea ... a punto de|por caer|caerse|derrumbarse|desplomarse|venirse",
        "escombros ... personas|gente|debajo|bajo|atrapado",
    ),
    "water": (
        "ahogando|ahoga|ahogado|ahogada|ahogarse|ahogo|ahogandose|ahogan|ahogaron ... en|rio|mar|lago|piscina|"
        "alberca|agua|playa|canal|"
        "nino|nina|persona|hombre|mujer|alguien|ayuda",
        f"{WHO}|se ... ahogando|ahoga|ahogando|ahogo|ahogaron|ahogandose",
        "ahogandose|ahogado|ahogada|ahogando",
        f"{WHO}|se ... cayo|caido|caida|cayeron|aventaron|resbalo|lanzo ... al|a|en ... {WATER}",
        f"{VEHICLE} ... cayo|caido|hundio|fue ... al|a|en|dentro ... {WATER}|barranco|zanja|socavon",
        f"{WHO}|nos|se|lo|la|corriente|rio|agua|ola ... arrastro|arrastrado|arrastra|arrastrando|llevo|"
        "lleva ... corriente|rio|agua|mar|ola",
        "arrastrado|arrastrada|arrastro|arrastra ... corriente|rio|agua|mar",
        "atrapado|atrapados|atrapada|varados|varado ... inundacion|agua|rio|creciente|techo|inundada",
        "inundacion|inundado|inundada|inundadas|creciente|inundando ... atrapado|atrapada|atrapados|gente|personas|"
        "techo|familia|ninos|ahogan",
        "agua|rio|nivel ... subiendo|sube|desbordo|desbordado|desbordando",
        "barco|lancha|bote|panga|kayak|barca ... hunde|hundiendo|hundiendose|hundio|volco|volteo|naufrago",
        "se ... hundiendo|hunde ... barco|lancha|bote|carro|panga",
        "corriente|rio|ola|agua ... arrastro|arrastra|arrastrando|llevo ... persona|gente|nino|nina|carro|coche|"
        "hombre|mujer|auto|alguien",
        "maremoto|tsunami",
    ),
    "monoxide": (
        "monoxido",
        "alarma|detector de monoxido ... sonando|suena|activo|activado|pitando",
        "suena|sono|sonando|activo|pitando ... alarma|detector de monoxido",
        "alarma|detector de monoxido ... no|ni para|deja|calla|apaga|cesa",
        "alarma|detector de co ... sonando|suena|activo|pitando",
        "todos|familia|toda|estamos ... mareados|mareo|mareos|mareada|intoxicados|vomitando",
        "gases|humo de|del escape|calentador|brasero|anafre|generador ... mareados|mareada|mareado|casa|dormidos|"
        "cuarto",
    ),
    "chemical": (
        "derrame|derramo|derramaron|derramado|fuga|nube|escape|derramando ... quimico|quimicos|quimica|acido|"
        "amoniaco|cloro|toxico|toxica|"
        "combustible|gasolina|mercurio|peligroso|peligrosos|diesel|radiactivo|pesticida",
        "quimico|quimicos|quimica|acido|amoniaco|cloro|mercurio|gasolina|combustible ... derramado|derramados|"
        "derrame|fuga|derramo|regado|"
        "derramandose|derramando",
        "pipa|cisterna|tractocamion|tanquero|camion ... volco|volcada|volcado|volteo|fuga|derramando|derrame|"
        "combustible",
        "olor|huele ... quimico|quimicos|amoniaco|cloro|acido|toxico",
        "gases|gas|humo|vapores|nube|sustancia|material toxico|toxicos|toxica|venenoso|venenosos|peligroso|radiactivo",
        "radiacion|radiactivo|radiactividad",
    ),
}
