#!/usr/bin/env bash
# Makes the virtual environment with the first Python of 3.11 or newer. Usage: make-venv.sh DIR
set -euo pipefail

for python in python3 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Making $1 with $("$python" --version)"
    exec "$python" -m venv "$1"
  fi
done
echo "kiosk needs Python 3.11 or newer with venv (Debian 12, Ubuntu 24.04 or newer have it)." >&2
exit 1
