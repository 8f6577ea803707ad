#include "CMemory.h"

#include <malloc.h>

void kq_return_large_blocks(void) { mallopt(M_MMAP_THRESHOLD, 4 << 20); }
