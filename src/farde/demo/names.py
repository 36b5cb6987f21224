"""Invented names and addresses that sound like Brussels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """First names and invented family names that go together."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _origin(women: str, men: str, families: str) -> Origin:
    return Origin(tuple(women.split()), tuple(men.split()), tuple(families.split("/")))


FLEMISH = _origin(
    "Griet Marijke Lotte Katrien Hilde Femke",
    "Joris Bram Wouter Dirk Stijn Maarten",
    "Vandermolenveld/De Klapbeek/Verstraelmans/Van Lindenaer/Peerenboomen/Hofkensdal/De Wittemaer",
)
WALLOON = _origin(
    "Chantal Amandine Bérengère Josiane Élodie Maryline",
    "Thierry Ghislain Loïc Benoît Marcel Corentin",
    "Delvaurin/Lambrecourt/Herbinot/Moncharent/Dubrulois/Thirimont/Wauthelin/Bastinelle",
)
MAGHREB = _origin(
    "Nadia Khadija Samira Yasmina Loubna Fatiha",
    "Rachid Youssef Hamza Mounir Ayoub Driss",
    "El Mansouriani/Benyachoubi/Ait Lahmidou/Bouzerkane/El Fassiri/Chakrounane/Tazroutini",
)
TURKISH = _origin(
    "Ayşe Zeynep Emine Derya",
    "Mehmet Emre Kemal Serkan",
    "Yildizsoyu/Karademirel/Ozkayanlar/Demirsoyan",
)
AFRICAN = _origin(
    "Grâce Aminata Espérance Mariama Clarisse Divine",
    "Jean-Bosco Ousmane Dieudonné Mamadou Patrice Ibrahima",
    "Mbuyimbala/Kalongwenda/Ilungwadi/Tshibangwele/Diallombe/Ndiayeko/Uwimanziro",
)
EASTERN = _origin(
    "Mirela Agnieszka Oksana Daniela Svetlana",
    "Florin Piotr Bogdan Dragan Sorin",
    "Popescianu/Nowakiewska/Dimitreskov/Kowalinsko/Marinescaru",
)
SOUTHERN = _origin(
    "Conceição Rosaria Inés Graziella",
    "Duarte Salvatore Joaquim Vincenzo",
    "Ferreirinhal/Cardosales/Bellantinori/Rossignanelli",
)
EASTWARD = _origin(
    "Rania Shirin Selam Maryam",
    "Firas Farhad Tesfay Nazar",
    "Al Hamwirati/Rahimzadehi/Nazariyan/Tesfamikelo",
)

FRENCH_SPEAKING = (
    WALLOON,
    MAGHREB,
    MAGHREB,
    AFRICAN,
    AFRICAN,
    TURKISH,
    EASTERN,
    SOUTHERN,
    EASTWARD,
)
DUTCH_SPEAKING = (FLEMISH, FLEMISH, FLEMISH, MAGHREB, TURKISH, EASTWARD)

COMMUNES = (
    ("1030", "Schaerbeek", "Schaarbeek"),
    ("1030", "Schaerbeek", "Schaarbeek"),
    ("1030", "Schaerbeek", "Schaarbeek"),
    ("1030", "Schaerbeek", "Schaarbeek"),
    ("1000", "Bruxelles", "Brussel"),
    ("1020", "Bruxelles", "Brussel"),
    ("1070", "Anderlecht", "Anderlecht"),
    ("1080", "Molenbeek-Saint-Jean", "Sint-Jans-Molenbeek"),
    ("1140", "Evere", "Evere"),
    ("1210", "Saint-Josse-ten-Noode", "Sint-Joost-ten-Node"),
)

STREETS = (
    ("Rue du Merle-Siffleur", "Fluitende-Merelstraat"),
    ("Avenue des Quatre-Lanternes", "Vier-Lantaarnslaan"),
    ("Chaussée du Vieux-Clapier", "Oude-Klapierensteenweg"),
    ("Rue de la Fontaine-aux-Ânes", "Ezelsfonteinstraat"),
    ("Place du Marronnier-Creux", "Holle-Kastanjeplein"),
    ("Rue des Papillons-Bleus", "Blauwe-Vlindersstraat"),
    ("Rue du Grand-Pochoir", "Grote-Sjabloonstraat"),
    ("Avenue de la Girouette", "Windhaanlaan"),
    ("Rue des Trois-Encriers", "Drie-Inktpottenstraat"),
    ("Impasse du Chat-Perché", "Kat-op-het-Dakgang"),
)
