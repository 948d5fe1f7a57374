/* SPDX-License-Identifier: MIT */
/* A resolver to load before libc's: it answers what MATINES_RESOLVER says, and nothing else.

   "KEY=ADDRESS,ADDRESS|ADDRESS;KEY=~30000|..." answers names such as n1-KEY.example.net: the lists
   between bars take turns, "~" sleeps so many milliseconds and then fails. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEYS = 256 };
static atomic_uint turns[KEYS];

typedef struct answer {
  struct addrinfo info;
  union {
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } address;
} answer;

static struct addrinfo *made(const char *text, size_t length, int port) {
  char address[64];
  answer *one = calloc(1, sizeof *one);
  if (!one || length >= sizeof address) return NULL;
  memcpy(address, text, length);
  address[length] = 0;
  one->info.ai_socktype = SOCK_STREAM;
  one->info.ai_protocol = IPPROTO_TCP;
  one->info.ai_addr = (struct sockaddr *)&one->address;
  if (inet_pton(AF_INET, address, &one->address.v4.sin_addr) == 1) {
    one->info.ai_family = one->address.v4.sin_family = AF_INET;
    one->address.v4.sin_port = htons((uint16_t)port);
    one->info.ai_addrlen = sizeof one->address.v4;
  } else if (inet_pton(AF_INET6, address, &one->address.v6.sin6_addr) == 1) {
    one->info.ai_family = one->address.v6.sin6_family = AF_INET6;
    one->address.v6.sin6_port = htons((uint16_t)port);
    one->info.ai_addrlen = sizeof one->address.v6;
  } else {
    fprintf(stderr, "resolver: %s is no address\n", address);
    abort();
  }
  return &one->info;
}

static int listed(const char *text, size_t length, int port, struct addrinfo **answers) {
  struct addrinfo **next = answers;
  *answers = NULL;
  if (length && *text == '~') {
    long span = strtol(text + 1, NULL, 10);
    struct timespec pause = {.tv_sec = span / 1000, .tv_nsec = span % 1000 * 1000000};
    nanosleep(&pause, NULL);
    return EAI_AGAIN;
  }
  for (const char *end = text + length; text < end;) {
    size_t octets = strcspn(text, ",|;");
    *next = made(text, octets, port);
    if (!*next) return EAI_MEMORY;
    next = &(*next)->ai_next;
    text += octets + (text[octets] == ',');
    if (text[-1] != ',') break;
  }
  return *answers ? 0 : EAI_NONAME;
}

/* The list whose turn it is. */
static int taken(const char *lists, unsigned turn, int port, struct addrinfo **answers) {
  unsigned count = 1;
  size_t length = strcspn(lists, ";");
  for (size_t i = 0; i < length; i++) count += lists[i] == '|';
  for (turn %= count; turn; turn--) lists += strcspn(lists, "|") + 1;
  return listed(lists, strcspn(lists, "|;"), port, answers);
}

int getaddrinfo(const char *restrict name, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict answers) {
  const char *table = getenv("MATINES_RESOLVER");
  const char *key = name ? strchr(name, '-') : NULL;
  int port = service ? atoi(service) : 0;
  (void)hints;
  if (!table || !key) return EAI_NONAME;
  size_t length = strcspn(++key, ".");
  for (int i = 0; i < KEYS && *table; i++) {
    size_t here = strcspn(table, "=");
    const char *lists = table + here + (table[here] == '=');
    if (here == length && !memcmp(table, key, length)) {
      return taken(lists, atomic_fetch_add(&turns[i], 1), port, answers);
    }
    table = lists + strcspn(lists, ";");
    table += *table == ';';
  }
  return EAI_NONAME;
}

void freeaddrinfo(struct addrinfo *answers) {
  while (answers) {
    struct addrinfo *next = answers->ai_next;
    free(answers);
    answers = next;
  }
}
