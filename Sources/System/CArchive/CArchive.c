#include "CArchive.h"

#include <CLater.h>

// What is used of libarchive, which is loaded with the first archive that is read.
#define FORWARD(result, function, parameters, arguments) \
  result function parameters { return KQ_LATER(KQ_LIBARCHIVE, function) arguments; }

FORWARD(struct archive *, archive_read_new, (void), ())
FORWARD(int, archive_read_free, (struct archive * archive), (archive))
FORWARD(int, archive_read_support_format_tar, (struct archive * archive), (archive))
FORWARD(int, archive_read_support_format_zip, (struct archive * archive), (archive))
FORWARD(int, archive_read_open_fd, (struct archive * archive, int file, size_t block), (archive, file, block))
FORWARD(int, archive_read_open,
        (struct archive * archive, void *data, archive_open_callback *open, archive_read_callback *read,
         archive_close_callback *close),
        (archive, data, open, read, close))
FORWARD(int, archive_read_next_header, (struct archive * archive, struct archive_entry **entry),
        (archive, entry))
FORWARD(la_int64_t, archive_read_header_position, (struct archive * archive), (archive))
FORWARD(la_ssize_t, archive_read_data, (struct archive * archive, void *bytes, size_t count),
        (archive, bytes, count))
FORWARD(const char *, archive_error_string, (struct archive * archive), (archive))
FORWARD(int, archive_format, (struct archive * archive), (archive))
FORWARD(const char *, archive_entry_pathname, (struct archive_entry * entry), (entry))
FORWARD(const char *, archive_entry_pathname_utf8, (struct archive_entry * entry), (entry))
FORWARD(__LA_MODE_T, archive_entry_filetype, (struct archive_entry * entry), (entry))
FORWARD(int, archive_entry_mtime_is_set, (struct archive_entry * entry), (entry))
FORWARD(time_t, archive_entry_mtime, (struct archive_entry * entry), (entry))
