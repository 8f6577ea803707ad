// The process, from outside: its start, its end.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// waitid(2); older C libraries do not name it.
enum { KQ_PIDFD = 3 };

static int kq_files(posix_spawn_file_actions_t *files, int channel, int errors) {
  int fault = posix_spawn_file_actions_addopen(files, 0, "/dev/null", O_RDONLY, 0);
  if (fault == 0) fault = posix_spawn_file_actions_addopen(files, 1, "/dev/null", O_WRONLY, 0);
  if (fault == 0) fault = posix_spawn_file_actions_adddup2(files, errors, 2);
  if (fault == 0) fault = posix_spawn_file_actions_adddup2(files, channel, 3);
  if (fault == 0) fault = posix_spawn_file_actions_addclosefrom_np(files, 4);
  return fault;
}

static int kq_attributes(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int fault = posix_spawnattr_setsigdefault(attributes, &all);
  if (fault == 0) fault = posix_spawnattr_setsigmask(attributes, &none);
  if (fault == 0) {
    fault = posix_spawnattr_setflags(
      attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  }
  return fault;
}

static int kq_start(const char *path, char *const argv[], char *const envp[], int channel, int errors,
                    pid_t *pid) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  int fault = posix_spawn_file_actions_init(&files);
  if (fault != 0) return fault;
  fault = posix_spawnattr_init(&attributes);
  if (fault == 0) {
    fault = kq_files(&files, channel, errors);
    if (fault == 0) fault = kq_attributes(&attributes);
    if (fault == 0) fault = posix_spawn(pid, path, &files, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

int kq_spawn(const char *path, char *const argv[], char *const envp[], int channel, int errors, pid_t *pid,
             int *pidfd) {
  *pid = *pidfd = -1;
  // Above every target: a source that is 0 to 3 would be written over before it is copied.
  int lifted = fcntl(channel, F_DUPFD_CLOEXEC, 16);
  if (lifted < 0) return errno;
  int said = fcntl(errors, F_DUPFD_CLOEXEC, 16);
  int fault = said < 0 ? errno : kq_start(path, argv, envp, lifted, said, pid);
  close(lifted);
  if (said >= 0) close(said);
  if (fault != 0) {
    *pid = -1;
    return fault;
  }
  *pidfd = (int)syscall(SYS_pidfd_open, *pid, 0);
  if (*pidfd >= 0) return 0;
  fault = errno;
  kill(*pid, SIGKILL);
  while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR) {}
  *pid = -1;
  return fault;
}

static long kq_microseconds(struct timeval time) { return time.tv_sec * 1000000L + time.tv_usec; }

int kq_reap(int pidfd, int *status, int *signal, long *microseconds) {
  siginfo_t end = {0};
  struct rusage usage = {0};
  // The C library's waitid has no place for the usage, and getrusage would tell that of all children.
  while (syscall(SYS_waitid, KQ_PIDFD, pidfd, &end, WEXITED, &usage) != 0) {
    if (errno != EINTR) return errno;
  }
  bool exited = end.si_code == CLD_EXITED;
  if (status) *status = exited ? end.si_status : 0;
  if (signal) *signal = exited ? 0 : end.si_status;
  if (microseconds) *microseconds = kq_microseconds(usage.ru_utime) + kq_microseconds(usage.ru_stime);
  return 0;
}

int kq_kill(int pidfd, int signal) {
  return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) == 0 ? 0 : errno;
}
