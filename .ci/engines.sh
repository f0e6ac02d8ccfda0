#!/usr/bin/env bash
# Installs and starts a server that speaks the MongoDB protocol and that others wrote, for `npm run test:mongodb`.
#   .ci/engines.sh start secantusdb|ferretdb   prints the URI when the server answers
#   .ci/engines.sh stop
#   .ci/engines.sh install secantusdb|ferretdb   only that
# Everything comes from the machine's ordinary package registries and is kept in the cache folder; data lies in a
# temporary folder on disk. The state of the running server is in $state.
set -euo pipefail

cache="${ENGINES_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mutabik-engines}"
state="$cache/running"
port="${ENGINES_PORT:-37017}"
secantus_version='0.7.0b3'
ferret_version='v1.24.0'
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }

install_secantusdb() {
  local home="$cache/secantusdb-$secantus_version"
  if [ ! -x "$home/bin/secantusd-py" ]; then
    python3 -m venv "$home"
    "$home/bin/pip" install --quiet --disable-pip-version-check "secantusdb==$secantus_version" >&2
  fi
}

start_secantusdb() {
  "$cache/secantusdb-$secantus_version/bin/secantusd-py" --host 127.0.0.1 --port "$port" --storage-path "$1/data" \
    --log-level WARNING --enable-test-commands >"$1/log" 2>&1 &
}

# FerretDB's own command refuses to run when it was not built in its repository; the package for embedding does not.
install_ferretdb() {
  local home="$cache/ferretdb-$ferret_version"
  [ -x "$home/server" ] && return
  mkdir -p "$home"
  cat >"$home/main.go" <<'GO'
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: os.Args[2],
	})
	if err != nil {
		panic(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := server.Run(ctx); err != nil {
		panic(err)
	}
}
GO
  cat >"$home/go.mod" <<MOD
module engine

go 1.22

require github.com/FerretDB/FerretDB $ferret_version
MOD
  (cd "$home" && GOFLAGS=-mod=mod go build -o server . >&2)
}

start_ferretdb() {
  mkdir -p "$1/data"
  "$cache/ferretdb-$ferret_version/server" "127.0.0.1:$port" "file:$1/data/" >"$1/log" 2>&1 &
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

# Pings with the driver of this repository until an answer comes.
wait_for() {
  (cd "$root" && node --input-type=module -e '
    import { MongoClient } from "mongodb";
    const [uri, pid] = process.argv.slice(1);
    const until = Date.now() + 60_000;
    for (;;) {
      const client = new MongoClient(uri, { serverSelectionTimeoutMS: 500 });
      try {
        await client.db("admin").command({ ping: 1 });
        await client.close();
        process.exit(0);
      } catch (error) {
        await client.close();
        try { process.kill(Number(pid), 0); } catch { console.error("the server ended"); process.exit(1); }
        if (Date.now() > until) { console.error(String(error)); process.exit(1); }
      }
    }' "$1" "$2")
}

start() {
  local name="${1:?which engine: secantusdb or ferretdb}"
  stop
  install "$name"
  local data
  data="$(mktemp -d "${TMPDIR:-/tmp}/engine-XXXXXX")"
  "start_$name" "$data"
  local pid=$!
  printf '%s %s\n' "$pid" "$data" >"$state"
  local uri="mongodb://127.0.0.1:$port/?directConnection=true"
  # FerretDB has no sessions for retryable writes.
  if [ "$name" = ferretdb ]; then uri="$uri&retryWrites=false"; fi
  if ! wait_for "$uri" "$pid" >&2; then
    say "$name did not start:"
    tail -20 "$data/log" >&2
    stop
    return 1
  fi
  printf '%s\n' "$uri"
}

install() {
  local name="${1:?which engine: secantusdb or ferretdb}"
  case "$name" in secantusdb | ferretdb) ;; *) say "unknown engine: $name"; return 2 ;; esac
  mkdir -p "$cache"
  say "installing $name (kept in $cache)"
  "install_$name"
}

case "${1:-}" in
  install) install "${2:-}" ;;
  start) start "${2:-}" ;;
  stop) stop ;;
  *) say 'usage: engines.sh install <name> | start <name> | stop'; exit 2 ;;
esac
