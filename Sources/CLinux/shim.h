// The parts of Linux that the Glibc module leaves out. Do not define _GNU_SOURCE here: debug builds then disagree
// with the Glibc module about the same declarations.
#ifndef VELLUM_CLINUX_SHIM_H
#define VELLUM_CLINUX_SHIM_H

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <linux/sockios.h>

// Declared by glibc only under _GNU_SOURCE.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int lowest);

static inline int vellum_epoll_add(int epoll, int descriptor, uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events, .data = {.u64 = token}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static inline uint64_t vellum_epoll_token(const struct epoll_event *event) { return event->data.u64; }

static inline int vellum_accept4(int descriptor, struct sockaddr *address, socklen_t *length) {
    return accept4(descriptor, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

// Bytes in the socket that the peer has not acknowledged (tcp(7), unix(7)); 0 when the kernel does not tell.
static inline int vellum_unacknowledged(int descriptor) {
    int count = 0;
    return ioctl(descriptor, SIOCOUTQ, &count) == 0 ? count : 0;
}

#endif
