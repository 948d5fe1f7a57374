/* SPDX-License-Identifier: MIT */
/* Peers that do not serve: a closed port, a listener that resets, one that never says a word. */
#ifndef PEER_H
#define PEER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "check.h"

typedef struct peer {
  int listener, port;
  /* 1: each connection is taken and reset; 0: it stays in the backlog, silent. */
  int resets;
  _Atomic int met;
  pthread_t thread;
} peer;

static inline void *peer_reset(void *context) {
  peer *self = context;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, NULL);
  for (int client; (client = accept(self->listener, NULL, NULL)) >= 0;) {
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    self->met++;
    setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(client);
  }
  return NULL;
}

static inline void peer_open(peer *self, int resets) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  self->resets = resets;
  self->listener = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(bind(self->listener, (struct sockaddr *)&address, length) == 0);
  CHECK(listen(self->listener, 64) == 0);
  CHECK(getsockname(self->listener, (struct sockaddr *)&address, &length) == 0);
  self->port = ntohs(address.sin_port);
  if (resets) pthread_create(&self->thread, NULL, peer_reset, self);
}

static inline void peer_close(peer *self) {
  shutdown(self->listener, SHUT_RDWR);
  if (self->resets) pthread_join(self->thread, NULL);
  close(self->listener);
}

#endif
