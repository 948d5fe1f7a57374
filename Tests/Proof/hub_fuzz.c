/* SPDX-License-Identifier: MIT */
/* Sends a hub requests that were good and are bent: hub_fuzz PORT COUNT SEED PUBLISH SUBSCRIBE,
   where the last two are tokens. Prints how many it sent, and how many answers began with 2 and
   with 4. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static uint64_t dice;
static char seeds[8][4096];
static int seed_count;
static long answers[10], failures;

static uint64_t roll(uint64_t sides) {
  dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
  return dice % sides;
}

static void make_seeds(const char *publish, const char *subscribe) {
  static const char *body =
      "topic=user%2F42%2Fnotifications&data=a%0Ab&private=on&id=x&type=t&retry=5";
  int n = 0;
  sprintf(seeds[n++],
          "POST /.well-known/mercure HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
          publish, strlen(body), body);
  sprintf(seeds[n++], "POST /.well-known/mercure HTTP/1.1\r\nAuthorization: Bearer %s\r\n"
          "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
          "7\r\ntopic=a\r\n0\r\n\r\n", publish);
  sprintf(seeds[n++],
          "GET /.well-known/mercure?topic=a&topic=b&lastEventID=x HTTP/1.1\r\nHost: a\r\n"
          "Cookie: b=c; mercureAuthorization=%s\r\nLast-Event-ID: x\r\n\r\n", subscribe);
  sprintf(seeds[n++], "DELETE /.well-known/mercure/subscriptions/user%%2F9 HTTP/1.1\r\nHost: a\r\n"
          "Authorization: Bearer %s\r\n\r\n", publish);
  sprintf(seeds[n++], "OPTIONS /.well-known/mercure HTTP/1.1\r\nOrigin: https://a\r\n\r\n");
  sprintf(seeds[n++],
          "HEAD http://a/.well-known/mercure HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  seed_count = n;
}

/* None to three bends: an octet changed, dropped, doubled, a piece of another seed put in. */
static size_t bend(char *out, const char *seed) {
  static const char *pieces[] = {
      "\r\n", "\r", "\n", "%00", "%", "&topic=", "{", "\0", ": ", " ", "\t", "HTTP/9.9", "-1",
      "99999999999999999999", "chunked", "\xff", ";", "="};
  size_t length = strlen(seed);
  memcpy(out, seed, length);
  for (uint64_t bends = roll(4); bends > 0 && length > 2; bends--) {
    size_t place = roll(length);
    const char *piece = pieces[roll(sizeof pieces / sizeof *pieces)];
    size_t size = *piece ? strlen(piece) : 1, cut = roll(64);
    switch (roll(5)) {
      case 0: out[place] = (char)roll(256); break;
      case 1: out[place] ^= (char)(1 << roll(8)); break;
      case 2: memmove(out + place, out + place + 1, --length - place); break;
      case 3:
        memmove(out + place + size, out + place, length - place);
        memcpy(out + place, piece, size), length += size;
        break;
      default: if (cut < length - place) length -= cut;
    }
  }
  return length;
}

static int reached(int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  /* From anywhere on this machine: of one address the ports would run out. */
  struct sockaddr_in from = {.sin_family = AF_INET};
  from.sin_addr.s_addr = htonl(0x7F000001u + (uint32_t)roll(1 << 20));
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bind(fd, (struct sockaddr *)&from, sizeof from);
  if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
  close(fd);
  return -1;
}

/* Reads until the hub ends the connection, which it must: we have said that we are done. */
static int drained(int fd) {
  char octets[16384];
  for (int first = 1;; first = 0) {
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    if (poll(&waiting, 1, 15000) <= 0) return 0;
    ssize_t got = recv(fd, octets, sizeof octets, 0);
    if (got <= 0) return 1;
    if (!first || got <= 11) continue;
    answers[(octets[9] - '0') & 7]++;
    /* An unknown method is 501, and no room 503: the hub's own failure would be another. */
    failures += octets[9] == '5' && octets[11] != '1' && octets[11] != '3';
  }
}

int main(int count, char **words) {
  if (count != 6) return 2;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  long wanted = atol(words[2]), sent = 0;
  dice = (uint64_t)atoll(words[3]) * 0x9E3779B97F4A7C15u + 1;
  make_seeds(words[4], words[5]);
  static char octets[64 * 8192];
  while (sent < wanted) {
    size_t length = 0;
    /* Behind a request that is no request nothing more is read. */
    long many = 1 + (long)roll(3);
    for (long i = 0; i < many; i++)
      length += bend(octets + length, seeds[roll((uint64_t)seed_count)]);
    int fd = reached(atoi(words[1]));
    if (fd < 0) return fprintf(stderr, "no connection after %ld\n", sent), 1;
    for (size_t done = 0; done < length;) {
      ssize_t part = send(fd, octets + done, length - done, MSG_NOSIGNAL);
      if (part <= 0) break;
      done += (size_t)part;
    }
    shutdown(fd, SHUT_WR);
    if (!drained(fd)) return fprintf(stderr, "not ended after %ld\n", sent), 1;
    close(fd);
    /* Nobody knows how many of them it read. */
    sent++;
  }
  if (failures > 0) return fprintf(stderr, "%ld answers that blame the hub\n", failures), 1;
  printf("%ld %ld %ld\n", sent, answers[2], answers[4]);
  return 0;
}
