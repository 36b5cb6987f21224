#!/bin/sh
# Collect the strings of the code into locales/farde.pot and bring each language up to date.
# French follows the code; what is new in the others, or fuzzy because the French has changed, is
# for the translator: tests/setup/test_catalogues.py names it.
set -eu
cd "$(dirname -- "$0")/../src/farde"

python=../../.venv/bin/python
i18ndude=../../.venv/bin/i18ndude
tidy=../../instance/tidy_catalogues.py
pot=locales/farde.pot
complaints=$(mktemp)
trap 'rm -f "$complaints"' EXIT

if ! $i18ndude rebuild-pot --no-line-numbers --pot "$pot" --create farde . ../../profiles 2>"$complaints"; then
    cat "$complaints" >&2
    exit 1
fi
$python "$tidy" "$complaints"
for language in fr nl en; do
    po=locales/$language/LC_MESSAGES/farde.po
    mkdir -p "$(dirname "$po")"
    touch "$po"
    $i18ndude sync --pot "$pot" "$po"
done
$python "$tidy"
