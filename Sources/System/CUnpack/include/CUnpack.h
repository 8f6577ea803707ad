#ifndef KIOSQUE_CUNPACK_H
#define KIOSQUE_CUNPACK_H

#include <stddef.h>
#include <stdint.h>

/// How bytes are compressed: RFC 1952, 1950, 1951, bzip2, .xz, RFC 8878, RFC 7932.
typedef enum { KQ_GZIP, KQ_ZLIB, KQ_DEFLATE, KQ_BZIP2, KQ_XZ, KQ_ZSTD, KQ_BROTLI } kq_packing;

typedef struct kq_unpacker kq_unpacker;

/// NULL where there is no memory. A dictionary counts for zstd alone, and may have a length of 0.
kq_unpacker *kq_unpacker_new(kq_packing packing, const uint8_t *dictionary, size_t length);

typedef enum {
  KQ_MORE,
  /// A member (frame, stream) is over; the next call begins another one.
  KQ_MEMBER_END,
  KQ_DAMAGED
} kq_unpacked;

/// Takes some of `count` bytes and makes at most `room` of them.
kq_unpacked kq_unpack(kq_unpacker *unpacker, const uint8_t *from, size_t count, size_t *taken,
                      uint8_t *into, size_t room, size_t *made);

/// Leaves the member that it is in; the next call begins another one.
void kq_unpacker_forget(kq_unpacker *unpacker);

void kq_unpacker_free(kq_unpacker *unpacker);

#endif
