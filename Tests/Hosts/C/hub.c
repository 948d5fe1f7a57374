/* SPDX-License-Identifier: MIT */
/* A host that runs the hub itself: what it must not pass, and an end by its descriptor. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host.h"

static char folder[4096];
static int told, url_was_good;
static int ends[2];

static void ready(void *context, const char *url) {
  told++;
  url_was_good = strncmp(url, "http://127.0.0.1:", 17) == 0;
  CHECK(context == folder);
  /* From within: the hub ends with its first turn. */
  CHECK(write(ends[1], "x", 1) == 1);
}

static void hears(void *context, matines_log_level level, const char *message) {
  CHECK(context == folder);
  CHECK(level >= MATINES_LOG_ALARM && level <= MATINES_LOG_NOTICE);
  CHECK(*message && !strpbrk(message, "\r\n"));
}

static const char *document(const char *hub) {
  snprintf(host_document, sizeof host_document, "{\"store\":\"sqlite:%s/m.db\"%s%s}", folder,
           *hub ? ",\"hub\":" : "", hub);
  return host_document;
}

#define HERE "{\"listen\":\"127.0.0.1:0\"}"

static void bad_tables(void) {
  matines_hub_host host = {.size = sizeof host, .stop_fd = ends[0]};
  STATUS(MATINES_ENULL, matines_hub_run(NULL, &host));
  STATUS(MATINES_ENULL, matines_hub_run(document(HERE), NULL));
  for (uint32_t size = 0; size < sizeof host; size += 7) {
    host.size = size;
    STATUS(MATINES_EVERSION, matines_hub_run(document(HERE), &host));
  }
  host.size = 1 << 20;
  STATUS(MATINES_EVERSION, matines_hub_run(document(HERE), &host));
  host.size = sizeof host;
  for (int bad = 0; bad < 4; bad++) {
    int each[] = {-1, INT32_MIN, INT32_MAX, 999};
    host.stop_fd = each[bad];
    STATUS(MATINES_EINVALID, matines_hub_run(document(HERE), &host));
  }
  /* A regular file is always readable, and cannot be waited for. */
  char path[8192];
  snprintf(path, sizeof path, "%s/file", folder);
  host.stop_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  STATUS(MATINES_ECONFIG, matines_hub_run(document(HERE), &host));
  close(host.stop_fd);
}

static void bad_documents(void) {
  static const char *hubs[] = {
      "", "1", "[]", "{}", "{\"listen\":1}", "{\"listen\":\"\"}",
      "{\"listen\":\"127.0.0.1:99999\"}",
      "{\"listen\":\"0.0.0.0:3000\"}", "{\"listen\":\"[::ffff:127.0.0.1]:3000\"}",
      "{\"listen\":\"127.0.0.1:0\",\"x\":1}", "{\"listen\":\"127.0.0.1:0\",\"history\":-1}",
      "{\"listen\":\"127.0.0.1:0\",\"history\":1e99}", "{\"listen\":\"127.0.0.1:0\",\"limits\":1}",
      "{\"listen\":\"127.0.0.1:0\",\"limits\":{\"connections\":0}}",
      "{\"listen\":\"127.0.0.1:0\",\"origins\":[\"*\"]}",
      "{\"listen\":\"127.0.0.1:0\",\"heartbeat_ms\":1}"};
  matines_hub_host host = {.size = sizeof host, .stop_fd = ends[0]};
  for (size_t i = 0; i < sizeof hubs / sizeof *hubs; i++) {
    STATUS(MATINES_ECONFIG, matines_hub_run(document(hubs[i]), &host));
    matines_engine *engine = NULL;
    /* matines_open checks the same member, and does not need it. */
    if (i > 0) STATUS(MATINES_ECONFIG, matines_open(document(hubs[i]), &engine));
  }
  STATUS(MATINES_ECONFIG, matines_hub_run("{}", &host));
  STATUS(MATINES_EENCODING, matines_hub_run("{\"hub\":\"\xff\"}", &host));
}

/* Without functions, with them, and several times: each ends when it is told. */
static void runs(void) {
  matines_hub_host host = {.size = sizeof host, .stop_fd = ends[0], .context = folder};
  CHECK(write(ends[1], "x", 1) == 1);
  OK(matines_hub_run(document(HERE), &host));
  host.ready = ready, host.write = hears;
  char octets[16];
  CHECK(read(ends[0], octets, sizeof octets) == 1);
  for (int round = 1; round <= 3; round++) {
    OK(matines_hub_run(document(HERE), &host));
    NUMBER(round, told);
    CHECK(url_was_good);
    CHECK(read(ends[0], octets, sizeof octets) == 1);
  }
  /* The other end closed is as good as an octet. */
  close(ends[1]);
  host.ready = NULL;
  OK(matines_hub_run(document(HERE), &host));
}

static void key_files(void) {
  struct stat found;
  char path[8192];
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/m.db.keys/hub-%s.key", folder, i ? "publish" : "subscribe");
    CHECK(stat(path, &found) == 0 && (found.st_mode & 0777) == 0600 && found.st_size >= 33);
  }
}

int main(void) {
  sigset_t before, after;
  struct sigaction pipe_before, pipe_after;
  folder_make(folder);
  CHECK(pipe(ends) == 0);
  pthread_sigmask(SIG_SETMASK, NULL, &before);
  sigaction(SIGPIPE, NULL, &pipe_before);
  bad_tables();
  bad_documents();
  runs();
  key_files();
  pthread_sigmask(SIG_SETMASK, NULL, &after);
  sigaction(SIGPIPE, NULL, &pipe_after);
  for (int number = 1; number < 32; number++)
    CHECK(sigismember(&before, number) == sigismember(&after, number));
  CHECK(pipe_before.sa_handler == pipe_after.sa_handler);
  folder_remove(folder);
  return check_end("hub");
}
