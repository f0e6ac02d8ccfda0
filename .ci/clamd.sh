#!/usr/bin/env bash
# Installs and starts clamd with one signature of its own, the EICAR test file, for test/integration/files-clamd.test.ts.
#   .ci/clamd.sh start   prints the address for CLAMD_TEST_ADDRESS when the scanner answers
#   .ci/clamd.sh stop
#   .ci/clamd.sh install   only that
# No signatures are downloaded. The state of the running scanner is in $state.
set -euo pipefail

state="${CLAMD_STATE:-${TMPDIR:-/tmp}/mutabik-clamd}"

say() { printf '%s\n' "$*" >&2; }

# A policy that lets no package start its services: the scanner of this script is the only one wanted.
install_clamd() {
  command -v clamd >/dev/null && return
  local policy=/usr/sbin/policy-rc.d own=no
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    own=yes
  fi
  export DEBIAN_FRONTEND=noninteractive
  local status=0
  { timeout 300 apt-get update && timeout 600 apt-get install -y --no-install-recommends clamav-daemon; } </dev/null >&2 || status=$?
  if [ "$own" = yes ]; then rm -f "$policy"; fi
  return "$status"
}

stop() {
  [ -f "$state" ] || return 0
  local pid data
  read -r pid data <"$state"
  if kill "$pid" 2>/dev/null; then
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$pid" 2>/dev/null || true
  fi
  rm -rf "$data" "$state"
}

# Answers PONG on its socket.
answers() {
  python3 - "$1" <<'PY'
import socket, sys
with socket.socket(socket.AF_UNIX) as s:
    s.settimeout(1)
    s.connect(sys.argv[1])
    s.sendall(b"zPING\0")
    sys.exit(0 if s.recv(16) == b"PONG\0" else 1)
PY
}

start() {
  stop
  install_clamd
  local data
  data="$(mktemp -d "${TMPDIR:-/tmp}/clamd-XXXXXX")"
  mkdir "$data/db" "$data/tmp"
  # Name, any file type, any offset, the 68 bytes of the test file.
  printf 'Mutabik.Test.Eicar:0:*:%s\n' \
    "$(printf '%s%s' 'X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-' 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*' | od -An -tx1 | tr -d ' \n')" \
    >"$data/db/test.ndb"
  cat >"$data/clamd.conf" <<CONF
Foreground yes
DatabaseDirectory $data/db
TemporaryDirectory $data/tmp
LocalSocket $data/clamd.sock
FixStaleSocket yes
StreamMaxLength 25M
MaxThreads 4
CONF
  # As root it would change to its own user, who may not read the folder.
  if [ "$(id -u)" = 0 ]; then printf 'User root\n' >>"$data/clamd.conf"; fi
  setsid clamd --config-file="$data/clamd.conf" </dev/null >"$data/log" 2>&1 &
  local pid=$!
  printf '%s %s\n' "$pid" "$data" >"$state"
  for _ in $(seq 120); do
    if answers "$data/clamd.sock" 2>/dev/null; then
      printf 'unix:%s/clamd.sock\n' "$data"
      return 0
    fi
    if ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.5
  done
  say 'clamd did not start:'
  tail -20 "$data/log" >&2
  stop
  return 1
}

case "${1:-}" in
  install) install_clamd ;;
  start) start ;;
  stop) stop ;;
  *) say 'usage: clamd.sh install | start | stop'; exit 2 ;;
esac
