#!/bin/sh
# Make or update .venv from requirements.txt, and put farde into it as an editable package.
# A stamp over what it is made from makes the second run immediate.
set -eu
cd "$(dirname -- "$0")/.."

stamp=.venv/.farde-stamp
log=build/install.log

if [ -x .venv/bin/python ] && ! .venv/bin/python -c '' 2>/dev/null; then
    echo "Le Python de .venv a disparu : il est refait. / The Python of .venv is gone: made anew."
    rm -rf .venv
fi
if [ ! -x .venv/bin/python ]; then
    python=$(sh instance/python.sh)
    echo "Environnement virtuel avec $python"
    "$python" -m venv .venv
fi

wanted=$(cat requirements.txt pyproject.toml instance/venv.sh | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

mkdir -p build
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --no-input"
total=$(grep -c '==' requirements.txt)
echo "Installation de $total paquets Python ; trois à cinq minutes la première fois (journal : $log)"
# The exit code passes through a file: POSIX sh has no pipefail.
{ $pip -r requirements.txt 2>&1 || echo failed >"$log.failed"; } | tee "$log" | awk -v total="$total" '
    /^(Collecting|Requirement already satisfied: [^ ]*==)/ { n++; if (n % 50 == 0) print "  " n " / " total " trouvés" }
    /^Building wheel|^Installing collected/ { print "  " substr($0, 1, 60) " ..." }
    { fflush() }'
if [ -e "$log.failed" ]; then
    rm -f "$log.failed"
    grep -v '^WARNING' "$log" | tail -n 30 >&2
    exit 1
fi
$pip -q --no-deps --no-build-isolation -e .
.venv/bin/python -m pip --disable-pip-version-check check
printf '%s\n' "$wanted" >"$stamp"
