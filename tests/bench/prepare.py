"""People a new site with the personas and one dossier, and print the dossier's number.

Run beside a started instance: ``python prepare.py ZOPE_CONF``.
"""

import sys
from datetime import date

from farde.core import background
from farde.demo.content import create_users
from farde.dossier import operations
from farde.setuphandlers import table


def dossier_of_caseworker1() -> str:
    """Create the users of the groups' table, a person and a dossier; return its number."""
    create_users(table("demo", "users.csv"))
    person = operations.register_person(
        first_name="Amina", last_name="Exemple", language="fr", birth_date=date(1985, 7, 30)
    )
    return operations.open_dossier(person, caseworker="caseworker1").getId()


if __name__ == "__main__":
    background.start(sys.argv[1])
    with background.open_site():
        sys.stdout.write(background.committing(dossier_of_caseworker1) + "\n")
