#!/usr/bin/env bash
# Builds the tarball for other distributions: tarball.sh STAGE TARGET.tar.gz
# Swift's runtime is linked statically; the libraries of the system, of which some are under the LGPL and
# must stay replaceable, stand in lib/kiosque, where the program looks first. glibc is the system's.
set -euo pipefail
cd "$(dirname "$0")/../.."
stage=$1 target=$2
. Sources/Packaging/common.sh
name=$(basename "$target" .tar.gz)
root=$stage/$name
rm -rf "$stage"
mkdir -p "$root/lib/kiosque"
install_into "$stage" "/$name"

# Libraries with all that they need themselves, but for glibc, which must fit the system's kernel and data.
needed() { readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }
file_of() { ldconfig -p | sed -n "s|^\s*$1 (libc6,x86-64.*=> ||p; s|^\s*$1 (libc6,AArch64.*=> ||p" | head -1; }
queue=$(needed "$root/bin/kiosque"; late_libraries)
while [ -n "$queue" ]; do
  next=
  for library in $queue; do
    case $library in
      libc.so.*|libm.so.*|libdl.so.*|libpthread.so.*|librt.so.*|libresolv.so.*|libutil.so.*|ld-linux*) continue ;;
    esac
    [ -e "$root/lib/kiosque/$library" ] && continue
    file=$(file_of "$library")
    [ -n "$file" ] || { echo "tarball: $library is not installed here" >&2; exit 1; }
    install -m 644 "$file" "$root/lib/kiosque/$library"
    dpkg -S "*/$(basename "$(readlink -f "$file")")" | cut -d: -f1 | head -1 >> "$stage/packages"
    next+=" $(needed "$file" | tr '\n' ' ')"
  done
  queue=${next// /}
  [ -z "$queue" ] || queue=$next
done

mkdir -p "$root/share/doc/kiosque/libraries"
copyright > "$root/share/doc/kiosque/copyright"
cp .github/CHANGELOG.md "$root/share/doc/kiosque/CHANGELOG.md"
cp LICENSE "$root/LICENSE"
for package in $(sort -u "$stage/packages"); do
  cp "/usr/share/doc/$package/copyright" "$root/share/doc/kiosque/libraries/$package"
done
glibc=$(objdump -T "$root/bin/kiosque" "$root"/lib/kiosque/* | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1)
cat > "$root/README" <<EOF
Kiosque $version for Linux ($(uname -m)) with glibc ${glibc#GLIBC_} or newer: any folder will do.

  bin/kiosque          the reader
  bin/kiosque help     its commands

To have it in a prefix of yours: cp -R bin lib share ~/.local/
It needs nothing that is not here but glibc and, for the manual, man.
EOF

settle "$root"
tar --sort=name --owner=0 --group=0 --numeric-owner --format=gnu -C "$stage" -cf - "$name" |
  gzip -9n > "$target"
echo "$target: $(stat -c %s "$target") bytes, the program $(stat -c %s "$root/bin/kiosque")"
