#!/bin/bash
# run.sh [NAME]: runs the benchmarks insns, event, start, attach, gate, skew and memory, or one of them, on what is in
# artifacts/. $BPFTRACE names the bpftrace to compare with (default: bpftrace in PATH). Needs root, clang-19 and libbpf in
# $TRACEGATE_TOOLS (default .tools/), which `./build.sh setup` installs.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BENCH=$ROOT/bench/Tracegate.Bench
export TRACEGATE_TOOLS=${TRACEGATE_TOOLS:-$ROOT/.tools} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if [ "$EUID" != 0 ]; then echo "bench/run.sh: loading BPF programs needs root" >&2; exit 1; fi
binary=$BENCH/bin/Release/net10.0/Tracegate.Bench.dll
if [ ! -e "$binary" ] || [ -n "$(find "$BENCH" -maxdepth 1 -newer "$binary" -name '*.cs*' -print -quit)" ]; then
  dotnet build "$BENCH" -c Release -v q --nologo -nodeReuse:false >&2
  touch "$binary"
fi
exec dotnet "$binary" "$ROOT" "$@"
