// The filter of system calls: which are answered, and how.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define KQ_ARCHITECTURE AUDIT_ARCH_X86_64
#define KQ_ANSWER(context) (context)->uc_mcontext.gregs[REG_RAX]
#define KQ_FIRST(context) (context)->uc_mcontext.gregs[REG_RDI]
#define KQ_SECOND(context) (context)->uc_mcontext.gregs[REG_RSI]
#define KQ_THIRD(context) (context)->uc_mcontext.gregs[REG_RDX]
#define KQ_FOURTH(context) (context)->uc_mcontext.gregs[REG_R10]
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define KQ_ARCHITECTURE AUDIT_ARCH_AARCH64
#define KQ_ANSWER(context) (context)->uc_mcontext.regs[0]
#define KQ_FIRST(context) (context)->uc_mcontext.regs[0]
#define KQ_SECOND(context) (context)->uc_mcontext.regs[1]
#define KQ_THIRD(context) (context)->uc_mcontext.regs[2]
#define KQ_FOURTH(context) (context)->uc_mcontext.regs[3]
#else
#error "The filter of system calls is written for x86_64 and aarch64."
#endif

enum {
  // Calls of the 32-bit interface with 64-bit registers have this bit in their number (x86_64 only).
  KQ_X32 = 0x40000000,
  KQ_LONGEST = 512,
  // sigaction(2), SYS_SECCOMP: the C library's headers lack it.
  KQ_BY_FILTER = 1,
};

static const uint32_t kq_kill_process = SECCOMP_RET_KILL_PROCESS;

static const int kq_allowed[] = {
  SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_recvmsg, SYS_sendmsg, SYS_ppoll, SYS_close,
  SYS_fstat, SYS_lseek, SYS_futex, SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_exit, SYS_exit_group,
  SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_gettimeofday, SYS_nanosleep, SYS_sched_yield,
  SYS_sched_getaffinity, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
  SYS_restart_syscall, SYS_getpid, SYS_gettid, SYS_getrandom, SYS_getrusage, SYS_sysinfo, SYS_uname,
  SYS_setitimer,
#ifdef __x86_64__
  SYS_poll, SYS_time,
#endif
};

static const int kq_paths[] = {
  SYS_openat, SYS_readlinkat, SYS_faccessat,
#ifdef __x86_64__
  SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink,
#endif
};

static const int kq_deadly[] = {
  SYS_execve, SYS_execveat, SYS_socket, SYS_connect, SYS_bind, SYS_ptrace, SYS_process_vm_writev, SYS_bpf,
  SYS_io_uring_setup,
#ifdef __x86_64__
  SYS_fork, SYS_vfork,
#endif
};

typedef struct {
  struct sock_filter code[KQ_LONGEST];
  unsigned short count;
} kq_filter;

static void kq_put(kq_filter *filter, struct sock_filter instruction) {
  if (filter->count < KQ_LONGEST) filter->code[filter->count++] = instruction;
}

