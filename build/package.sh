# shellcheck shell=bash
# `package`: artifacts/tracegate-VERSION-linux-x64.tar.gz and artifacts/tracegate_VERSION_amd64.deb. Sourced by build.sh.
# The same commit gives the same bytes: fixed order, owners and times.

cmd_package() {
  local version temp base
  build
  version=$(sed -nE 's/.*<Version>(.*)<\/Version>.*/\1/p' "$ROOT/Directory.Build.props")
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$ROOT" log -1 --format=%ct)}
  export SOURCE_DATE_EPOCH
  temp=$(mktemp -d)
  base=tracegate-$version

  install -D -m 755 -t "$temp/$base/bin" "$ARTIFACTS/tracegate" "$ARTIFACTS/tracegate-run"
  install -D -m 644 -t "$temp/$base/tools" "$ROOT"/tools/*.bt
  install -D -m 644 -t "$temp/$base" "$ROOT"/{README.md,LICENSE,NOTICE}
  tar -C "$temp" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$base" |
    gzip -9n >"$ARTIFACTS/$base-linux-x64.tar.gz"

  local deb=$temp/deb doc=$temp/deb/usr/share/doc/tracegate
  install -D -m 755 -t "$deb/usr/bin" "$temp/$base"/bin/*
  install -D -m 644 -t "$deb/usr/share/tracegate/tools" "$temp/$base"/tools/*
  install -D -m 644 -t "$doc" "$ROOT/README.md" "$ROOT/NOTICE"
  install -D -m 644 "$ROOT/LICENSE" "$doc/copyright"
  mkdir "$deb/DEBIAN"
  cat >"$deb/DEBIAN/control" <<END
Package: tracegate
Version: $version
Architecture: amd64
Maintainer: The Tracegate developers <tracegate@localhost>
Section: utils
Priority: optional
Installed-Size: $(du -sk --apparent-size "$deb/usr" | cut -f1)
Depends: libc6 (>= 2.36)
Recommends: libllvm19 | libllvm18 | libllvm17 | libllvm16 | libllvm15
Suggests: libclang1-19, libclang-common-19-dev, clang-19, libdw1
Description: ahead-of-time compiler and runtime for bpftrace scripts
 tracegate compiles scripts of the bpftrace language into BPF objects and runs
 them. tracegate-run runs such objects on machines that have no compiler.
 Compiling needs libLLVM, running does not. Scripts that include C headers need
 libclang, scripts that import C sources clang, both when they are compiled.
END
  find "$deb" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
  dpkg-deb --root-owner-group --build "$deb" "$ARTIFACTS/tracegate_${version}_amd64.deb" >/dev/null
  rm -rf "$temp"
  (cd "$ARTIFACTS" && ls -sh "$base-linux-x64.tar.gz" "tracegate_${version}_amd64.deb")
}
