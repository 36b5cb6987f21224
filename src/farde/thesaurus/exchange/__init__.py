"""The thesaurus as files: tables and SKOS are written, read and compared; nothing is applied."""
