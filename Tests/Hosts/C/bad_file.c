/* SPDX-License-Identifier: MIT */
/* Files and folders that others could reach, or that are not what they seem. */
#include <fcntl.h>
#include <sys/stat.h>

#include "host.h"

static char folder[4096];

static const char *in(const char *name) {
  static char path[4][8192];
  static int turn;
  char *answer = path[turn++ % 4];
  snprintf(answer, sizeof path[0], "%s/%s", folder, name);
  return answer;
}

static void refused(matines_status wanted, matines_status or_else, const char *store) {
  char document[16384];
  matines_engine *engine = (matines_engine *)document;
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s\"}", store);
  matines_status status = matines_open(document, &engine);
  if (status != wanted && status != or_else) {
    fprintf(stderr, "%s:\n", store);
    STATUS(wanted, status);
  }
  CHECK(status != MATINES_OK && engine == NULL);
  CHECK(*matines_error_message());
  if (status == MATINES_OK) matines_close(engine);
}

static mode_t mode_of(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0 ? status.st_mode & 0777 : 0;
}

static void made_private(void) {
  mode_t mask = umask(0);
  matines_engine *engine = open_engine("{\"store\":\"sqlite:%s\"}", in("private.db"));
  emit_promotion(engine, "evt-1");
  umask(mask);
  NUMBER(0600, mode_of(in("private.db")));
  NUMBER(0600, mode_of(in("private.db-wal")));
  NUMBER(0600, mode_of(in("private.db-shm")));
  NUMBER(0700, mode_of(in("private.db.keys")));
  char key[8192] = "";
  CHECK(folder_count(in("private.db.keys"), ".key", key, sizeof key) > 0);
  NUMBER(0600, mode_of(key));
  matines_close(engine);
}

static void folders(void) {
  refused(MATINES_EIO, MATINES_EPERM, in("missing/matines.db"));
  refused(MATINES_EPERM, MATINES_EIO, "/proc/matines.db");
  CHECK(mkdir(in("open"), 0700) == 0);
  CHECK(chmod(in("open"), 0777) == 0);
  refused(MATINES_EPERM, MATINES_EPERM, in("open/matines.db"));
  NUMBER(0, folder_count(in("open"), ".db", NULL, 0));
  CHECK(mkdir(in("keys"), 0777) == 0 && chmod(in("keys"), 0777) == 0);
  matines_engine *engine = NULL;
  char document[16384];
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s\",\"keys\":\"%s\"}", in("keys.db"),
           in("keys"));
  matines_status status = matines_open(document, &engine);
  CHECK(status == MATINES_EPERM || status == MATINES_ECONFIG);
  matines_close(engine);
}

static void links(void) {
  CHECK(symlink(in("private.db"), in("link.db")) == 0);
  refused(MATINES_EPERM, MATINES_EPERM, in("link.db"));
  CHECK(symlink(in("target"), in("dangling.db")) == 0);
  refused(MATINES_EPERM, MATINES_EPERM, in("dangling.db"));
  CHECK(access(in("target"), F_OK) != 0);
  CHECK(symlink(in("target"), in("wal.db-wal")) == 0);
  refused(MATINES_EPERM, MATINES_EPERM, in("wal.db"));
  CHECK(access(in("target"), F_OK) != 0);
}

static void files(void) {
  file_write(in("readable.db"), "", 0644);
  refused(MATINES_EPERM, MATINES_EPERM, in("readable.db"));
  CHECK(mkdir(in("folder.db"), 0700) == 0);
  refused(MATINES_EPERM, MATINES_EIO, in("folder.db"));
  CHECK(mkfifo(in("pipe.db"), 0600) == 0);
  refused(MATINES_EPERM, MATINES_EIO, in("pipe.db"));
  file_write(in("text.db"), "This is not a store, and long enough to be taken for one. ", 0600);
  refused(MATINES_EIO, MATINES_EIO, in("text.db"));
  char *text = file_read(in("text.db"));
  TEXT("This is not a store, and long enough to be taken for one. ", text);
  free(text);
}

/* Root may write where nobody may, and is somebody else for a moment. */
static void unwritable(void) {
  CHECK(mkdir(in("sealed"), 0500) == 0);
  int root = geteuid() == 0;
  if (root) CHECK(seteuid(65534) == 0);
  refused(MATINES_EPERM, MATINES_EPERM, in("sealed/matines.db"));
  if (root) CHECK(seteuid(0) == 0);
  CHECK(chmod(in("sealed"), 0700) == 0);
}

static void newer_store(void) {
  matines_engine *engine = open_engine("{\"store\":\"sqlite:%s\"}", in("newer.db"));
  matines_close(engine);
  /* user_version, big-endian, at 60 (SQLite file format, 1.3). */
  int file = open(in("newer.db"), O_WRONLY);
  const unsigned char version[4] = {0x7F, 0, 0, 0};
  CHECK(pwrite(file, version, 4, 60) == 4);
  close(file);
  refused(MATINES_EVERSION, MATINES_EVERSION, in("newer.db"));
}

int main(void) {
  folder_make(folder);
  made_private();
  folders();
  links();
  files();
  unwritable();
  newer_store();
  matines_engine *engine = open_engine("{\"store\":\"sqlite:%s\"}", in("private.db"));
  NUMBER(1, counts_of(engine, "42").unread);
  matines_close(engine);
  folder_remove(folder);
  return check_end("bad_file");
}
