#ifndef KIOSQUE_CCAGE_H
#define KIOSQUE_CCAGE_H

#include <stddef.h>
#include <sys/types.h>

// A process of its own for the parsers, which can compute, read what it was given, and nothing else: started
// and reaped here by the one that trusts it in nothing, closed here by itself.
//
// What comes back is 0 or a positive errno where it says "an errno", else a count or a negative errno.

/// Starts a program that inherits nothing but two descriptors, in a session of its own (no key of the
/// terminal reaches it): 0 and 1 are /dev/null, `errors` becomes 2, `channel` becomes 3, all others are
/// closed, whether they were opened close-on-exec or not. Every signal has its default effect, none is
/// blocked.
///
/// posix_spawn(3): a parent of any size and any number of threads starts it in the same time, without a copy
/// of its page tables. Both descriptors stay the caller's. `errors` should be a pipe or /dev/null: in the
/// cage no file can grow, and the first byte written to one kills (SIGXFSZ).
///
/// `pidfd` (pidfd_open(2), close-on-exec; Linux 5.3) is the caller's to close, after `kq_reap`. Returns 0, or
/// an errno, and then `pid` and `pidfd` are -1 and no process is left.
int kq_spawn(const char *path, char *const argv[], char *const envp[], int channel, int errors, pid_t *pid,
             int *pidfd);

/// What the cage is made of, as bits.
enum {
  /// No program that is started could have more rights (PR_SET_NO_NEW_PRIVS).
  KQ_CAGE_NEW_PRIVILEGES = 1,
  /// No file or folder can be opened, made, changed or removed by its path (landlock(7), Linux 5.13); from
  /// Linux 6.7 on no TCP port either, from 6.12 on no signal and no abstract socket of other processes.
  KQ_CAGE_LANDLOCK = 2,
  /// The limits of memory, processes, files and descriptors (setrlimit(2)).
  KQ_CAGE_LIMITS = 4,
  /// Only listed system calls are answered (seccomp(2), Linux 4.14).
  KQ_CAGE_SECCOMP = 8,
};

/// Closes the cage of this process for good, whoever its user is. In order: it has one thread (else -EBUSY:
/// an older one would stay outside of Landlock); PR_SET_NO_NEW_PRIVS; PR_SET_DUMPABLE 0, which leaves no core
/// and lets no other process of the user look into it; Landlock without any access; limits; the filter of
/// system calls.
///
/// Limits: `data_limit` bytes of memory (RLIMIT_DATA; 0 sets none), a stack of at most 64 MB, no child
/// process, no file that grows, 64 descriptors, no core. The limit of child processes does not bind root.
///
/// System calls: reading, writing and mapping of descriptors that are open, memory, time, its own signals.
/// EACCES for whatever opens or looks at a path, but fstat(2) of a descriptor works, by a handler of SIGSYS
/// (glibc before 2.39 asks for it by an empty path); ENOTTY for ioctl; EPERM for prctl, prlimit and fcntl;
/// ENOMEM for memory that the limit does not count (shared or growing downwards); EAGAIN for a thread or
/// process. execve, fork, socket, connect, bind, ptrace, bpf, io_uring, writing into another process, memory
/// that can be executed, tgkill at another process, and calls of another architecture end the process with
/// SIGSYS. All other calls, kill(2) too: ENOSYS.
///
/// Whatever is loaded when first needed has to be loaded before: libraries, charsets, the time zone.
///
/// `holds` is what holds, each part tried where it can be. Returns 0, also where the kernel, or the container
/// that this runs in, has no Landlock or no seccomp: its bit is missing then. A negative errno where a part
/// failed that should not; the process is not caged then and should end.
int kq_cage(unsigned long data_limit, unsigned *holds);

/// Sends bytes, and with the first of them a copy of a descriptor (SCM_RIGHTS, unix(7)) if `descriptor` is
/// not negative; `count` is at least 1 then. One sendmsg(2), repeated where a signal interrupted it, without
/// SIGPIPE.
///
/// Returns how many bytes were sent, which may be less than `count` on a stream: the rest goes without the
/// descriptor, which has been sent already. Else a negative errno, and then nothing was sent; -EAGAIN on a
/// full socket that does not block.
ssize_t kq_send(int socket, const void *bytes, size_t count, int descriptor);

/// Receives at most `count` bytes and at most four descriptors, which are close-on-exec and then the caller's
/// to close; `received` tells how many. Further ones that the sender put in are closed, so that none stays
/// open that nobody knows of. With `descriptors` NULL none is taken: for those who expect none from the other
/// side.
///
/// Bytes with which two descriptors were sent never come in one call, on a stream either. Returns the number
/// of bytes, 0 at the end, or a negative errno; -EAGAIN on an empty socket that does not block.
ssize_t kq_receive(int socket, void *bytes, size_t count, int descriptors[4], int *received);

/// Waits until the process has ended, and reaps it. One of `status` (exit(3)) and `signal` is what it ended
/// with, the other 0; `microseconds` is the processor time that it used itself, in user and kernel mode. Each
/// may be NULL. A pidfd is ready for reading (poll(2)) when this does not wait. Returns 0 or an errno.
int kq_reap(int pidfd, int *status, int *signal, long *microseconds);

/// Sends a signal to this very process, never to a later one of the same number. Returns 0 or an errno; ESRCH
/// where it has ended already.
int kq_kill(int pidfd, int signal);

/// Ends this process by SIGPROF once it has used so many milliseconds of processor time from now on, in user
/// and kernel mode (ITIMER_PROF), to the next tick of the kernel; 0 turns it off. Can be set anew in the
/// cage.
///
/// Processor time, because what is to be stopped is a loop, and a machine that does other things or sleeps
/// must not make a long capture guilty. What waits for ever uses none: its parent's death ends that, which
/// closes the channel, or the parent's own clock.
void kq_time_limit(long milliseconds);

/// Loads a charset for good, so that iconv(3) converts from it to UTF-8 in the cage: glibc keeps each one in
/// a file of its own, and another charset of the same family does not bring it. Returns 0 or an errno; EINVAL
/// for a name that the C library does not know.
int kq_preload_charset(const char *name);

/// Loads what the C library would else load late: the time zone. TZ becomes `:/etc/localtime` where it is not
/// set, because without it the file is looked at again at each localtime(3), and in the cage it is then UTC.
void kq_preload(void);

#endif
