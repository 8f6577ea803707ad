# What both packages have in common; for `.` from the root of the checkout.

version=$(sed -n 's/.*static let number = "\(.*\)"/\1/p' Sources/Kiosque/Version.swift)
# Without git (a source archive) the day of the changelog is the time of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null ||
  date -u -d "$(sed -n 's/^## .* (\(.*\))$/\1/p' .github/CHANGELOG.md | head -1)" +%s)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
MAINTAINER=${MAINTAINER:-$(git log -1 --format='%an <%ae>' 2> /dev/null || echo 'The Kiosque authors <root@localhost>')}
umask 022

# Takes out of a stripped program what tells of where it was compiled: hashes of the compiler's input, which only
# later compilations ask for, and the build id, which is reckoned anew, from the rest.
impersonal() {
  local program=$1 section size
  for section in .swift_modhash .note.gnu.build-id; do
    size=$(objdump -h "$program" | awk -v name=$section '$2 == name { print $3 }')
    [ -z "$size" ] || objcopy --update-section $section=<(head -c $((16#$size)) /dev/zero) "$program"
  done
  [ -z "$size" ] || objcopy --update-section .note.gnu.build-id=<(printf '\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0'
    printf "$(sha1sum < "$program" | cut -c 1-40 | sed 's/../\\x&/g')") "$program"
}

# The program with all that belongs to it, stripped, below FOLDER/PREFIX.
install_into() {
  make --no-print-directory -s put DESTDIR="$1" PREFIX="$2"
  strip --strip-all --remove-section=.comment --remove-section=.note "$1$2/bin/kiosque"
  impersonal "$1$2/bin/kiosque"
  [ "$(stat -c %s "$1$2/bin/kiosque")" -lt 40000000 ] ||
    { echo "the program has 40 MB or more: are ICU's data linked, under a name that CStubData lacks?" >&2; return 1; }
}

# The same rights and times wherever it was built.
settle() {
  chmod -R u=rwX,go=rX "$1"
  find "$1" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
}

# The libraries that are loaded when they are first called.
late_libraries() {
  grep -rhoE '"lib[a-z0-9]+\.so\.[0-9.]+"' Sources/System | tr -d '"' | sort -u
}

# The licences of what is in the program: ours, and those of what is linked statically.
copyright() {
  cat Sources/Packaging/copyright
  printf '\nSources of the weights of cleaning (Sources/Cleaning/Weights/SOURCES.md)\n\n'
  sed 's/^$/./; s/^/  /' Sources/Cleaning/Weights/SOURCES.md
}
