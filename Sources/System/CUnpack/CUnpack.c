#include "CUnpack.h"

#include <CLater.h>
#include <brotli/decode.h>
#include <bzlib.h>
#include <limits.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

// Functions of libraries that are loaded with the first bytes that they are to unpack.
#define BZIP2(function) KQ_LATER(KQ_LIBBZIP2, function)
#define LZMA(function) KQ_LATER(KQ_LIBLZMA, function)
#define BROTLI(function) KQ_LATER(KQ_LIBBROTLI, function)

/// What a damaged header may make the decoder of .xz allocate, in bytes.
static const uint64_t memory_limit = 100 << 20;

struct kq_unpacker {
  kq_packing packing;
  /// Whether a member has begun.
  int is_open;
  z_stream zlib;
  bz_stream bzip2;
  lzma_stream xz;
  ZSTD_DCtx *zstd;
  BrotliDecoderState *brotli;
};

kq_unpacker *kq_unpacker_new(kq_packing packing, const uint8_t *dictionary, size_t length) {
  kq_unpacker *unpacker = calloc(1, sizeof *unpacker);
  if (!unpacker) return NULL;
  unpacker->packing = packing;
  if (packing == KQ_ZSTD) {
    unpacker->zstd = ZSTD_createDCtx();
    if (!unpacker->zstd) {
      free(unpacker);
      return NULL;
    }
    if (length) ZSTD_DCtx_loadDictionary(unpacker->zstd, dictionary, length);
  }
  return unpacker;
}

static int open_member(kq_unpacker *unpacker) {
  unpacker->is_open = 1;
  switch (unpacker->packing) {
  case KQ_GZIP: return inflateInit2(&unpacker->zlib, 31) == Z_OK;
  case KQ_ZLIB: return inflateInit2(&unpacker->zlib, 15) == Z_OK;
  case KQ_DEFLATE: return inflateInit2(&unpacker->zlib, -15) == Z_OK;
  case KQ_BZIP2: return BZIP2(BZ2_bzDecompressInit)(&unpacker->bzip2, 0, 0) == BZ_OK;
  case KQ_XZ: return LZMA(lzma_stream_decoder)(&unpacker->xz, memory_limit, 0) == LZMA_OK;
  case KQ_ZSTD: return !ZSTD_isError(ZSTD_DCtx_reset(unpacker->zstd, ZSTD_reset_session_only));
  case KQ_BROTLI: return (unpacker->brotli = BROTLI(BrotliDecoderCreateInstance)(NULL, NULL, NULL)) != NULL;
  }
  return 0;
}

static void close_member(kq_unpacker *unpacker) {
  if (!unpacker->is_open) return;
  unpacker->is_open = 0;
  switch (unpacker->packing) {
  case KQ_GZIP:
  case KQ_ZLIB:
  case KQ_DEFLATE: inflateEnd(&unpacker->zlib); break;
  case KQ_BZIP2: BZIP2(BZ2_bzDecompressEnd)(&unpacker->bzip2); break;
  case KQ_XZ: LZMA(lzma_end)(&unpacker->xz); break;
  case KQ_ZSTD: break;
  case KQ_BROTLI: BROTLI(BrotliDecoderDestroyInstance)(unpacker->brotli); break;
  }
  memset(&unpacker->zlib, 0, sizeof unpacker->zlib);
  memset(&unpacker->bzip2, 0, sizeof unpacker->bzip2);
  unpacker->xz = (lzma_stream)LZMA_STREAM_INIT;
  unpacker->brotli = NULL;
}

static unsigned cut(size_t count) { return count > UINT_MAX / 2 ? UINT_MAX / 2 : (unsigned)count; }

static kq_unpacked step(kq_unpacker *unpacker, const uint8_t *from, size_t count, size_t *taken,
                        uint8_t *into, size_t room, size_t *made) {
  switch (unpacker->packing) {
  case KQ_GZIP:
  case KQ_ZLIB:
  case KQ_DEFLATE: {
    z_stream *zlib = &unpacker->zlib;
    zlib->next_in = (Bytef *)from;
    zlib->avail_in = cut(count);
    zlib->next_out = into;
    zlib->avail_out = cut(room);
    int result = inflate(zlib, Z_NO_FLUSH);
    *taken = (size_t)(zlib->next_in - from);
    *made = (size_t)(zlib->next_out - into);
    return result == Z_STREAM_END ? KQ_MEMBER_END
           : result == Z_OK || result == Z_BUF_ERROR ? KQ_MORE : KQ_DAMAGED;
  }
  case KQ_BZIP2: {
    bz_stream *bzip2 = &unpacker->bzip2;
    bzip2->next_in = (char *)from;
    bzip2->avail_in = cut(count);
    bzip2->next_out = (char *)into;
    bzip2->avail_out = cut(room);
    int result = BZIP2(BZ2_bzDecompress)(bzip2);
    *taken = (size_t)((const uint8_t *)bzip2->next_in - from);
    *made = (size_t)((uint8_t *)bzip2->next_out - into);
    return result == BZ_STREAM_END ? KQ_MEMBER_END : result == BZ_OK ? KQ_MORE : KQ_DAMAGED;
  }
  case KQ_XZ: {
    lzma_stream *xz = &unpacker->xz;
    xz->next_in = from;
    xz->avail_in = count;
    xz->next_out = into;
    xz->avail_out = room;
    lzma_ret result = LZMA(lzma_code)(xz, LZMA_RUN);
    *taken = count - xz->avail_in;
    *made = room - xz->avail_out;
    return result == LZMA_STREAM_END ? KQ_MEMBER_END
           : result == LZMA_OK || result == LZMA_BUF_ERROR ? KQ_MORE : KQ_DAMAGED;
  }
  case KQ_ZSTD: {
    ZSTD_inBuffer input = {from, count, 0};
    ZSTD_outBuffer output = {into, room, 0};
    size_t result = ZSTD_decompressStream(unpacker->zstd, &output, &input);
    *taken = input.pos;
    *made = output.pos;
    return ZSTD_isError(result) ? KQ_DAMAGED : result == 0 ? KQ_MEMBER_END : KQ_MORE;
  }
  case KQ_BROTLI: {
    size_t left = count, free_room = room;
    uint8_t *out = into;
    const uint8_t *in = from;
    BrotliDecoderResult result =
        BROTLI(BrotliDecoderDecompressStream)(unpacker->brotli, &left, &in, &free_room, &out, NULL);
    *taken = count - left;
    *made = room - free_room;
    return result == BROTLI_DECODER_RESULT_SUCCESS ? KQ_MEMBER_END
           : result == BROTLI_DECODER_RESULT_ERROR ? KQ_DAMAGED : KQ_MORE;
  }
  }
  return KQ_DAMAGED;
}

kq_unpacked kq_unpack(kq_unpacker *unpacker, const uint8_t *from, size_t count, size_t *taken,
                      uint8_t *into, size_t room, size_t *made) {
  *taken = *made = 0;
  if (!unpacker->is_open && !open_member(unpacker)) return KQ_DAMAGED;
  kq_unpacked result = step(unpacker, from, count, taken, into, room, made);
  if (result != KQ_MORE) close_member(unpacker);
  return result;
}

void kq_unpacker_forget(kq_unpacker *unpacker) { close_member(unpacker); }

void kq_unpacker_free(kq_unpacker *unpacker) {
  close_member(unpacker);
  ZSTD_freeDCtx(unpacker->zstd);
  free(unpacker);
}
