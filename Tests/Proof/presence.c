/* SPDX-License-Identifier: MIT */
/*
 * presence DOCUMENT model FROM PEOPLE SECONDS SEED: pings, leaves and checks people of its own
 *   against a model for so long; prints checks, those that found less than there is, those that
 *   found more, and refused pings.
 * presence DOCUMENT kills KILLS PEOPLE: ends a writing child so often, and looks each time whether
 *   everybody is as the child's notes say; prints kills, those in mid-ping, checks, wrong answers.
 * presence DOCUMENT vandal FILE: writes random words into a table until it is ended.
 * presence DOCUMENT operations COUNT: so many pings, leaves and checks, once a line stands on
 *   standard input; prints how many.
 * presence DOCUMENT silent COUNT: so many checks between two lines on standard error.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

enum { TABS = 3, LEASE_MS = 95000, ABSENT = 0 };

static uint64_t state;

static uint64_t dice(void) {
  uint64_t value = state += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

static int64_t now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_BOOTTIME, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static const char *person(char name[32], uint64_t number) {
  snprintf(name, 32, "person-%llu", (unsigned long long)number);
  return name;
}

static const char *const tabs[TABS] = {"tab-a", "tab-b", "tab-c"};

/* What somebody's tabs were told last, and when. */
typedef struct known {
  int8_t shown[TABS]; /* 0 absent, 1 hidden, 2 visible */
  int64_t at[TABS];
} known;

/* The presence there must be; -1 while a lease is about to end. */
static int expected(const known *one, int64_t now) {
  int found = 0;
  for (int i = 0; i < TABS; i++) {
    if (one->shown[i] == ABSENT) continue;
    int64_t age = now - one->at[i];
    if (age > LEASE_MS - 1500 && age < LEASE_MS + 2500) return -1;
    if (age < LEASE_MS && one->shown[i] > found) found = one->shown[i];
  }
  return found;
}

static int presence_of(matines_engine *engine, uint64_t number) {
  char name[32];
  matines_presence presence;
  must(matines_presence_check(engine, person(name, number), &presence), "check");
  return (int)presence;
}

/* 1 when the table had no room. */
static int tell(matines_engine *engine, uint64_t number, int tab, int shown) {
  char name[32];
  person(name, number);
  if (shown == ABSENT) {
    must(matines_presence_leave(engine, name, tabs[tab]), "leave");
    return 0;
  }
  matines_status status = matines_presence_ping(engine, name, tabs[tab], shown == 2);
  if (status == MATINES_EFULL) return 1;
  must(status, "ping");
  return 0;
}

/* More than there is may be somebody else of the same hash; less is always wrong. */
typedef struct tally {
  uint64_t checks, less, more;
} tally;

static void check(tally *tally, matines_engine *engine, uint64_t number, int wanted) {
  int found = presence_of(engine, number);
  tally->checks++, tally->less += found < wanted, tally->more += found > wanted;
}

static void model(matines_engine *engine, uint64_t from, uint64_t people, int64_t seconds) {
  known *all = calloc(people, sizeof *all);
  if (!all) exit(1);
  tally tally = {0};
  uint64_t refused = 0, turn = 0;
  for (int64_t end = now_ms() + seconds * 1000; (turn & 255) || now_ms() < end; turn++) {
    uint64_t one = dice() % people;
    int tab = dice() % 8 ? 0 : (int)(dice() % TABS);
    int shown = dice() % 8 ? 1 + (int)(dice() & 1) : ABSENT;
    int full = tell(engine, from + one, tab, shown);
    refused += (uint64_t)full;
    if (!full) all[one].shown[tab] = (int8_t)shown, all[one].at[tab] = now_ms();
    /* The same person, somebody else of ours, and somebody who never was there. */
    uint64_t asked[] = {one, dice() % people};
    for (int i = 0; i < 2; i++) {
      int wanted = expected(&all[asked[i]], now_ms());
      if (wanted >= 0) check(&tally, engine, from + asked[i], wanted);
    }
    check(&tally, engine, (1ull << 40) + dice() % (1ull << 40), ABSENT);
  }
  printf("%llu %llu %llu %llu\n", (unsigned long long)tally.checks,
         (unsigned long long)tally.less, (unsigned long long)tally.more,
         (unsigned long long)refused);
}

