"""The thesaurus: Profil > Type de document > Inventaire, as the centre's own words."""
