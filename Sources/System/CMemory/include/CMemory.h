#ifndef KIOSQUE_CMEMORY_H
#define KIOSQUE_CMEMORY_H

#include <stdbool.h>

/// Gives blocks of 4 MB and more back to the system as soon as they are freed (mallopt(3), M_MMAP_THRESHOLD).
///
/// Left to itself, glibc raises that bound to the largest block that was ever freed, and the copies of a long
/// text leave holes in the heap: a paragraph of 15 MB then took 207 MB in the reader instead of 82.
void kq_return_large_blocks(void);

/// Whether this build has a sanitizer, which reserves far more memory than it uses.
bool kq_is_sanitized(void);

#endif
