#!/usr/bin/env bash
# Peak resident memory of one `semcom send` [MB]. Arguments replace the default picture and options.
# Linux: VmHWM of the process, read until it ends.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -gt 0 ] || set -- "$root/samples/pictures/harbour.png" --channel rayleigh --snr-db 7 --cbr 1/16
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$root/semcom" send --help >/dev/null # builds first, so that the build is not measured
"$root/semcom" send "$@" --out "$out/received.png" >"$out/said" 2>&1 &
process=$!
peak=0
# The script becomes dotnet by exec, so the process number stays.
while status=$(cat "/proc/$process/status" 2>/dev/null); do
  kilobytes=$(awk '/^VmHWM:/ { print $2 }' <<<"$status")
  if [ -z "$kilobytes" ]; then break; fi # ended, not yet waited for
  if [ "$kilobytes" -gt "$peak" ]; then peak=$kilobytes; fi
  sleep 0.01
done
wait $process || { cat "$out/said" >&2; exit 1; }
echo "peak memory: $((peak / 1000)) MB"
