#!/usr/bin/env bash
# Tries a package in a fresh Debian 12: trial.sh STAGE FILE, a .deb or a .tar.gz. It is installed there, README's
# tour is walked in a pseudo-terminal (TourTests), a few commands are run, and it is removed again.
set -euo pipefail
cd "$(dirname "$0")/../.."
stage=$(realpath -m "$1") file=$(realpath "$2")
skip() { echo "trial: skipped, $1"; exit 0; }
[ "$(id -u)" -eq 0 ] || skip "a root of its own wants the rights of root (sudo make ...)"
command -v debootstrap > /dev/null || skip "debootstrap is not installed"
base=$stage/debian-12 root=$stage/root
if [ ! -e "$base/made" ]; then
  rm -rf "$base"
  mkdir -p "$base"
  debootstrap --variant=minbase bookworm "$base/root" http://deb.debian.org/debian > "$base/log" 2>&1 ||
    skip "Debian 12 cannot be had here ($(tail -1 "$base/log"))"
  touch "$base/made"
fi
unmount() { ! mountpoint -q "$root/proc" || umount "$root/proc"; }
unmount
rm -rf --one-file-system "$root"
cp -a "$base/root" "$root"
chroot "$root" true 2> /dev/null || skip "chroot is not to be had here"
# The program finds its data by /proc/self/exe.
trap unmount EXIT
mount -t proc proc "$root/proc" 2> /dev/null || skip "proc cannot be mounted here"
cp /etc/resolv.conf "$root/etc/resolv.conf"
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=xterm "$@"; }

case $file in
  *.deb)
    cp "$file" "$root/tmp/kiosque.deb"
    inside apt-get update -qq
    inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      /tmp/kiosque.deb > "$stage/install.log" 2>&1 || { cat "$stage/install.log"; exit 1; }
    program=/usr/bin/kiosque
    ;;
  *)
    mkdir "$root/opt/kiosque"
    tar -xzf "$file" -C "$root/opt/kiosque" --strip-components=1
    program=/opt/kiosque/bin/kiosque
    ;;
esac
inside "$program" --version --json
# Every library is found, those too that are loaded late.
inside ldd "$program" | grep 'not found' && exit 1
mkdir "$root/tmp/sample"
cp -R Sources/Kiosque/Sample/. "$root/tmp/sample/"
tar -C Sources/Kiosque/Sample -cJf "$root/tmp/sample/all.tar.xz" Text Pages
inside sh -ec "cd /tmp/sample; $program import --manifest manifest.csv all.tar.xz Pages Text
  $program search mouille; $program show 3 > /dev/null; $program check
  printf '<rss><channel><item><title>A</title><description>Some words of a story.</description></item></channel></rss>' |
    $program import -"

# The tour, with a home in the root for each of its windows.
cat > "$stage/kiosque" <<EOF
#!/bin/sh
home=\$(mktemp -d "$root/tmp/home.XXXXXX")
exec chroot "$root" env HOME="\${home#$root}" PATH=/usr/bin:/bin $program "\$@"
EOF
chmod 755 "$stage/kiosque"
KIOSQUE_BINARY=$stage/kiosque swift test --skip-build --filter TourTests 2>&1 | tee "$stage/tour.log" |
  grep -E '✘|Test run' || true
grep -q 'Test run with .* passed' "$stage/tour.log" || { echo "trial: the tour failed ($stage/tour.log)"; exit 1; }

if [[ $file == *.deb ]]; then
  inside dpkg -L kiosque | while read -r path; do [ -d "$root$path" ] || echo "$path"; done > "$stage/files"
  inside dpkg --purge kiosque > /dev/null
  while read -r path; do
    [ ! -e "$root$path" ] || { echo "trial: $path was left behind"; exit 1; }
  done < "$stage/files"
  ! inside dpkg-query -W kiosque 2> /dev/null || { echo "trial: the package was left behind"; exit 1; }
fi
unmount
rm -rf --one-file-system "$root"
echo "trial: $(basename "$file") installs, runs, walks the tour and is removed cleanly"
