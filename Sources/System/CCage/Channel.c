// Bytes and descriptors over a socket pair.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { KQ_DESCRIPTORS = 4 };

ssize_t kq_send(int socket, const void *bytes, size_t count, int descriptor) {
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(int))];
  } control = {0};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    // A stream drops what comes with no byte.
    if (count == 0) return -EINVAL;
    message.msg_control = &control;
    message.msg_controllen = sizeof control.room;
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(&control.head), &descriptor, sizeof(int));
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent < 0 ? -errno : sent;
}

ssize_t kq_receive(int socket, void *bytes, size_t count, int descriptors[4], int *received) {
  struct iovec part = {.iov_base = bytes, .iov_len = count};
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE(KQ_DESCRIPTORS * sizeof(int))];
  } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (received) *received = 0;
  ssize_t taken;
  do {
    // Without room for them the kernel closes descriptors itself, all of them or those that are too many.
    message.msg_control = descriptors && received ? &control : NULL;
    message.msg_controllen = message.msg_control ? sizeof control.room : 0;
    taken = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (taken < 0 && errno == EINTR);
  if (taken < 0) return -errno;
  for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head; head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    size_t held = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t i = 0; i < held; i++) {
      int descriptor;
      memcpy(&descriptor, CMSG_DATA(head) + i * sizeof(int), sizeof(int));
      if (*received < KQ_DESCRIPTORS) descriptors[(*received)++] = descriptor;
      else close(descriptor);
    }
  }
  return taken;
}
