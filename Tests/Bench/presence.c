/* SPDX-License-Identifier: MIT */
/*
 * presence TABLE REDIS: the CPU of a ping and of a check across processes ("shm:" in the file
 * TABLE): PRESENT people with a tab each, while WRITERS other processes ping all they can. Beside
 * them one round trip to the Redis server on the socket REDIS, the two calls on "store:", and
 * `presence_miss`: to fetch one line of that table, somewhere in it, meanwhile, which a look cannot
 * do without.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

enum { SPAN = 2000, SPANS = 101, MOST = 64 };

static unsigned long people;
static char names[SPAN][16];

/* Everybody in turn, far from one another. */
static void name(char user[16], unsigned long i) {
  snprintf(user, 16, "%lu", 1000 + i * 7919 % people);
}

static void prepare(unsigned long from) {
  for (unsigned long i = 0; i < SPAN; i++) name(names[i], from + i);
}

static double ping_span(matines_engine *engine) {
  double start = cpu_us();
  for (int i = 0; i < SPAN; i++) {
    must(matines_presence_ping(engine, names[i], "tab-1", i & 1), "ping");
  }
  return (cpu_us() - start) * 1000 / SPAN;
}

static double check_span(matines_engine *engine) {
  int offline = 0;
  double start = cpu_us();
  for (int i = 0; i < SPAN; i++) {
    matines_presence presence;
    must(matines_presence_check(engine, names[i], &presence), "check");
    offline += presence == MATINES_OFFLINE;
  }
  double each = (cpu_us() - start) * 1000 / SPAN;
  if (offline) give_up("somebody present was found offline");
  return each;
}

static void fill(matines_engine *engine) {
  char user[16];
  for (unsigned long i = 0; i < people; i++) {
    snprintf(user, sizeof user, "%lu", 1000 + i);
    must(matines_presence_ping(engine, user, "tab-1", 1), "ping");
  }
}

/* A process of its own that pings until it is ended. */
static pid_t writer(const char *config, unsigned long number) {
  pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  matines_engine *engine = NULL;
  must(matines_open(config, &engine), "open in a writer");
  char user[16];
  for (unsigned long i = number * 104729;; i++) {
    name(user, i);
    must(matines_presence_ping(engine, user, "tab-1", 1), "ping of a writer");
  }
}

static void measure(matines_engine *engine, double *ping, double *check, size_t spans) {
  double pings[SPANS], checks[SPANS];
  for (size_t i = 0; i < spans; i++) {
    prepare(i * SPAN);
    pings[i] = ping_span(engine);
    prepare((i + SPANS) * SPAN);
    checks[i] = check_span(engine);
  }
  *ping = median(pings, spans);
  *check = median(checks, spans);
}

/* One command and its answer in Redis's own protocol, in nanoseconds of the wall. */
static double redis_span(int server) {
  char command[64], answer[64];
  double start = wall_us();
  for (int i = 0; i < SPAN; i++) {
    int length = snprintf(command, sizeof command, "*2\r\n$3\r\nGET\r\n$%zu\r\n%s\r\n",
                          strlen(names[i]), names[i]);
    if (write(server, command, (size_t)length) != length) give_up("redis: write");
    if (read(server, answer, sizeof answer) <= 0 || *answer != '$') give_up("redis: read");
  }
  return (wall_us() - start) * 1000 / SPAN;
}

static double redis(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int server = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(server, (struct sockaddr *)&address, sizeof address) < 0) give_up("redis: connect");
  double spans[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    prepare((unsigned long)i * SPAN);
    spans[i] = redis_span(server);
  }
  close(server);
  return median(spans, ROUNDS);
}

/* Which line is next depends on what the last one held, as nothing of a look can be had before. */
static double miss_span(const unsigned long *table, size_t lines, unsigned long *place) {
  double start = cpu_us();
  for (int i = 0; i < SPAN; i++) {
    *place = *place * 6364136223846793005u + 1442695040888963407u;
    const volatile unsigned long *line = table + (*place >> 20) % lines * 8;
    *place += *line & 1;
  }
  return (cpu_us() - start) * 1000 / SPAN;
}

static double miss(const char *table) {
  struct stat status;
  int file = open(table, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &status) != 0) give_up(table);
  size_t size = (size_t)status.st_size;
  unsigned long *words = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0), place = 1;
  if (words == MAP_FAILED) give_up(table);
  double spans[SPANS];
  for (size_t i = 0; i < SPANS; i++) spans[i] = miss_span(words, size / 64, &place);
  munmap(words, size);
  close(file);
  return median(spans, SPANS);
}

static void shared(const char *table, double *ping, double *check, double *fetch) {
  char *config = text(
      "{\"store\":\"sqlite:shared.db\",\"presence\":\"shm:%s?users=%lu\"}", table, people);
  long writers = setting("WRITERS", 8);
  pid_t children[MOST];
  if (writers > MOST) writers = MOST;
  for (long i = 0; i < writers; i++) children[i] = writer(config, (unsigned long)i);
  matines_engine *engine = NULL;
  must(matines_open(config, &engine), "open");
  fill(engine);
  measure(engine, ping, check, SPANS);
  *fetch = miss(table);
  for (long i = 0; i < writers; i++) {
    int status;
    kill(children[i], SIGKILL);
    if (waitpid(children[i], &status, 0) < 0 || !WIFSIGNALED(status)) give_up("a writer ended");
  }
  matines_close(engine);
  free(config);
}

static void stored(double *ping, double *check) {
  people = 1000;
  matines_engine *engine = open_store("stored.db", 0, ",\"presence\":\"store:\"");
  fill(engine);
  measure(engine, ping, check, ROUNDS);
  matines_close(engine);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  double ping, check, fetch, far;
  people = (unsigned long)setting("PRESENT", 1000000);
  shared(arguments[1], &ping, &check, &fetch);
  far = redis(arguments[2]);
  print_beside("presence_ping", ping, "ns", "presence_redis", far);
  print_beside("presence_check", check, "ns", "presence_redis", far);
  print_figure("presence_miss", fetch, "ns");
  print_figure("presence_redis", far, "ns");
  stored(&ping, &check);
  print_figure("presence_store_ping", ping, "ns");
  print_figure("presence_store_check", check, "ns");
}
