#!/usr/bin/env bash
# Runs a command once in each of some states of the real gnome-keyring, on a session bus of its own and in
# a home of its own that stays the same from one state to the next.
#
#   tests/lib/with-keyring.sh STATE[,STATE ...] COMMAND [ARGUMENT ...]
#
# States: unlocked; locked (nobody can answer its prompt); none (a bus without a keyring); no-bus.
# The command finds the state in KEYRING_STATE, and the password in KEYRING_PASSWORD.
set -euo pipefail

export KEYRING_PASSWORD='practice keyring'

say() { printf 'with-keyring: %s\n' "$*" >&2; }

# On the bus: starts the daemon, runs the command, ends the daemon.
run_with_daemon() {
  local daemon status=0
  case $KEYRING_STATE in
    unlocked) gnome-keyring-daemon --foreground --components=secrets --unlock < <(printf %s "$KEYRING_PASSWORD") >/dev/null 2>&1 & ;;
    locked) gnome-keyring-daemon --foreground --components=secrets </dev/null >/dev/null 2>&1 & ;;
  esac
  daemon=$!
  if gdbus wait --session --timeout 20 org.freedesktop.secrets; then "$@" || status=$?; else
    say "the keyring did not start"
    status=1
  fi
  kill "$daemon" 2>/dev/null || true
  wait "$daemon" 2>/dev/null || true
  return "$status"
}

case ${1:-} in
  --on-bus)
    shift
    if [ "$KEYRING_STATE" = none ]; then exec "$@"; fi
    run_with_daemon "$@"
    exit
    ;;
esac

[ $# -ge 2 ] || { say "usage: with-keyring.sh STATE[,STATE ...] COMMAND [ARGUMENT ...]"; exit 2; }
self=$(readlink -f "$0")
states=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/home" "$folder/run"
# No services that the bus would start: what is on it was put there.
cat > "$folder/bus.conf" <<CONF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$folder</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
export HOME=$folder/home XDG_RUNTIME_DIR=$folder/run
export XDG_DATA_HOME=$HOME/.local/share
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS

for KEYRING_STATE in ${states//,/ }; do
  export KEYRING_STATE
  case $KEYRING_STATE in
    unlocked | locked | none) dbus-run-session --config-file="$folder/bus.conf" -- "$self" --on-bus "$@" ;;
    no-bus) DBUS_SESSION_BUS_ADDRESS=unix:path=$folder/no-such-bus "$@" ;;
    *) say "no such state: $KEYRING_STATE"; exit 2 ;;
  esac
done
