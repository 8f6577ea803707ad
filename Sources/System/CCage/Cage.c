// The cage, from inside, in the order in which it is closed.

#define _GNU_SOURCE
#include "internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

// Threads of this process; 0 where it cannot be told.
static int kq_threads(void) {
  DIR *folder = opendir("/proc/self/task");
  // Without /proc: unshare(2) refuses CLONE_THREAD to a process of several threads, and does nothing for one.
  if (folder == NULL) return unshare(CLONE_THREAD) == 0 ? 1 : errno == EINVAL ? 2 : 0;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}

// A thread that was joined may be listed for a moment longer.
static bool kq_is_alone(void) {
  for (int tries = 0; tries < 20; tries++) {
    if (kq_threads() == 1) return true;
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  return false;
}

// The rights of landlock(7) that each version of its interface added, from the kernel's documentation; in
// numbers, because the headers of Debian 12 end with the second.
static uint64_t kq_rights(int version) {
  uint64_t bits = (1 << 13) - 1;             // execute, read, write, list, make and remove
  if (version >= 2) bits |= 1 << 13;         // link or rename to another folder
  if (version >= 3) bits |= 1 << 14;         // truncate
  if (version >= 5) bits |= 1 << 15;         // ioctl of devices
  return bits;
}

bool kq_landlock(int *fault) {
  int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, 1u);
  if (version < 1) return false;
  struct {
    uint64_t files, network, scoped;
  } rules = {
    .files = kq_rights(version),
    .network = version >= 4 ? 3 : 0,         // bind and connect of TCP
    .scoped = version >= 6 ? 3 : 0,          // abstract sockets and signals
  };
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  int set = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0u);
  if (set < 0 || syscall(SYS_landlock_restrict_self, set, 0u) != 0) *fault = -errno;
  if (set >= 0) close(set);
  if (*fault != 0) return false;
  int tried = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (tried >= 0) close(tried);
  return tried < 0 && errno == EACCES;
}

// At most so much, for good; what is less already stays.
static int kq_limit(int resource, rlim_t most) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return -errno;
  if (limit.rlim_cur > most) limit.rlim_cur = most;
  limit.rlim_max = limit.rlim_cur;
  return setrlimit(resource, &limit) == 0 ? 0 : -errno;
}

static int kq_limits(unsigned long data_limit) {
  const struct {
    int resource;
    rlim_t most;
  } limits[] = {
    {RLIMIT_DATA, data_limit ? data_limit : RLIM_INFINITY}, {RLIMIT_STACK, 64 << 20}, {RLIMIT_NPROC, 0},
    {RLIMIT_FSIZE, 0}, {RLIMIT_NOFILE, 64}, {RLIMIT_CORE, 0},
  };
  int fault = 0;
  for (size_t i = 0; i < sizeof limits / sizeof *limits && fault == 0; i++) {
    fault = kq_limit(limits[i].resource, limits[i].most);
  }
  return fault;
}

int kq_cage(unsigned long data_limit, unsigned *holds) {
  int fault = 0;
  *holds = 0;
  if (!kq_is_alone()) return -EBUSY;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1) *holds |= KQ_CAGE_NEW_PRIVILEGES;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return -errno;
  if (kq_landlock(&fault)) *holds |= KQ_CAGE_LANDLOCK;
  if (fault != 0) return fault;
  fault = kq_limits(data_limit);
  if (fault != 0) return fault;
  *holds |= KQ_CAGE_LIMITS;
  if (kq_seccomp(&fault)) *holds |= KQ_CAGE_SECCOMP;
  return fault;
}
