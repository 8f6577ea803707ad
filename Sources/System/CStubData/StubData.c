#include "CStubData.h"

#include <stdint.h>

/// An empty ICU data archive, in the place of the 34 MB of locales, calendars and collations that Foundation
/// brings along: GRDB imports all of Foundation, and nothing here asks for any of them. ICU calls this
/// stubdata (icu4c/source/stubdata) and reports a missing resource where something does ask. The layout is
/// that of `DataHeader` in ucmndata.h, followed by an empty table of contents, "CmnD".
///
/// It is hidden, so that it takes effect only where Foundation is linked statically (make build): the linker
/// then never looks for the object with the data.
typedef struct {
  uint16_t header_size;
  uint8_t magic[2];
  struct {
    uint16_t size, reserved_word;
    uint8_t is_big_endian, charset_family, sizeof_uchar, reserved_byte;
    uint8_t format[4], format_version[4], data_version[4];
  } info;
  uint8_t padding[8];
  uint32_t count, reserved[3];
} stub_data;

#define HIDDEN __attribute__((visibility("hidden")))

HIDDEN extern const stub_data icudt76_dat;
HIDDEN const stub_data icudt76_dat __attribute__((aligned(16))) = {
  .header_size = 32,
  .magic = {0xDA, 0x27},
  .info = {.size = 20, .is_big_endian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__, .sizeof_uchar = 2,
           .format = {'C', 'm', 'n', 'D'}, .format_version = {1}},
};

// The name has ICU's version in it: those of other toolchains.
#define ALSO(name) HIDDEN extern const stub_data name __attribute__((alias("icudt76_dat")))
ALSO(icudt74_dat);
ALSO(icudt75_dat);
ALSO(icudt77_dat);
ALSO(icudt78_dat);
