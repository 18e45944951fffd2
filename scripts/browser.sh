#!/usr/bin/env bash
# Makes sure that the browser tests can run: Debian's chromium and a font with Chinese characters.
# Where they cannot be installed it says what is missing; the tests then skip, loudly.
set -uo pipefail

missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
[ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -eq 0 ] && exit 0

admin=()
if [ "$(id -u)" != 0 ]; then admin=(sudo -n); fi
echo "Installing for the browser tests: ${missing[*]}"
if "${admin[@]}" apt-get update -qq && "${admin[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null; then
  exit 0
fi
echo "MISSING: ${missing[*]} - the browser tests will be skipped. Install with: apt-get install ${missing[*]}" >&2
exit 0
