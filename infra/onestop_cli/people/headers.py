"""The meaning of each column of a file of people: by its header, in several languages, or else by its content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onestop.domain.people.matching.one_spelling import plain

HEADERS: Mapping[str, str] = {
    "given": "given givenname givennames firstname first fname forename forenames nombre nombres nombredepila prenom"
    " prenoms vorname vornamen voornaam nomepropio primernombre prenome fornavn fornamn imie 名 名字 given_name_c1",
    "middle": "middle middlename middlenames mname secondname segundonombre zweitername deuxiemeprenom 中间名",
    "surname": "surname surnames lastname last lname familyname family sname apellido apellidos apellido1 apellido2"
    " primerapellido segundoapellido apellidopaterno apellidomaterno nachname familienname achternaam sobrenome"
    " cognome nomdefamille etternavn efternamn nazwisko secondsurname 姓 姓氏",
    "full": "name fullname names personname displayname nombrecompleto nombreyapellidos nomcomplet vollername nome"
    " nomecompleto naam nom 姓名 全名 contactname residentname whole",
    "birth": "dob birth birthdate dateofbirth birthday born bdate fechanacimiento fechadenacimiento nacimiento"
    " datenaissance datedenaissance geburtsdatum geboortedatum datanascimento datadenascimento datadinascita"
    " fnac fechanac 出生日期 生日 出生年月日 出生",
    "year": "birthyear yearofbirth yob by anonacimiento anodenacimiento geburtsjahr 出生年",
    "month": "birthmonth monthofbirth mob bm mesnacimiento mesdenacimiento geburtsmonat 出生月",
    "day": "birthday_day dayofbirth birthdayofmonth bd dianacimiento diadenacimiento geburtstag 出生日",
    "email": "email emailaddress mail emailaddr correo correoelectronico courriel adresseemail epost 邮箱 电子邮箱"
    " 电子邮件 邮件 email1 email2",
    "phone": "phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone phone1 phone2 telefono"
    " telefonos movil celular telefon handy telefonnummer telefone telephonenumber landline telefoon portable"
    " numerodetelefono 电话 手机 手机号 手机号码 电话号码 联系电话 homephone workphone contactnumber",
    "number": "streetnumber streetno housenumber houseno number addressnumber numero numerocasa hausnummer"
    " huisnummer numerodecasa stnumber 门牌号 门牌",
    "street": "address address1 addressline1 street streetname streetaddress addr addr1 direccion calle domicilio"
    " adresse rue strasse endereco rua indirizzo via adres 地址 住址 街道 postaladdress fulladdress homeaddress road",
    "second": "address2 addressline2 addr2 unit flat apartment apt piso complemento complement adresszusatz",
    "city": "city town suburb locality place ciudad localidad municipio poblacion ville stadt ort cidade citta"
    " comune stad plaats 城市 市 village district neighborhood neighbourhood",
    "postcode": "postcode postalcode zip zipcode plz cp codigopostal codepostal cep cap postnummer 邮编 邮政编码",
    "state": "state province provincia estado region county bundesland comunidad departamento 省 省份 territory",
    "identifier": "socsecid ssn socialsecurity socialsecuritynumber socialsecurityid socsec sin nationalid"
    " nationalidnumber idnumber identitynumber identitycard idcard nid dni nie nif curp cpf nhsnumber nhs passport"
    " passportnumber taxid tin personalnumber personnummer medicare healthcard driverlicense driverslicense"
    " licensenumber cedula rut steuerid nss 身份证 身份证号 身份证号码 证件号 证件号码 护照",
    "": "sex gender sexo geschlecht genre 性别 age edad alter",
}
FIELD_OF = {header: name for name, headers in HEADERS.items() for header in headers.split()}
OWNERS = re.compile(
    r"^(?:person|people|resident|customer|client|patient|contact|citizen|applicant|home|current|primary|res|mailing)"
)
PARTS_OF = re.compile(r"c[12]$")  # as R's RecordLinkage names them: fname_c1
MARKED = re.compile(r"(.+?)[-_](?:org|dup(?:[-_]?\d+)?)", re.IGNORECASE)  # FEBRL names its records so
AN_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
A_PHONE = re.compile(r"\+?[\d\s().-]{7,20}")
A_DATE = re.compile(r"(?:18|19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d|(?:18|19|20)\d{6}")
YEAR = re.compile(r"(?:18|19|20)\d\d")
OTHER_DATES = re.compile(r"creat|updat|regist|modif|joined|since|opened|closed|alta|visit|expir|last|fecha|时间|time")
ENOUGH, SEEN = 0.8, 200


def fold(header: str) -> str:
    return re.sub(r"[\W_]+", "", plain(header))


def field_of(header: str) -> str | None:
    """Returns the field that a header names; empty for a known column that is not compared."""
    folded = fold(header)
    for name in (folded, OWNERS.sub("", folded), PARTS_OF.sub("", folded), re.sub(r"\d$", "", folded)):
        if name in FIELD_OF:
            return FIELD_OF[name]
    return None


def looks_like_data(header: str) -> bool:
    """Returns whether a column's name looks like an address or birthday: then the first line is already a record."""
    found = (AN_EMAIL.fullmatch(header), A_DATE.fullmatch(header), header.isdigit() and len(header) >= 4)
    return any(found) or MARKED.fullmatch(header) is not None


def fields_of(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Returns the field of each column, by its position. Columns that are not about a person are left out."""
    found: dict[int, str] = {}
    for at, header in enumerate(headers):
        named = field_of(header)
        if named is None:
            named = by_content(header, [row[at].strip() for row in rows[:SEEN] if at < len(row) and row[at].strip()])
        if named:
            found[at] = f"identifier:{fold(header)}" if named == "identifier" else named
    return meaning_beside_others(found, headers)


def by_content(header: str, seen: Sequence[str]) -> str | None:
    """Returns the field of a column with an unknown header, if its content leaves no doubt."""
    if not seen:
        return None
    if sum(AN_EMAIL.fullmatch(each) is not None for each in seen) >= ENOUGH * len(seen):
        return "email"
    if sum(A_DATE.fullmatch(each) is not None for each in seen) >= ENOUGH * len(seen):
        years = sorted(int(year[0]) for each in seen if (year := YEAR.search(each)))
        of_births = bool(years) and years[-1] - years[0] >= 30 and not OTHER_DATES.search(fold(header))
        return "birth" if of_births else None
    written = [each for each in seen if A_PHONE.fullmatch(each) and 7 <= sum(map(str.isdigit, each)) <= 15]
    marked = [each for each in written if not each.isdigit()]
    return "phone" if len(written) >= ENOUGH * len(seen) and len(marked) >= ENOUGH * len(seen) else None


def meaning_beside_others(found: dict[int, str], headers: Sequence[str]) -> dict[int, str]:
    """Returns what a header means among others: `name` is a given name if there is only a surname besides, `nombre` the
    whole name if there is no surname, and `nom` the surname if there is `prénom`."""
    names = set(found.values())
    changed = dict(found)
    for at, name in found.items():
        folded = fold(headers[at])
        if name == "full" and "surname" in names and "given" not in names:
            changed[at] = "given"
        elif name == "full" and folded in ("nom", "naam") and "given" in names and "surname" not in names:
            changed[at] = "surname"
        elif name == "full" and folded == "nome" and "surname" in names:
            changed[at] = "given"
        elif name == "given" and folded in ("nombre", "nombres", "first") and "surname" not in names:
            changed[at] = "full"
        elif name == "street" and folded == "place":
            changed[at] = "city"
    return changed
