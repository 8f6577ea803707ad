#ifndef KIOSQUE_DRILL_H
#define KIOSQUE_DRILL_H

#include <sys/types.h>

/// One thing that the drill does: what before the cage is closed, what in it. A negative answer is refusal,
/// with errno.
typedef struct {
  const char *name;
  long (*before)(int count, char *const words[]);
  long (*caged)(int count, char *const words[]);
} drill_deed;

extern const drill_deed drill_deaths[], drill_refusals[], drill_works[];

/// The process that started this one; in the cage nobody tells.
extern pid_t drill_parent;

/// A line to the parent, over the channel.
void drill_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
