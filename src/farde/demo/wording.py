"""Fixed words of Belgian letters, in French and Dutch."""

from datetime import date

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
WORDS = {
    "fr": {
        "dated": "{place}, le {date}",
        "reference": "Nos références : {ref}",
        "contact": "Votre correspondant : {officer}",
        "subject": "Objet : {subject}",
        "unknown": "non communiqué",
        "received": "REÇU LE",
        "mail": "COURRIER ENTRANT",
        "counter": "GUICHET SOCIAL",
        "interview": "ENTRETIEN",
        "page": "Page {page}",
        "cpas": "CPAS/Département de l'action sociale/Section scan et classement/1030 Schaerbeek",
        "home": "Bruxelles",
        "colon": " :",
    },
    "nl": {
        "dated": "{place}, {date}",
        "reference": "Onze referentie: {ref}",
        "contact": "Contactpersoon: {officer}",
        "subject": "Betreft: {subject}",
        "unknown": "niet meegedeeld",
        "received": "ONTVANGEN OP",
        "mail": "INKOMENDE POST",
        "counter": "SOCIAAL LOKET",
        "interview": "ONDERHOUD",
        "page": "Bladzijde {page}",
        "cpas": "OCMW/Departement sociale actie/Afdeling scan en klassement/1030 Schaarbeek",
        "home": "Brussel",
        "colon": ":",
    },
}


def words(language: str) -> dict[str, str]:
    """Return the fixed words of a language, ``fr`` or ``nl``."""
    return WORDS[language]


def month_name(day: date, language: str) -> str:
    """Return the name of the month of a date."""
    return MONTHS[language].split()[day.month - 1]


def long_date(day: date, language: str) -> str:
    """Return a date in full, as letters bear it: ``12 mars 2026``."""
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number} {month_name(day, language)} {day.year}"
