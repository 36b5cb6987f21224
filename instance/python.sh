#!/bin/sh
# Print the Python to use: 3.12 first (the pins were proven with it), then 3.13, then any newer
# python3. Each candidate is tried by running it: a pyenv shim may exist and still refuse.
set -eu
# Where .python-version stands, so that pyenv offers these versions.
cd "$(dirname -- "$0")/.."

usable() {
    "$1" -c 'import sys, venv, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 12))' \
        >/dev/null 2>&1
}

for name in ${PYTHON:-} python3.12 python3.13 python3; do
    if usable "$name"; then
        # The real path: a shim would change its mind in another folder.
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done

cat >&2 <<'TEXT'
Farde demande Python 3.12 ou 3.13, avec les modules venv et sqlite3 ; aucun n'a été trouvé.
  Debian 13 : apt-get install python3 python3-venv
  ailleurs  : pyenv install 3.12   (https://github.com/pyenv/pyenv), ou PYTHON=/chemin/vers/python3.12 make start
Farde needs Python 3.12 or 3.13, with the modules venv and sqlite3; none was found.
  Debian 13 : apt-get install python3 python3-venv
  elsewhere : pyenv install 3.12   (https://github.com/pyenv/pyenv), or PYTHON=/path/to/python3.12 make start
TEXT
exit 1
