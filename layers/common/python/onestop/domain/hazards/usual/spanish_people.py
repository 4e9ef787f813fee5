"""Phrases that people write in Spanish when somebody is in danger. Accents do not matter. Written as in
`hazards.phrases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
ARM = "pistola|pistolas|arma|armas|rifle|cuchillo|cuchillos|machete|navaja|escopeta|revolver|fusil|granada|hacha"

SPANISH_PEOPLE: Mapping[str, Sequence[str]] = {
    "weapon": (
        "disparos|disparando|disparan|dispararon|disparandole|balazos|balazo|balacera|tiroteo|tiroteos|baleado|baleada|"
        "balearon|plomazos|tirotean|ametralladora|francotirador|pistolero|baleando",
        "disparo|disparar|disparon|disparandonos ... a|contra|gente|persona|calle|escuela|alguien",
        "alguien|hombre|tipo|sujeto|vecino|esta ... disparando|disparo|tirando|echando ... bala|balas|tiros|balazos|"
        "afuera|calle|casa",
        "escucho|escuche|oigo|oi|oyen|oimos|escuchamos|escuchan|suenan|hay|se ... tiros|disparo|balas|detonaciones|"
        "detonacion",
        "a tiros|balazos|punaladas",
        "tiros ... afuera|calle|escuela|ahora|parque|vecino|esquina",
        "echando|tirando|soltando ... balas|tiros|balazos|bala",
        "le|les|me|nos|lo dispararon|disparo|dispara|apunta|apunto|apuntan|apuntaron|apunalaron|apunalo|acuchillaron",
        f"con un|una|su|el|la ... {ARM}",
        f"con|trae|tiene|lleva|porta|saco|sacó|amenaza|amenazando|apuntando|cargando|blande|trajo ... {ARM}",
        "arma de fuego|blanca",
        "armas de fuego",
        "hombre|hombres|sujeto|sujetos|tipo|tipos|persona|gente|individuo|individuos|asaltante ... armado|armados|"
        "armada",
        "apunalado|apunalada|apunalaron|apunalo|apunalando|acuchillado|acuchillaron|apunalar|navajazo|navajazos",
        "herido|herida ... de bala|arma",
    ),
    "violence": (
        "me|nos|lo|la|le|los|te|quiere|quieren|va|van|intenta|esta ... matar|asesinar|violar|estrangular|ahorcar|"
        "matando|"
        "ahorcando|estrangulando|violando",
        "va|van|amenaza|amenazo|amenazan|quiere a|con matar|matarme|matarla|matarlo|matarnos",
        "matarnos|matarla|matarlo|matandola|matandolo|matandome",
        "quiere|quieren|va|van|intenta|amenaza|amenazo ... matarme",
        "asesinato|asesino|asesinaron|mataron|asesinando|homicidio",
        "golpeando|golpea|golpean|pegando|pega|pegan|agrediendo|agrede|atacando|ataca|atacan|maltratando ... a|"
        "esposa|mujer|hijo|"
        "nino|nina|ella|persona|madre|vecina|novia|me|perro",
        "le|la|lo|me|nos|les|los ... esta|estan golpeando|pegando|atacando|agrediendo|asaltando|robando",
        "me|nos|la|lo pega|golpea|golpeo|pego|atacan|ataca|atacaron|asaltan|asaltaron|agrede|agredio|violo|violaron",
        "atacado|atacada|agredida|agredido|violada por",
        "violacion|violador|violada",
        "asalto|atraco ... ahora|mano|armada|curso|tienda|banco|proceso|calle",
        "asaltando|asaltaron|asaltan|atracando",
        "robando ... ahora|casa|tienda|banco|carro|vecino|vecina",
        "estan|esta|quieren|quiere|intenta|intentan|tratan|trata ... entrar|meterse|entrando|metiendo|"
        "forzando ... casa|puerta|ventana|"
        "apartamento|fuerza",
        "se metio|metieron|entro|entraron ... a|en ... mi|nuestra casa",
        "hay|ladron|ladrones|intruso|intrusos|desconocido ... en|dentro ... mi casa",
        "ladron|ladrones ... casa|dentro|ahora|entrando",
        "intruso|intrusos",
        "violencia domestica|familiar|intrafamiliar",
        "rehen|rehenes",
        "pelea|rina|peleando|peleandose ... calle|afuera|cuchillo|golpes|machete|grande|gente|hombres|personas",
        "disturbios|motin",
        "no me|la|nos deja|dejan salir|ir",
        "gritando|grita|gritos ... auxilio|ayuda",
        "auxilio",
    ),
    "suicide": (
        "suicidio|suicidar|suicidarse|suicidarme|suicida|suicido|suicidarte|suicidandose",
        "quitarme|quitarse|quitar ... la vida",
        "matarme|matarse|mato yo|solo|mismo|misma|me",
        "quiero|quiere|voy|va|pienso|piensa a|en matarme|matarse|morirme|morirse|morir",
        "me|se|quiero|quiere|voy|va ... morir|morirme|matarme|matarse|ahorcar|ahorcarme|ahorcarse",
        "ya no quiero|quiere|puedo vivir|seguir|mas",
        "no quiero|quiere vivir|seguir",
        "va|quiere|amenaza|intenta|voy|esta|punto|se ... saltar|tirarse|aventarse|lanzarse|tirarme|aventarme|brincar|"
        "aventar|tirar|"
        "lanzar ... puente|edificio|techo|azotea|balcon|ventana|vias",
        "acabar|terminar con mi|su|la vida",
        "hacerme|hacerse|haciendose|lastimarme|lastimarse|cortandose|cortarme|cortarse ... dano|venas|munecas",
        "se ... cortando ... venas|munecas|brazos",
        "se ahorco|colgo",
        "mejor|estaria|estar muerto|muerta",
    ),
    "medical": (
        "no|ni|dejo|dificultad|cuesta|apenas|puedo|puede|sin ... respira|respirar|respiro|respiran|respirando|"
        "respiracion",
        "falta|faltando ... aire|respiracion",
        "no|ni|sin tiene|hay|encuentro|encuentran|siento|se ... pulso|siente",
        "inconsciente|inconciente|desmayado|desmayada|desmayo|desmayó|convulsionando|convulsiona|convulsiones|"
        "convulsion",
        "no ... despierta|despertar|reacciona|responde|mueve|desperto|reacciono ... " + WHO,
        f"{WHO} ... no ... despierta|despertar|reacciona|responde|mueve|desperto|reacciono",
        "no se|me despierta|mueve",
        "no despierta|reacciona|responde ni|a ... estimulos|nada|respira",
        "cayo|caido|caida|tirado|tirada ... no ... levantarse|levanta|pararse|moverse|mueve|responde|reacciona",
        "perdio|perdido ... conocimiento|conciencia|sentido",
        "infarto|infartos|infartando|infartado",
        "ataque|paro al|del corazon",
        "paro cardiaco|cardiorrespiratorio|respiratorio",
        "ataque cardiaco|epileptico|asmatico|asma",
        "dolor ... pecho",
        "derrame cerebral",
        "embolia|epiléptico|anafilaxia|anafilactico",
        "sangrando|sangra|desangrando|desangra|desangrandose|hemorragia|sangrado",
        "perdiendo|perdido|mucha|charco|banado|banada|llena|lleno ... sangre",
        "sobredosis",
        f"{WHO}|se|me|esta ... ahogando|atragantando|asfixiando|ahogo|atraganto|muriendo|muere|asfixia",
        "atragantado|atragantada|atragantandose|muriendose|asfixiandose",
        "envenenado|envenenada|envenenamiento|intoxicado|intoxicada|intoxicados|veneno ... tomo|trago|comio|bebio",
        "tomo|trago|bebio|ingirio|comio ... pastillas|cloro|veneno|lejia|pila|raticida|detergente|pilas",
        "dando|dar a luz",
        "parto|pariendo|contracciones",
        "se ... rompio ... fuente",
        "cadaver|cuerpo sin|de|tirado vida",
        "cadaver",
        "cuerpo sin vida",
        "hombre|mujer|persona|cuerpo|bebe|nino muerto|muerta",
        "atropello|atropellaron|atropellado|atropellada|arrollo|atropellan",
        "choque|accidente|volcadura ... heridos|herido|herida|lesionado|lesionados|atrapado|atrapados|grave|graves",
        "herido|herida|heridos|lesionado|quemado|quemada ... grave|graves|gravemente|gravedad|suelo|calle|sangre",
        "hay ... heridos|muertos|lesionados",
        f"{WHO} ... herido|herida|heridos|inconscientes",
        f"{WHO}|se ... cayo|caido ... techo|escalera|andamio|balcon|ventana|puente|azotea|piso",
        "tirado|tirada|desplomo|desplomado ... calle|suelo|piso|banqueta|acera|reacciona|mueve",
        "amputado|amputo|corto ... brazo|mano|dedo|pierna|dedos",
        "reaccion alergica",
    ),
    "child": (
        f"{YOUNG} ... perdido|perdida|perdio|desaparecio|desaparecido|desaparecida|extraviado|extraviada|extravio|"
        "perdidos|desaparecidos",
        f"desaparecio|desaparecido|desaparecida|extraviado|extravio|perdido|perdida|perdio|perdi|perdimos ... {YOUNG}",
        f"no ... encuentro|encontramos|aparece|encuentran|encuentra|hallo|localizo ... a|mi|el|la ... {YOUNG}",
        f"{YOUNG} de ... anos|anitos|meses ... perdio|perdido|perdida|desaparecio|extravio",
        f"no aparece ... {YOUNG}",
        f"{YOUNG} ... no ... aparece|regresa|llego|regreso|volvio|encuentro|encontramos|encuentra",
        "secuestro|secuestraron|secuestrado|secuestrada|secuestrar|secuestrando|secuestran|secuestros|raptaron|rapto|"
        "raptado|plagio|"
        "levantaron|plagiaron|secuestrador ... a|nino|nina|mi|hijo|hija|mujer|persona|alguien|ahora",
        "secuestro|secuestraron|secuestrado|secuestrada|secuestrar|secuestrando|raptaron|raptado|raptaban",
        f"se ... llevaron|llevo|robaron|robo|jalaron|subieron ... {YOUNG}|fuerza",
        f"robaron|robo|robandose a|al|mi|un|una ... {YOUNG}",
        f"llevaron|llevarse|quitaron|subir a|al ... {YOUNG}",
        f"{YOUNG} ... solo|sola|solos ... calle|carretera|perdido|llorando|avenida|trafico|casa",
        "alerta amber",
        "persona|anciano|anciana|abuelo|abuela|senor|senora|adulto ... desaparecida|desaparecido|extraviado|"
        "extraviada|alzheimer",
    ),
    "emergency": (
        "necesito|necesitamos|manden|envien|llamen|urge|mande|ocupo|pidan|llame|mandar|necesita|"
        "ambulancia ... ambulancia|paramedicos|911|112",
        "ambulancia ... urgente|rapido|ya|favor|por|urge",
        "es una emergencia",
        "emergencia medica|real|grave",
        "vida o muerte",
        "peligro ... muerte|vida|inminente",
        "corre|corren|estoy|estamos|esta en|gran peligro",
        "se ... va|esta|estan a|muriendo morir",
        "me muero|estoy muriendo",
        "socorro",
    ),
}