/* Notes that a child makes in memory it shares with its parent. */
typedef struct notes {
  volatile int64_t writing; /* whose tab it is telling about, plus one */
  volatile int8_t next;
  volatile int64_t pings;
  known people[];
} notes;

static void write_until_killed(const char *document, notes *shared, uint64_t people) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  matines_engine *engine = open_document(document);
  for (;;) {
    uint64_t one = dice() % people;
    int8_t shown = dice() % 8 ? (int8_t)(1 + (dice() & 1)) : ABSENT;
    shared->next = shown;
    shared->writing = (int64_t)one + 1;
    if (tell(engine, one, 0, shown)) exit(3);
    shared->people[one].at[0] = now_ms();
    shared->people[one].shown[0] = shown;
    shared->writing = 0;
    shared->pings++;
  }
}

static void kills(const char *document, int64_t count, uint64_t people) {
  size_t size = sizeof(notes) + people * sizeof(known);
  notes *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) exit(1);
  matines_engine *engine = open_document(document);
  uint64_t checks = 0, wrong = 0, amid = 0;
  for (int64_t i = 0; i < count; i++) {
    int64_t before = shared->pings;
    state ^= (uint64_t)now_ms() << 20;
    pid_t child = fork();
    if (child == 0) write_until_killed(document, shared, people);
    while (shared->pings == before && waitpid(child, NULL, WNOHANG) == 0) usleep(200);
    usleep((useconds_t)(dice() % 3000));
    int status;
    kill(child, SIGKILL);
    if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status)) exit(4);
    uint64_t half = (uint64_t)shared->writing;
    amid += half != 0;
    for (uint64_t one = 0; one < people; one++) {
      known *told = &shared->people[one];
      int wanted = expected(told, now_ms()), found = presence_of(engine, one);
      if (one + 1 == half && found == shared->next) wanted = found;
      if (wanted >= 0) checks++, wrong += found != wanted;
      if (one + 1 == half) told->shown[0] = (int8_t)found, told->at[0] = now_ms();
    }
    shared->writing = 0;
  }
  printf("%lld %llu %llu %llu\n", (long long)count, (unsigned long long)amid,
         (unsigned long long)checks, (unsigned long long)wrong);
}

static void vandal(const char *path) {
  int file = open(path, O_RDWR);
  struct stat status;
  if (file < 0 || fstat(file, &status) < 0) exit(1);
  uint64_t words = (uint64_t)status.st_size / 8;
  uint64_t *memory =
      mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) exit(1);
  puts("writing");
  fflush(stdout);
  for (;;) ((volatile uint64_t *)memory)[dice() % words] = dice();
}

static void operations(matines_engine *engine, uint64_t count) {
  uint64_t done = 0;
  puts("open");
  fflush(stdout);
  if (getchar() != '\n') exit(1);
  for (; done < count; done++) {
    uint64_t one = dice() % 20000;
    int answer = dice() & 1 ? presence_of(engine, one)
                            : tell(engine, one, (int)(dice() % TABS), (int)(dice() % 3));
    if (answer < 0 || answer > MATINES_VISIBLE) exit(5);
  }
  printf("%llu\n", (unsigned long long)done);
}

static void silent(matines_engine *engine, uint64_t count) {
  tell(engine, 1, 0, 2);
  presence_of(engine, 1);
  if (write(2, "begin\n", 6) != 6) exit(1);
  for (uint64_t i = 0; i < count; i++) presence_of(engine, i % 100);
  if (write(2, "end\n", 4) != 4) exit(1);
  printf("%llu\n", (unsigned long long)count);
}

int main(int count, char **arguments) {
  if (count < 4) return 2;
  uint64_t numbers[4] = {0};
  for (int i = 3; i < count && i < 7; i++) numbers[i - 3] = strtoull(arguments[i], NULL, 10);
  const char *document = arguments[1], *what = arguments[2];
  state = numbers[3] ^ (uint64_t)now_ms();
  if (strcmp(what, "vandal") == 0) vandal(arguments[3]);
  if (strcmp(what, "kills") == 0) return kills(document, (int64_t)numbers[0], numbers[1]), 0;
  matines_engine *engine = open_document(document);
  if (strcmp(what, "model") == 0) model(engine, numbers[0], numbers[1], (int64_t)numbers[2]);
  if (strcmp(what, "operations") == 0) operations(engine, numbers[0]);
  if (strcmp(what, "silent") == 0) silent(engine, numbers[0]);
  matines_close(engine);
}
