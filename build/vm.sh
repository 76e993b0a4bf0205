# shellcheck shell=bash
# Runs a command in another kernel: `vm KERNEL [--file HOST[:GUEST]].. [--timeout S] [--append ARGS] -- CMD`. Sourced by build.sh.
# The guest is busybox, tracegate-run and the given files in memory; no disk, no network, no modules. QEMU emulates (no
# KVM needed); a start takes about 3 s.

# The package that holds a kernel, as "SUITE PATTERN" for apt_fetch. The cloud flavour boots without modules.
kernel_package() {
  case $1 in
    6.1) echo 'bookworm linux-image-6\.1\.[0-9.-]+-cloud-amd64-unsigned' ;;
    6.12) echo 'bookworm-backports linux-image-6\.12\.[0-9.]+\+.*-cloud-amd64-unsigned' ;;
    7.2) echo 'sid linux-binary-7\.2\.[0-9.]+\+.*-cloud-amd64' ;;
    *) die "vm: no kernel '$1' (6.1, 6.12 or 7.2)" ;;
  esac
}

# Prints the path of the kernel's image; fetches it the first time.
kernel_image() {
  local image=$TRACEGATE_TOOLS/kernels/$1/vmlinuz temp package
  package=$(kernel_package "$1")
  if [ ! -e "$image" ]; then
    temp=$(mktemp -d -p "$TRACEGATE_TOOLS")
    # shellcheck disable=SC2086 # two words: suite and pattern
    apt_fetch $package "$temp/package"
    mkdir -p "${image%/*}"
    find "$temp" -name 'vmlinuz*' -type f -exec mv {} "$image" \;
    rm -rf "$temp"
  fi
  echo "$image"
}

# guest_root DIR: the guest's file system.
guest_root() {
  mkdir -p "$1"/{bin,proc,sys,dev,tmp,run,root,etc,lib64}
  cp "$(command -v busybox)" "$1/bin/busybox"
  cp "$ROOT/build/guest-init" "$1/init"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$1/etc/passwd"
  [ ! -x "$ARTIFACTS/tracegate-run" ] || cp "$ARTIFACTS/tracegate-run" "$1/bin/"
}

cmd_vm() {
  local kernel=${1:-} files=() timeout=120 append='' temp image file guest code=0
  [ $# = 0 ] || shift
  while [ "${1:-}" != -- ]; do
    case ${1:-} in
      --file) files+=("$2"); shift 2 ;;
      --timeout) timeout=$2; shift 2 ;;
      --append) append=$2; shift 2 ;;
      *) die "vm: expected KERNEL [--file HOST[:GUEST]].. [--timeout S] [--append ARGS] -- CMD" ;;
    esac
  done
  shift
  [ $# -gt 0 ] || die "vm: which command?"
  setup_vm
  image=$(kernel_image "$kernel")

  temp=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$temp'" EXIT
  guest_root "$temp/root"
  for file in "${files[@]}"; do
    guest=/root/$(basename "${file%%:*}")
    case $file in *:*) guest=${file#*:} ;; esac
    mkdir -p "$temp/root/$(dirname "$guest")"
    cp -rL "${file%%:*}" "$temp/root/$guest"
  done
  # One argument is a shell command line, several are a command and its arguments.
  if [ $# = 1 ]; then echo "$1"; else printf '%q ' "$@"; fi >"$temp/root/root/.command"
  (cd "$temp/root" && find . | cpio -o -H newc --quiet) >"$temp/initrd"

  # Serial ports: console, stdout, stderr, exit code.
  timeout --foreground -k 5 "$timeout" qemu-system-x86_64 -accel tcg,thread=multi -cpu max -smp 2 -m 1024 -M q35 \
    -nodefaults -no-user-config -display none -no-reboot -kernel "$image" -initrd "$temp/initrd" \
    -append "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off tsc=reliable no_timer_check random.trust_cpu=on cryptomgr.notests $append" \
    -serial "file:$temp/console" -serial stdio -serial "file:$temp/errors" -serial "file:$temp/code" </dev/null || code=$?
  cat "$temp/errors" >&2
  [ "$code" != 124 ] || say "vm: no end after $timeout s (--timeout)"
  if [ ! -s "$temp/code" ]; then
    cat "$temp/console" >&2
    [ "$code" != 0 ] || code=125
    exit "$code"
  fi
  exit "$(tr -dc 0-9 <"$temp/code")"
}
