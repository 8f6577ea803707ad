#ifndef KIOSQUE_CLATER_H
#define KIOSQUE_CLATER_H

/// The libraries that are loaded when they are first needed.
#define KQ_LIBARCHIVE "libarchive.so.13"
#define KQ_LIBBROTLI "libbrotlidec.so.1"
#define KQ_LIBBZIP2 "libbz2.so.1.0"
#define KQ_LIBCHARDET "libuchardet.so.0"
#define KQ_LIBGUMBO "libgumbo.so.1"
#define KQ_LIBLZMA "liblzma.so.5"
#define KQ_LIBXML "libxml2.so.2"

/// A function of a library that is loaded when it is first called.
///
/// The reader never unpacks, parses or guesses a charset before its first frame, and the libraries that do so,
/// with those that they need themselves, took three milliseconds of its start.
#define KQ_LATER(library, function)                                    \
  ({                                                                   \
    static _Atomic(void *) found;                                      \
    void *address = found;                                             \
    if (!address) found = address = kq_later(library, #function);      \
    (__typeof__(&function))address;                                    \
  })

/// The address of a name in a library. Where the library is missing the program ends as it would have done at
/// its start: it says what is missing, and leaves with 127.
void *kq_later(const char *library, const char *name);

/// Loads all of these libraries now, for a process that cannot open files later. A missing one ends the
/// program when it is needed, as it would without this.
void kq_later_preload(void);

#endif
