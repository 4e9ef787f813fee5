"""Phrases that only sound like danger in Spanish. Written as in `hazards.phrases`."""

from __future__ import annotations

ANIMAL = (
    "gato|gata|gatito|gatitos|perro|perra|perrito|perros|"
    "mapache|ardilla|pajaro|animal|animales|rata|zorrillo|paloma|ave|mascota|venado"
)

SPANISH_HARMLESS = (
    "contra|hidrante|hidrantes|boca|toma|tomas|alarma|alarmas|detector|detectores|extintor|extintores|riesgo|"
    "puerta|salida|prueba|"
    "sistema|simulacro|seguro|prevencion|brigada|rociadores|inspeccion|permiso|temporada|zona de|contra incendio|"
    "incendios",
    "contra|anti incendio|incendios|fuego",
    "proteccion|prevencion|escalera|salida|puerta|equipo|manguera|seguridad ... contra|de ... incendio|incendios",
    "fuegos artificiales|pirotecnicos",
    "fuego artificial|pirotecnico|olimpico|nuevo|lento|amigo",
    "alto|cese el|al fuego",
    "juegos|show|espectaculo de|con fuego|pirotecnia",
    "detector|detectores|alarma|alarmas de humo|monoxido|gas|incendio|incendios|co",
    "humo|olor|huele|oler ... cigarro|cigarros|cigarrillo|tabaco|marihuana|mariguana|parrilla|asado|asador|"
    "carbon|barbacoa|chimenea|"
    "incienso|comida",
    "cigarro|cigarrillo|tabaco|marihuana|parrilla|asado|barbacoa|chimenea ... humo|olor",
    "humo negro|del camion|camiones|autobus|autobuses|bus|vehiculos",
    "camion|camiones|autobus|autobuses ... humo",
    "basura|hojas|hojarasca ... quemado|quemada|quemaron",
    "foco|focos|bombilla|lampara|luminaria|farola|luz ... quemado|quemada|fundido|fundida",
    "foco|lampara|luminaria|bombilla ... se ... quemo|fundio",
    "estacion|estaciones|cuartel|camion|museo|dia de bomberos",
    "gasolinera|gasolineras",
    "estacion|precio|recibo|cuenta|factura|cobro|pago|tarifa|servicio|medidor|lectura|conexion|instalacion|"
    "contrato|subsidio|estufa|"
    "costo|compania|empresa|cilindro|tanque de|del gas|gasolina",
    "gas lacrimogeno|natural|pimienta|carbonico ... precio|factura|tarifa",
    "agua|llave|grifo|drenaje ... huele|olor|sabe ... huevo|huevos|cloro",
    "huele|olor ... huevo|huevos podridos ... agua|drenaje|basura",
    "olor|huele ... cloro ... agua|alberca|piscina",
    "disparo|dispararon|disparan|disparando|disparado|disparar ... precio|precios|renta|rentas|costos|recibo|"
    "alarma|alarmas|casos|tarifa|"
    "impuesto|impuestos|factura|foto|camara|flash|cuenta|alquiler|alquileres|quejas|consumo|cohetes|fuegos",
    "precio|precios|renta|rentas|costos|recibo|alarma|alarmas|casos|tarifas|impuestos|alquileres|"
    "consumo ... disparo|dispararon|disparan|"
    "disparado|disparando",
    "detector|detectores|sensor|sensores|sistema de disparos",
    "disparador",
    "tiro al|con blanco|arco|aire|chimenea|penal|libre",
    "permiso|licencia|registro|portacion|entrega|canje|control|programa|campana|tenencia|desarme ... de|para|"
    "sobre ... armas|arma",
    "armas de juguete",
    "pistola de|pistolas agua|juguete|silicon|clavos|pintura|calor|silicona|riego|radar|pegamento",
    "pistola ... agua|juguete|silicon|clavos|pintar|radar|engrapadora",
    "cuchillo|cuchillos ... afilar|cocina|mesa|plastico",
    "se arma|armo|armar|arman",
    "bomba|bombas de|para agua|bombeo|riego|drenaje|gasolina|calor|achique|aire|bano",
    "bomba hidraulica|sumergible|centrifuga",
    "explosion|exploto de ... poblacion|natalidad|ratas|color|colores|mosquitos|turismo",
    "explosion|exploto ... llanta|neumatico|globo|demografica|precios",
    "llanta|neumatico|globo|bolsa ... exploto|revento",
    "tubo|tuberia|fuga|llave|toma|drenaje|caneria ... agua ... exploto|revento",
    "explotacion",
    "cachetes|juego|obra|pelicula|libro ... asesinato|asesino",
    "matar|mata|matan|matando|mataron ... hierba|hierbas|maleza|mosquitos|ratas|cucarachas|arboles|plantas|"
    "plagas|tiempo|cesped|abejas|"
    "arbol|hormigas|pasto|perros|gatos",
    "ataque|ataca|atacan|atacando ... plaga|plagas|planta|plantas|arbol|arboles|problema|jardin|cultivos",
    f"{ANIMAL} ... atrapado|atrapada|atrapados|herido|herida|muerto|muerta|muertos|atropellado|atropellada|"
    "perdido|perdida|ahogado|"
    "desaparecido|extraviado|encerrado|atorado",
    f"muerto|herido|atropello|atropellaron|atropellado|perdi|perdio|perdido|rescate|desaparecio ... {ANIMAL}",
    "arbol|arboles|planta|plantas|cesped|pasto|rama|ramas ... muerto|muerta|muertos|muriendo|muere|seca|mueren",
    "tiempo|hora|punto|angulo|calle muerto|muerta|muertas",
    "naturaleza muerta",
    "prevencion|linea|semana|campana|dia|taller|charla|platica del|de|contra ... suicidio|sobredosis|secuestro|"
    "incendios|violencia|"
    "adicciones|ahogamientos",
    "platica|charla|taller|curso|informacion|capacitacion|conferencia ... suicidio|sobredosis|primeros|violencia|"
    "incendios|rcp|monoxido",
    "refugio|albergue|centro|programa|oficina|orientacion|apoyo|asesoria|instituto ... violencia|victimas",
    "certificado|acta de defuncion|muerte",
    "banco|donacion|donar|analisis|prueba|examen|tipo|presion ... sangre",
    "me muero|muriendo de risa|calor|hambre|frio|ganas|pena|verguenza|sueno|sed",
    "morir|muero de risa|calor|aburrimiento|hambre",
    "ahogado|ahogada|ahogados|ahogando|ahogandonos|ahogamos ... deudas|basura|trabajo|trafico|impuestos|recibos|"
    "papeleo|ruido",
    "tubo|lavabo|fregadero|excusado|drenaje|caño ... ahogado",
    "atrapado|atrapados|atrapada ... trafico|trafico|nieve|burocracia",
    "cable|cables|linea de|del internet|telefono|television|tele|cablevision|fibra",
    "cable|linea|lineas telefonico|telefonicos|telefonica|telefonicas|internet",
    "linea|lineas ... caida|caidas ... internet|telefono|atencion|sistema",
    "pagina|sistema|internet|senal|red|servicio ... caido|caida|cayo",
    "linea electrica|de ... nueva|solicitud",
    "perdi|perdio|perdido|perdida|robo|robaron|desaparecio ... mochila|bicicleta|juguete|cartera|celular|"
    "documentos|llaves|gafas|chamarra|"
    "credencial|acta|tarjeta|pasaporte|licencia",
    "asiento|ropa|bicicleta|zapato|juguete|acta|mochila|escuela|silla|bici|juguetes de|del|para|de mi ... nino|"
    "nina|bebe|hijo|hija|ninos",
    "bicicleta|mochila|juguete|zapato|chamarra ... de mi|su hijo|hija",
    "aviso|permiso|dia|parque|clase|curso|festival del|de|para nino|ninos",
    "choque|accidente sin heridos|lesionados",
    "reporte|copia|acta|parte ... accidente|choque|robo|asalto|incendio",
    "corto|corte de luz",
    "primer|primeros auxilios|auxilio",
    "auxilio|auxilios vial|psicologico|escolar",
    "fondo|programa|numero|telefono|plan|puerta|salida|escalera|luz|luces|alojamiento|vivienda|despensa|ayuda|"
    "freno de emergencia",
    "colapso|colapsado|colapsada ... vial|trafico|drenaje|sistema|transito|servicio|hospital|linea",
    "residuos|desechos|basura|materiales|recoleccion ... quimicos|toxicos|peligrosos|peligroso",
    "cloro|quimico ... comprar|alberca|piscina",
    "banos quimicos",
    "bano quimico",
    "sirena|ruido|ruidos|cobro|factura|recibo|cuenta|estacionamiento ... ambulancia|ambulancias",
    "rodar|filmar|grabar|rodaje|filmacion|escena|pelicula|video ... tiroteo|disparos|persecucion|explosion|incendio",
    "cae|cayo|cayeron ... hojas|rama|ramas|nieve|letrero|senal|granizo|lluvia",
    "pared|muro|barda|casa ... pintada|grafiti|graffiti|pintaron",
    "gotera|gotea ... techo",
    "agua ... subio|sube|subiendo ... precio|tarifa|recibo",
    "recibo|tarifa|precio|factura ... agua ... sube|subiendo|subio",
    "pago|boleta|recibo ... se perdio|perdido",
    "sin pasar|novedad",
    "mujer|mujeres maravilla",
)
