#!/bin/sh
# Assemble the instance with buildout.cfg: eggs/, parts/, bin/. Buildout gets an environment of its
# own, with the pinned tools and nothing else, so that what it assembles comes from its own list.
set -eu
cd "$(dirname -- "$0")/.."

tools=build/buildout
python=$(sh instance/python.sh)
[ -x "$tools/bin/python" ] || "$python" -m venv "$tools"
pin() { grep -i "^$1==" requirements.txt; }
env PIP_DISABLE_PIP_VERSION_CHECK=1 "$tools/bin/python" -m pip install -q \
    "$(pin pip)" "$(pin setuptools)" "$(pin wheel)" "$(pin zc.buildout)" -c requirements.txt
echo "Buildout ; environ trois minutes la première fois. / About three minutes the first time."
# Build back ends that pip fetches for source packages obey the same pins.
PIP_CONSTRAINT="$PWD/requirements.txt" "$tools/bin/buildout" -c buildout.cfg "$@"
FARDE_HOME=parts/instance FARDE_VAR=instance/var "$tools/bin/python" instance/configure.py
echo "bin/start démarre tout / starts everything; bin/instance fg, bin/worker -P threads -B"
