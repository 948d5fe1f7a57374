/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CEVENT_SHIM_H
#define MATINES_CEVENT_SHIM_H

/* The system's first: libevent's would change what they declare, and Swift refuses two forms. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>

/* The address of a socket is a union of kinds in C. */
static inline struct sockaddr *matines_as_address(void *address) {
  return (struct sockaddr *)address;
}

/* An enumeration in the C library, whose name Swift takes for a type of its own. */
static inline int matines_file_limit(struct rlimit *limit) {
  return getrlimit(RLIMIT_NOFILE, limit);
}

#endif
