#!/bin/sh
# Makes .venv with a Python that is new enough, and installs the requirements named as argument:
# only files whose digest is written there.
# Runs before anything of ours is installed: plain sh, no package.
set -eu

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if is_new_enough "$name"; then command -v "$name"; return; fi
    done
    echo "Il faut Python 3.11 ou plus récent, et aucun n’a été trouvé. Installez-le (https://www.python.org/downloads/), puis relancez." >&2
    exit 1
}

if ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Préparation de .venv avec $("$python" --version)"
    if ! "$python" -m venv --clear .venv; then
        rm -rf .venv
        echo "L’environnement n’a pas pu être créé. Sous Debian ou Ubuntu : sudo apt-get install python3-venv, puis relancez." >&2
        exit 1
    fi
fi

echo "Installation des paquets de $1 (une à deux minutes la première fois)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$1" || {
    echo "L’installation a échoué : vérifiez l’accès au réseau (ou au miroir de paquets), puis relancez." >&2
    exit 1
}
