"""What is printed on pages of ours, in both languages: it is written once, for whoever reads it."""

#: What became of a piece: for the list on the letter, French and Dutch.
OUTCOMES = {
    "shown": ("dans le texte", "in de tekst"),
    "logo": ("petite image, non reprise", "kleine afbeelding, niet overgenomen"),
    "aside": ("non repris", "niet overgenomen"),
    "twice": ("déjà joint", "al bijgevoegd"),
    "closed": ("non affiché", "niet getoond"),
}

#: Why a piece cannot be shown, French and Dutch.
WHY = {
    "absent": (
        "Ce type de fichier ne peut pas être converti ici.",
        "Dit type bestand kan hier niet worden omgezet.",
    ),
    "broken": (
        "Le fichier est incomplet ou endommagé.",
        "Het bestand is onvolledig of beschadigd.",
    ),
    "encrypted": (
        "Le fichier est protégé par un mot de passe.",
        "Het bestand is met een wachtwoord beveiligd.",
    ),
    "memory": (
        "Le fichier demande trop de mémoire.",
        "Het bestand vraagt te veel geheugen.",
    ),
    "timeout": (
        "La conversion du fichier prend trop de temps.",
        "De omzetting van het bestand duurt te lang.",
    ),
    "unknown": (
        "Ce type de fichier ne s'affiche pas en pages.",
        "Dit type bestand kan niet als pagina's worden getoond.",
    ),
    "too_deep": (
        "Il se trouve dans un message ou une archive imbriqués trop profondément.",
        "Het zit te diep in berichten of archieven.",
    ),
    "too_large": (
        "Il est trop grand pour être ouvert.",
        "Het is te groot om te worden geopend.",
    ),
    "too_many": (
        "Le message contient trop de pièces : celles-ci n'ont pas été ouvertes.",
        "Het bericht bevat te veel bijlagen: deze werden niet geopend.",
    ),
}

NOTICE = ("Pièce jointe non affichée", "Bijlage niet getoond")
KEPT = (
    "La pièce reste dans l'original reçu, qui est conservé tel quel.",
    "De bijlage blijft in het ontvangen origineel, dat ongewijzigd wordt bewaard.",
)
CUT = (
    "Le texte continue dans l'original reçu.",
    "De tekst gaat verder in het ontvangen origineel.",
)
NO_TEXT = ("Message sans texte", "Bericht zonder tekst")
NO_SUBJECT = ("Sans objet", "Zonder onderwerp")
NO_NAME = ("Sans nom", "Zonder naam")
HEADERS = (
    ("From", ("De", "Van")),
    ("To", ("À", "Aan")),
    ("Cc", ("Copie", "Kopie")),
    ("Date", ("Date", "Datum")),
)
PIECES = ("Pièces jointes", "Bijlagen")


def both(pair: tuple[str, str]) -> str:
    """Return words in both languages, once where they are the same."""
    return " · ".join(dict.fromkeys(pair))