static void kq_load(kq_filter *filter, size_t offset) {
  kq_put(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

static void kq_return(kq_filter *filter, uint32_t action) {
  kq_put(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

// Goes on with the next instruction where it is so, else after `skip` more.
static void kq_if(kq_filter *filter, uint16_t comparison, uint32_t value, uint8_t skip) {
  kq_put(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, value, 0, skip));
}

static void kq_unless(kq_filter *filter, uint16_t comparison, uint32_t value, uint8_t skip) {
  kq_put(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, value, skip, 0));
}

// The low half of an argument, which is all of an int.
static void kq_load_argument(kq_filter *filter, int index) {
  kq_load(filter, offsetof(struct seccomp_data, args) + (size_t)index * sizeof(uint64_t));
}

static void kq_answer(kq_filter *filter, int call, uint32_t action) {
  kq_if(filter, BPF_JEQ, (uint32_t)call, 1);
  kq_return(filter, action);
}

static void kq_answer_all(kq_filter *filter, const int *calls, size_t size, uint32_t action) {
  for (size_t i = 0; i < size / sizeof *calls; i++) kq_answer(filter, calls[i], action);
}

static void kq_architecture(kq_filter *filter) {
  kq_load(filter, offsetof(struct seccomp_data, arch));
  kq_unless(filter, BPF_JEQ, KQ_ARCHITECTURE, 1);
  kq_return(filter, kq_kill_process);
  kq_load(filter, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  kq_if(filter, BPF_JGE, KQ_X32, 1);
  kq_return(filter, kq_kill_process);
#endif
}

static void kq_memory(kq_filter *filter) {
  kq_if(filter, BPF_JEQ, SYS_mmap, 10);
  kq_load_argument(filter, 2);
  kq_if(filter, BPF_JSET, PROT_EXEC, 1);
  kq_return(filter, kq_kill_process);
  kq_load_argument(filter, 3);
  // Neither counts for RLIMIT_DATA.
  kq_if(filter, BPF_JSET, MAP_GROWSDOWN, 1);
  kq_return(filter, SECCOMP_RET_ERRNO | ENOMEM);
  kq_if(filter, BPF_JSET, MAP_SHARED, 2);
  kq_if(filter, BPF_JSET, MAP_ANONYMOUS, 1);
  kq_return(filter, SECCOMP_RET_ERRNO | ENOMEM);
  kq_return(filter, SECCOMP_RET_ALLOW);

  kq_if(filter, BPF_JEQ, SYS_mprotect, 4);
  kq_load_argument(filter, 2);
  kq_if(filter, BPF_JSET, PROT_EXEC, 1);
  kq_return(filter, kq_kill_process);
  kq_return(filter, SECCOMP_RET_ALLOW);
}

// abort(3) sends its signal by this.
static void kq_signals(kq_filter *filter) {
  kq_if(filter, BPF_JEQ, SYS_tgkill, 4);
  kq_load_argument(filter, 0);
  kq_if(filter, BPF_JEQ, (uint32_t)getpid(), 1);
  kq_return(filter, SECCOMP_RET_ALLOW);
  kq_return(filter, kq_kill_process);
}

static void kq_fill(kq_filter *filter) {
  kq_architecture(filter);
  kq_memory(filter);
  kq_answer_all(filter, kq_allowed, sizeof kq_allowed, SECCOMP_RET_ALLOW);
  kq_signals(filter);
  kq_answer(filter, SYS_newfstatat, SECCOMP_RET_TRAP);
  kq_answer_all(filter, kq_paths, sizeof kq_paths, SECCOMP_RET_ERRNO | EACCES);
  kq_answer(filter, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
  kq_answer(filter, SYS_prctl, SECCOMP_RET_ERRNO | EPERM);
  kq_answer(filter, SYS_prlimit64, SECCOMP_RET_ERRNO | EPERM);
  kq_answer(filter, SYS_fcntl, SECCOMP_RET_ERRNO | EPERM);
  kq_answer(filter, SYS_clone, SECCOMP_RET_ERRNO | EAGAIN);
  kq_answer_all(filter, kq_deadly, sizeof kq_deadly, kq_kill_process);
  kq_return(filter, SECCOMP_RET_ERRNO | ENOSYS);
}

// glibc before 2.39 makes fstat(2) a newfstatat(2) of an empty path, and the filter cannot read paths.
static void kq_on_stat(int number, siginfo_t *call, void *state) {
  ucontext_t *context = state;
  if (call->si_code != KQ_BY_FILTER || call->si_syscall != SYS_newfstatat) {
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  const char *path = (const char *)KQ_SECOND(context);
  int kept = errno;
  long answer = -EACCES;
  if ((int)KQ_FOURTH(context) & AT_EMPTY_PATH && path && *path == 0) {
    answer = syscall(SYS_fstat, (int)KQ_FIRST(context), (void *)KQ_THIRD(context));
    if (answer != 0) answer = -errno;
  }
  errno = kept;
  KQ_ANSWER(context) = answer;
}

bool kq_seccomp(int *fault) {
  kq_filter filter = {.count = 0};
  kq_fill(&filter);
  struct sock_fprog program = {.len = filter.count, .filter = filter.code};
  struct sigaction action = {.sa_sigaction = kq_on_stat, .sa_flags = SA_SIGINFO};
  if (sigaction(SIGSYS, &action, NULL) != 0) {
    *fault = -errno;
    return false;
  }
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0u, &program) != 0) {
    // Not built in, or refused by the filter of a container.
    if (errno != ENOSYS && errno != EINVAL && errno != EPERM) *fault = -errno;
    signal(SIGSYS, SIG_DFL);
    return false;
  }
  return syscall(SYS_getppid) < 0 && errno == ENOSYS;
}
