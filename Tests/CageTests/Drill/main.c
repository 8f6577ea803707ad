// cage-drill DEED [--uncaged] [--nobody] [--data=BYTES] [--without-landlock] [--without-seccomp] [WORD...]
//
// cage-drill DEED [--uncaged] [--nobody] [--data=BYTES] [--without-landlock] [--without-seccomp] [WORD...]
// where it is alive at the end.

#define _GNU_SOURCE
#include "CCage.h"
#include "drill.h"

#include <errno.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

enum { ALIVE = 42, NOT_CLOSED = 43, UNKNOWN = 44, NOBODY = 65534 };

pid_t drill_parent;

void drill_tell(const char *format, ...) {
  char line[4096];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(line, sizeof line - 1, format, values);
  va_end(values);
  if (length < 0) return;
  if (length > (int)sizeof line - 2) length = sizeof line - 2;
  line[length++] = '\n';
  for (int sent = 0; sent < length;) {
    ssize_t more = kq_send(3, line + sent, (size_t)(length - sent), -1);
    if (more <= 0) _exit(45);
    sent += (int)more;
  }
}

// What a kernel answers that has no such call.
static void drill_without(long call) {
  struct sock_filter code[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = 4, .filter = code};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) != 0) _exit(NOT_CLOSED);
}

static const drill_deed *drill_find(const char *name) {
  const drill_deed *lists[] = {drill_deaths, drill_refusals, drill_works};
  for (int i = 0; i < 3; i++) {
    for (const drill_deed *deed = lists[i]; deed->name; deed++) {
      if (strcmp(deed->name, name) == 0) return deed;
    }
  }
  return NULL;
}

static void drill_close(unsigned long data) {
  unsigned holds = 0;
  int fault = kq_cage(data, &holds);
  drill_tell("cage %d %u", fault, holds);
  if (fault != 0) _exit(NOT_CLOSED);
}

int main(int count, char *words[]) {
  const drill_deed *deed = count > 1 ? drill_find(words[1]) : NULL;
  if (deed == NULL) return UNKNOWN;
  drill_parent = getppid();
  bool caged = true, nobody = false;
  unsigned long data = 256ul << 20;
  int first = 2;
  for (; first < count && strncmp(words[first], "--", 2) == 0; first++) {
    const char *option = words[first] + 2;
    if (strcmp(option, "uncaged") == 0) caged = false;
    if (strcmp(option, "nobody") == 0) nobody = true;
    if (strcmp(option, "without-landlock") == 0) drill_without(SYS_landlock_create_ruleset);
    if (strcmp(option, "without-seccomp") == 0) drill_without(SYS_seccomp);
    if (strncmp(option, "data=", 5) == 0) data = strtoul(option + 5, NULL, 10);
  }
  if (nobody && (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) return NOT_CLOSED;
  kq_preload();
  if (deed->before && deed->before(count - first, words + first) < 0) return NOT_CLOSED;
  if (caged) drill_close(data);
  if (deed->caged) {
    long answer = deed->caged(count - first, words + first);
    if (answer < 0) drill_tell("%s", strerrorname_np(errno));
    else drill_tell("done");
  }
  return ALIVE;
}
