#ifndef KIOSQUE_CCAGE_INTERNAL_H
#define KIOSQUE_CCAGE_INTERNAL_H

#include "include/CCage.h"

#include <stdbool.h>
#include <sys/syscall.h>

// Numbers that an older C library does not name; they are the same on every architecture.
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_io_uring_setup
#define SYS_io_uring_setup 425
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif
#ifndef SYS_landlock_restrict_self
#define SYS_landlock_restrict_self 446
#endif

/// Landlock without any access: true where it holds, also when tried; a fault is a negative errno in `fault`.
bool kq_landlock(int *fault);

/// The filter of system calls, in the same way.
bool kq_seccomp(int *fault);

#endif
