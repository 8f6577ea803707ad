#!/usr/bin/env bash
# Builds the Debian package from what `make install` puts into a folder: deb.sh STAGE TARGET.deb
# The same program and commit give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../.."
stage=$1 target=$2
. Sources/Packaging/common.sh
root=$stage/root
rm -rf "$stage"
install_into "$root" /usr

# Debian's own places and forms.
mkdir -p "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_kiosque" "$root/usr/share/zsh/vendor-completions/"
rmdir "$root/usr/share/zsh/site-functions"
find "$root/usr/share/man" -type f -exec gzip -9n {} +
doc=$root/usr/share/doc/kiosque
mkdir -p "$doc"
copyright > "$doc/copyright"
gzip -9nc .github/CHANGELOG.md > "$doc/NEWS.gz"
cat > "$stage/changelog" <<EOF
kiosque ($version) unstable; urgency=medium

  * What changed for users stands in NEWS.gz.

 -- $MAINTAINER  $(date -Ru -d "@$SOURCE_DATE_EPOCH")
EOF
gzip -9nc "$stage/changelog" > "$doc/changelog.gz"

mkdir -p "$root/usr/share/lintian/overrides"
cat > "$root/usr/share/lintian/overrides/kiosque" <<'EOF'
# The sample's pages are captures, which the program reads as text: nobody fetches their pictures.
kiosque: privacy-breach-generic *[usr/share/kiosque/Sample/Pages/*]
EOF

# What is linked, with the versions that its symbols want; and what is loaded when it is first called (CLater).
mkdir -p "$stage/debian"
printf 'Source: kiosque\n\nPackage: kiosque\nArchitecture: any\n' > "$stage/debian/control"
linked=$(cd "$stage" && dpkg-shlibdeps -O -e root/usr/bin/kiosque 2> shlibdeps.log) ||
  { cat "$stage/shlibdeps.log" >&2; exit 1; }
linked=${linked#shlibs:Depends=}
# Packed relocations want a libc that its symbols do not tell of (GLIBC_ABI_DT_RELR).
depends=$(sed 's/libc6 (>= 2\.3[0-5])/libc6 (>= 2.36)/' <<< "$linked")
for library in $(late_libraries); do
  package=$(dpkg -S "*/$library" | cut -d: -f1 | sort -u | head -1)
  case ", $depends, " in *", $package "*) ;; *) depends+=", $package" ;; esac
done

mkdir -p "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<EOF
Package: kiosque
Version: $version
Section: news
Priority: optional
Architecture: $(dpkg --print-architecture)
Maintainer: $MAINTAINER
Installed-Size: $(du -k --apparent-size -s "$root/usr" | cut -f1)
Depends: $depends
Recommends: man-db, less, hyphen-fr, hyphen-en-us
Suggests: hyphen-de, hyphen-es, hyphen-it, hyphen-nl, hyphen-pt-pt, xdg-utils, wl-clipboard | xclip
Description: news reader for the terminal that keeps the stories you read
 Kiosque imports captures of newspaper pages, as text, HTML, web archives,
 feeds or records, finds the headline, the authors, the date and the text in
 them, puts menus, advertisements and share buttons aside, and stores each
 story in an archive on the disk. Stories are linked to those that the
 newspaper printed below them, searched by words in any form, and read in the
 terminal. It reads nothing from the network.
EOF
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"

settle "$root"
dpkg-deb --root-owner-group --threads-max=1 -Zxz --build "$root" "$target" > /dev/null
echo "$target: $(stat -c %s "$target") bytes, the program $(stat -c %s "$root/usr/bin/kiosque")"
