#!/bin/bash
# The one entry: builds, runs and tests Tracegate, and installs what is missing. `./build.sh help` lists the commands.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
TRACEGATE_TOOLS=${TRACEGATE_TOOLS:-$ROOT/.tools}
ARTIFACTS=$ROOT/artifacts
export TRACEGATE_TOOLS DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
export CAKE_SETTINGS_ENABLESCRIPTCACHE=true CAKE_PATHS_TOOLS=$TRACEGATE_TOOLS/cake CAKE_PATHS_CACHE=$TRACEGATE_TOOLS/cake

usage() {
  cat <<'END'
./build.sh                      build all into artifacts/: tracegate (compiler), tracegate-run (runner)
./build.sh run SCRIPT [ARGS]    compile and run a script; calls sudo where it must
./build.sh test [FILTER]        set-up, build and tests; FILTER is a part of a test's name
./build.sh accept [FILTER]      take the received golden files as the verified ones; with FILTER run those tests first
./build.sh bench [NAME]         the benchmarks, or one of them
./build.sh package              a tarball and a .deb in artifacts/
./build.sh vm KERNEL [--file HOST[:GUEST]].. [--timeout S] [--append ARGS] -- CMD
                                run CMD as root in Debian's kernel 6.1, 6.12 or 7.2 under QEMU; its output and exit code
./build.sh format               check the code's format (format --fix: correct it)
./build.sh setup                only install what the build needs
TRACEGATE_TOOLS names the folder for what is fetched (default .tools/).
END
}

say() { echo "build.sh: $*" >&2; }
die() { say "$*"; exit 1; }

as_root() {
  if [ "$EUID" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "this needs root: $*"; fi
}

cake() { (cd "$ROOT" && dotnet dotnet-cake build.cake --verbosity=minimal "$@") >&2; }

# Names, sizes and times of everything that goes into what is built from the folders.
sources_state() { # FOLDER..
  (cd "$ROOT" && find "$@" Directory.*.props global.json build.cake \
      \( -name bin -o -name obj -o -name TestResults \) -prune -o -type f -printf '%p %s %T@\n' | sort | sha256sum)
}

# Brings a target of build.cake up to date, and does nothing if it is.
build_target() { # TARGET STAMP FOLDER..
  local target=$1 stamp=$2 state
  shift 2
  state=$(sources_state "$@")
  [ "$state" != "$(cat "$stamp" 2>/dev/null)" ] || return 0
  setup
  cake --target="$target"
  echo "$state" >"$stamp"
}

build() {
  [ -x "$ARTIFACTS/tracegate" ] && [ -x "$ARTIFACTS/tracegate-run" ] || rm -f "$ARTIFACTS/.stamp"
  build_target Artifacts "$ARTIFACTS/.stamp" compiler runtime grammar
}

mounts() {
  mountpoint -q /sys/kernel/tracing || { say "mounting tracefs"; as_root mount -t tracefs tracefs /sys/kernel/tracing; }
  mountpoint -q /sys/fs/bpf || { say "mounting bpffs"; as_root mount -t bpf bpf /sys/fs/bpf; }
}

cmd_run() {
  [ $# -gt 0 ] || die "run: which script?"
  build
  mounts
  if [ "$EUID" = 0 ]; then exec "$ARTIFACTS/tracegate" "$@"; fi
  exec sudo "$ARTIFACTS/tracegate" "$@"
}

cmd_test() { # [FILTER]
  local results=$ROOT/golden-tests/TestResults status=0
  setup
  setup_vm
  [ "${CI:-}" != true ] || cmd_format --verify-no-changes
  build
  build_target Tests "$ROOT/golden-tests/bin/.stamp" compiler runtime grammar golden-tests bench
  mounts
  rm -rf "$results"
  # As root: loading and attaching needs it.
  as_root env PATH="$PATH" HOME="$HOME" TRACEGATE_TOOLS="$TRACEGATE_TOOLS" \
    dotnet test "$ROOT/golden-tests/bin/Release/net10.0/Tracegate.GoldenTests.dll" --nologo \
    --results-directory "$results" --logger "trx;LogFileName=tests.trx" ${1:+--filter "$(test_filter "$1")"} || status=$?
  summary "$results/tests.trx" || status=1
  return "$status"
}

test_filter() { case $1 in *[=~]*) echo "$1" ;; *) echo "FullyQualifiedName~$1|DisplayName~$1" ;; esac }

# The last line of `test`: N passed, N failed[, N skipped]. Fails if nothing ran, which dotnet test takes for success.
summary() {
  local total=0 executed=0 passed=0 counters
  counters=$(grep -o '<Counters [^>]*' "$1" 2>/dev/null || true)
  read -r total executed passed < <(sed -nE 's/.* total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)".*/\1 \2 \3/p' <<<"$counters") || true
  local failed=$((executed - passed)) skipped=$((total - executed))
  echo "$passed passed, $failed failed$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
  [ "$passed" -gt 0 ] && [ "$failed" = 0 ]
}

cmd_accept() {
  [ $# = 0 ] || cmd_test "$1" || true
  local received verified n=0
  while IFS= read -r -d '' received; do
    verified=${received/.received./.verified.}
    mv -f "$received" "$verified"
    echo "accepted ${verified#"$ROOT"/}"
    n=$((n + 1))
  done < <(find "$ROOT/golden-tests" \( -name bin -o -name obj \) -prune -o -name '*.received.*' -print0)
  echo "$n accepted"
}

cmd_bench() {
  build
  mounts
  as_root env PATH="$PATH" HOME="$HOME" "$ROOT/bench/run.sh" "$@"
}

# Only white space: the build itself fails on the rest of the style.
cmd_format() { # --verify-no-changes | --fix
  local options=(--folder --verify-no-changes)
  [ "$1" != --fix ] || options=(--folder)
  (cd "$ROOT" && dotnet format whitespace . "${options[@]}") >&2
}

# shellcheck source=build/setup.sh
. "$ROOT/build/setup.sh"

command=${1:-build}
[ $# = 0 ] || shift
case $command in
  build) build ;;
  setup) setup ;;
  run | test | accept | bench) "cmd_$command" "$@" ;;
  format) cmd_format "${1:---verify-no-changes}" ;;
  package | vm)
    # shellcheck source=/dev/null
    . "$ROOT/build/$command.sh"
    "cmd_$command" "$@"
    ;;
  help | -h | --help) usage ;;
  *) usage >&2; die "unknown command '$command'" ;;
esac
