"""Persons, households and the dossier: its number, caseworker, team and referents."""
