#!/usr/bin/env bash
# Creates .venv with everything that the product and its tests need. Safe to repeat.
set -euo pipefail
cd "$(dirname "$0")/.."

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "No Python 3.11 or newer was found. On Debian or Ubuntu: apt-get install python3" >&2
  return 1
}

# Debian and Ubuntu keep venv's own pip in a package of its own
create_venv() {
  local python=$1 version admin=()
  "$python" -m venv .venv 2>/dev/null && return
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if [ "$(id -u)" != 0 ]; then admin=(sudo -n); fi
  echo "This Python cannot make a virtual environment; installing python${version}-venv"
  if ! { "${admin[@]}" apt-get update -qq && "${admin[@]}" apt-get install -y -qq "python${version}-venv"; }; then
    echo "Please install it once as an administrator: apt-get install python${version}-venv" >&2
    return 1
  fi
  rm -rf .venv
  "$python" -m venv .venv
}

python=$(find_python)
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  rm -rf .venv
  echo "Creating .venv with $("$python" --version)"
  create_venv "$python"
fi
echo "Installing packages (about 2 GB with the numeric libraries; a few minutes the first time)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
touch .venv/.complete
echo "Set-up complete"
