#ifndef KIOSQUE_CLATER_H
#define KIOSQUE_CLATER_H

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

#endif
