#!/usr/bin/env bash
# Installs the Debian/Ubuntu packages that are missing. Usage: system-packages.sh window|real
set -euo pipefail

# Python, what Qt's wheels load at run time (offscreen and in a real window), fonts for other scripts
window=(python3 python3-venv libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0
        libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 fonts-dejavu-core
        fonts-droid-fallback)
# what the tests with real printers and a real window start
real=(xvfb xauth xdotool x11-xkb-utils cups cups-client cups-ipp-utils cups-filters avahi-daemon dbus ghostscript)
# what a real Indico stands on; it also needs Python 3.12 and headers to build its database driver
real+=(postgresql postgresql-client libpq-dev gcc redis-server)

case "${1:-window}" in
  window) wanted=("${window[@]}") ;;
  real) wanted=("${window[@]}" "${real[@]}") ;;
  *) echo "usage: $0 window|real" >&2; exit 2 ;;
esac

command -v apt-get >/dev/null || {
  echo "This machine has no apt-get: please install the counterparts of: ${wanted[*]}" >&2
  exit 0
}

installed() {
  # the second form is for names that Ubuntu 24.04 provides by another package (libglib2.0-0t64)
  dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed ||
    dpkg-query -W -f='${db:Status-Status}\n' "$1t64" 2>/dev/null | grep -qx installed
}

# a Python of one's own (pyenv, deadsnakes) that can make environments needs none from the system
has_python() { python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

missing=()
for package in "${wanted[@]}"; do
  case "$package" in python3 | python3-venv) has_python && continue ;; esac
  installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "Please install as root: apt-get install ${missing[*]}" >&2
    exit 1
  }
  sudo="sudo"
fi
echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
$sudo apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
