#!/bin/sh
# Check the programs that Farde calls, and install what is missing by apt-get when that is allowed
# (root, or sudo without a password). `system.sh test` adds what the browser journeys need.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
missing=

need() { # package, then the command that proves it is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

command_exists() { command -v "$1"; }
language() { tesseract --list-langs 2>/dev/null | grep -qx "$1"; }
font() { find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" -name "$1" 2>/dev/null | grep -q .; }
library() { /sbin/ldconfig -p 2>/dev/null | grep -q "$1" || find /usr/lib -name "$1" | grep -q .; }
office() { command_exists soffice && find /usr/lib/libreoffice /usr/lib64/libreoffice /opt/libreoffice* -name "lib$1lo.so" 2>/dev/null | grep -q .; }
mail_server() { command -v dovecot || test -x /usr/sbin/dovecot; }
# Robot Framework Browser asks for Node 20 or newer, with npm.
node_is_recent() { node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; }

need_all() {
    missing=
    need tesseract-ocr command_exists tesseract
    need tesseract-ocr-fra language fra
    need tesseract-ocr-nld language nld
    need tesseract-ocr-eng language eng
    need tesseract-ocr-osd language osd
    need poppler-utils command_exists pdftoppm
    need graphicsmagick command_exists gm
    need qpdf command_exists qpdf
    need ghostscript command_exists gs
    need libreoffice-writer-nogui office sw
    need libreoffice-calc-nogui office sc
    need libreoffice-impress-nogui office sd
    # What WeasyPrint draws letters with.
    need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 library libharfbuzz-subset.so.0
    need fonts-dejavu-core font DejaVuSans.ttf
    need fonts-liberation font LiberationSans-Regular.ttf
    # A Debian Python that is new enough but came without venv.
    if python3 -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        need python3-venv sh "$here/python.sh"
    fi
    if [ "${1:-}" = test ]; then
        need chromium command_exists chromium
        need nodejs node_is_recent
        need npm command_exists npm
        need dovecot-imapd mail_server
    fi
}

need_all "${1:-}"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root=sudo
else
    as_root=no
fi

if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installation des paquets / Installing packages:$missing"
    $as_root apt-get update -q
    # shellcheck disable=SC2086  # words are wanted
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    need_all "${1:-}"
    [ -n "$missing" ] || exit 0
fi

cat >&2 <<TEXT
Il manque des paquets du système ; installez-les, puis recommencez :
Some system packages are missing; install them, then try again:
    sudo apt-get install$missing
TEXT
exit 1
