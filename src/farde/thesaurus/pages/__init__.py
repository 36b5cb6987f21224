"""The pages on which the centre reads its thesaurus, and proposes and decides what changes."""
