/* SPDX-License-Identifier: MIT */
/* Publishes to a hub on one keep-alive connection: hub PORT COUNT PAUSE_US PUBLISH SUBSCRIBE PID.
   With a pause it also reads its own updates from a stream, and prints how long half and nearly all
   of them took at most; without, how many there were a second of the hub's processor. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Within formats of printf. */
#define TOPIC "user%%2F42%%2Fnotifications"

static char octets[65536];

static double now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* To the tick of 10 ms, which is little of what a run takes. */
static double cpu_us(const char *pid) {
  char path[64], line[1024];
  unsigned long user = 0, kernel = 0;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  FILE *file = fopen(path, "r");
  if (!file || !fgets(line, sizeof line, file)) exit(2);
  fclose(file);
  sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
         &kernel);
  return (double)(user + kernel) * 1e6 / (double)sysconf(_SC_CLK_TCK);
}

static int reached(int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) exit(fprintf(stderr, "no hub\n"));
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return fd;
}

static void say(int fd, const char *text, size_t length) {
  if (send(fd, text, length, MSG_NOSIGNAL) != (ssize_t)length) exit(fprintf(stderr, "cut off\n"));
}

static void hear(int fd, const char *wanted) {
  ssize_t got = 0;
  do {
    ssize_t part = recv(fd, octets + got, sizeof octets - 1 - (size_t)got, 0);
    if (part <= 0) exit(fprintf(stderr, "no answer\n"));
    octets[got += part] = 0;
  } while (!strstr(octets, wanted));
}

static int stream(int port, const char *jwt) {
  int fd = reached(port), length = sprintf(
      octets, "GET /.well-known/mercure?topic=" TOPIC " HTTP/1.1\r\nHost: a\r\n"
      "Authorization: Bearer %s\r\n\r\n", jwt);
  say(fd, octets, (size_t)length);
  hear(fd, "\r\n\r\n:");
  return fd;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

int main(int count, char **words) {
  if (count != 7) return 2;
  int port = atoi(words[1]), times = atoi(words[2]), pause = atoi(words[3]);
  int publisher = reached(port), reader = pause ? stream(port, words[5]) : -1;
  double *taken = calloc((size_t)times, sizeof *taken), cpu = cpu_us(words[6]);
  char body[2048], request[8192], data[401];
  memset(data, 'x', 400), data[400] = 0;
  for (int i = 0; i < times; i++) {
    /* As the engine publishes: some 500 octets under an id of their own. */
    int size = sprintf(
        body, "topic=" TOPIC "&data=%s&private=on&id=urn%%3Auuid%%3A%08x-0000-7000-8000-%012x",
        data, (unsigned)getpid(), (unsigned)i);
    int length = sprintf(request, "POST /.well-known/mercure HTTP/1.1\r\nHost: a\r\nAuthorization: "
                         "Bearer %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                         "Content-Length: %d\r\n\r\n%s", words[4], size, body);
    double start = now_us();
    say(publisher, request, (size_t)length);
    /* Its own number: a heartbeat is no update. */
    char mine[64];
    snprintf(mine, sizeof mine, "%08x-0000-7000-8000-%012x", (unsigned)getpid(), (unsigned)i);
    if (reader >= 0) hear(reader, mine);
    taken[i] = now_us() - start;
    hear(publisher, "\r\n\r\nurn:uuid:");
    if (pause) usleep((useconds_t)pause);
  }
  cpu = cpu_us(words[6]) - cpu;
  qsort(taken, (size_t)times, sizeof *taken, ascending);
  if (pause) {
    printf("%.0f %.0f\n", taken[times / 2], taken[(size_t)times * 99 / 100]);
  } else {
    printf("%.0f %.2f\n", (double)times / (cpu / 1e6), cpu / times);
  }
  free(taken);
  return 0;
}
