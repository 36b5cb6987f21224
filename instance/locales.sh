#!/bin/sh
# Collect the strings of the code into locales/farde.pot and bring each language up to date.
set -eu
cd "$(dirname -- "$0")/../src/farde"

i18ndude=../../.venv/bin/i18ndude
pot=locales/farde.pot
mkdir -p locales
touch locales/manual.pot
$i18ndude rebuild-pot --pot "$pot" --create farde --merge locales/manual.pot . ../../profiles
for language in fr nl en; do
    po=locales/$language/LC_MESSAGES/farde.po
    mkdir -p "$(dirname "$po")"
    touch "$po"
    $i18ndude sync --pot "$pot" "$po"
done
$i18ndude list -p farde -t 1 2>/dev/null || true
