#include "CMemory.h"

#include <malloc.h>

void kq_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, 4 << 20); }

#if __has_feature(address_sanitizer)
// In every process of such a build, workers too: what is allocated once and kept is no leak.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif

bool kq_is_sanitized(void) { return __has_feature(address_sanitizer) || __has_feature(thread_sanitizer); }
