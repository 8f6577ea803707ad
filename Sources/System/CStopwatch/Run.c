// A program from its start to its end.

#define _GNU_SOURCE
#include "include/CStopwatch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

static int64_t kq_nanoseconds(struct timeval time) {
  return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

kq_cost kq_run(char *const arguments[], char *const environment[], const char *input, const char *output) {
  kq_cost cost = {.status = -1};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, input ? input : "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(
    &files, 1, output ? output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  pid_t process;
  int64_t start = kq_now();
  int fault = posix_spawnp(&process, arguments[0], &files, NULL, arguments, environment);
  posix_spawn_file_actions_destroy(&files);
  if (fault != 0) return cost;
  struct rusage usage;
  memset(&usage, 0, sizeof usage);
  int word = 0;
  while (wait4(process, &word, 0, &usage) < 0 && errno == EINTR) {
    if (kq_interrupted()) kill(process, SIGKILL);
  }
  cost.wall = kq_now() - start;
  cost.cpu = kq_nanoseconds(usage.ru_utime) + kq_nanoseconds(usage.ru_stime);
  cost.peak = (int64_t)usage.ru_maxrss * 1024;
  cost.status = WIFSIGNALED(word) ? 128 + WTERMSIG(word) : WEXITSTATUS(word);
  return cost;
}
