#!/bin/sh
# Give Robot Framework Browser its Node parts, once for each version; the browser itself is Debian's.
set -eu
cd "$(dirname -- "$0")/.."

stamp=.venv/.rfbrowser-stamp
wanted=$(grep -i '^robotframework-browser==' requirements.txt)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi
mkdir -p build
echo "Node parts of $wanted (npm ci; log: build/rfbrowser.log)"
if ! .venv/bin/rfbrowser init --skip-browsers >build/rfbrowser.log 2>&1; then
    tail -n 40 build/rfbrowser.log >&2
    exit 1
fi
printf '%s\n' "$wanted" >"$stamp"
