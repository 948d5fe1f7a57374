/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_us(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

double cpu_us(void) { return now_us(CLOCK_PROCESS_CPUTIME_ID); }
double wall_us(void) { return now_us(CLOCK_MONOTONIC); }

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

double percentile(double *values, size_t count, double part) {
  if (count == 0) return 0;
  qsort(values, count, sizeof *values, ascending);
  size_t rank = (size_t)(part * (double)count);
  return values[rank < count ? rank : count - 1];
}

double median(double *values, size_t count) { return percentile(values, count, 0.5); }

long setting(const char *name, long otherwise) {
  const char *value = getenv(name);
  long number = value ? strtol(value, NULL, 10) : 0;
  return number > 0 ? number : otherwise;
}

void must(matines_status status, const char *what) {
  if (status == MATINES_OK) return;
  fprintf(stderr, "bench: %s: status %d: %s\n", what, status, matines_error_message());
  exit(1);
}

void give_up(const char *what) {
  fprintf(stderr, "bench: %s (%s)\n", what, strerror(errno));
  exit(1);
}

char *text(const char *format, ...) {
  char *output = NULL;
  va_list arguments;
  va_start(arguments, format);
  if (vasprintf(&output, format, arguments) < 0) give_up("memory");
  va_end(arguments);
  return output;
}

/* Four digits that count, never an exponent. */
static void print_number(const char *before, double value) {
  printf("%s%.*f", before, value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0, value);
}

void print_figure(const char *name, double value, const char *unit) {
  printf("bench %s", name);
  print_number(" ", value);
  printf(" %s\n", unit);
  fflush(stdout);
}

void print_ratio(
    const char *name, double value, const char *unit, const char *peer, double peer_value,
    double ratio) {
  printf("bench %s", name);
  print_number(" ", value);
  printf(" %s peer=%s", unit, peer);
  print_number(" peer_value=", peer_value);
  printf(" ratio=%.3f\n", ratio);
  fflush(stdout);
}

void print_beside(
    const char *name, double value, const char *unit, const char *peer, double peer_value) {
  print_ratio(name, value, unit, peer, peer_value, value / peer_value);
}

matines_engine *open_store(const char *file, int survive_power_loss, const char *members) {
  char *config = text(
      "{\"store\":\"sqlite:%s%s\",\"keys\":\"bench.keys\",\"origin\":\"https://bo.example.org\"%s}",
      file, survive_power_loss ? "" : "?survive_power_loss=no", members);
  matines_engine *engine = NULL;
  must(matines_open(config, &engine), "open");
  free(config);
  return engine;
}

void put_users(matines_engine *engine, long count) {
  for (long i = 0; i < count; i++) {
    char user[256];
    snprintf(
        user, sizeof user,
        "{\"id\":\"%ld\",\"email\":\"person%ld@example.org\",\"phone\":\"+3361%07ld\","
        "\"locale\":\"fr\",\"roles\":[\"member\"],\"domains\":[\"agriculture\"]}",
        1000 + i, 1000 + i, i);
    must(matines_user_put(engine, user), "user_put");
  }
}

void put_browsers(matines_engine *engine, long count) {
  for (long i = 0; i < count; i++) {
    char user[24], subscription[512];
    snprintf(user, sizeof user, "%ld", 1000 + i);
    snprintf(
        subscription, sizeof subscription,
        "{\"endpoint\":\"https://push.example.net/push/%ld\",\"keys\":{\"p256dh\":"
        "\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        "\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}",
        1000 + i);
    must(matines_subscription_put(engine, user, subscription), "subscription_put");
  }
}

static uint64_t mixed(uint64_t value) {
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}

void event_id(char output[37], const char *series, unsigned long i) {
  uint64_t seed = 0x9E3779B97F4A7C15u;
  for (; *series; series++) seed = mixed(seed ^ (uint64_t)*series);
  uint64_t a = mixed(seed + i * 0x9E3779B97F4A7C15u), b = mixed(a);
  snprintf(
      output, 37, "%08x-%04x-4%03x-8%03x-%012llx", (unsigned)(a >> 32),
      (unsigned)(a >> 16 & 0xFFFF), (unsigned)(a & 0xFFF), (unsigned)(b >> 52),
      (unsigned long long)(b & 0xFFFFFFFFFFFF));
}

void event_document(char *output, size_t size, long i) {
  snprintf(
      output, size,
      "{\"user_id\":\"%ld\",\"data\":{\"name\":\"Jeanne Martin\",\"ministry\":\"l'Agriculture\","
      "\"since\":\"2026-11-22\",\"targetUrl\":\"/admin/ministers/%ld\",\"number\":%06ld}}",
      1000 + i, 1000 + i, 100000 + i);
}
