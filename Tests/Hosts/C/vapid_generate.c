/* SPDX-License-Identifier: MIT */
/* A VAPID key pair in a file of its own: private, never over another, whatever the arguments. */
#include <stdint.h>
#include <sys/stat.h>

#include "host.h"

static char folder[4096];

static const char *in(const char *name) {
  static char path[2][8192];
  static int turn;
  char *answer = path[turn++ % 2];
  snprintf(answer, sizeof path[0], "%s/%s", folder, name);
  return answer;
}

static void refused(matines_status wanted, const char *file, size_t size) {
  char key[128];
  memset(key, 'x', sizeof key);
  STATUS(wanted, matines_vapid_generate(file, key, size));
  CHECK(size == 0 ? key[0] == 'x' : key[0] == 0);
}

static void made(void) {
  char key[MATINES_VAPID_KEY_SIZE], other[MATINES_VAPID_KEY_SIZE];
  struct stat status;
  mode_t mask = umask(0);
  OK(matines_vapid_generate(in("vapid.pem"), key, sizeof key));
  umask(mask);
  NUMBER(87, strlen(key));
  CHECK(key[0] == 'B' && strspn(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-_") == 87);
  CHECK(stat(in("vapid.pem"), &status) == 0);
  NUMBER(0600, status.st_mode & 07777);
  char *pem = file_read(in("vapid.pem"));
  CHECK(pem && strncmp(pem, "-----BEGIN PRIVATE KEY-----\n", 28) == 0);
  refused(MATINES_ECONFLICT, in("vapid.pem"), sizeof key);
  char *after = file_read(in("vapid.pem"));
  TEXT(pem ? pem : "", after);
  free(pem), free(after);
  OK(matines_vapid_generate(in("other.pem"), other, SIZE_MAX));
  CHECK(strcmp(key, other) != 0);
}

static void bad_arguments(void) {
  refused(MATINES_ENULL, NULL, 88);
  STATUS(MATINES_ENULL, matines_vapid_generate(in("new.pem"), NULL, 88));
  refused(MATINES_ETOOLARGE, in("new.pem"), 87);
  refused(MATINES_ETOOLARGE, in("new.pem"), 1);
  refused(MATINES_ETOOLARGE, in("new.pem"), 0);
  refused(MATINES_EENCODING, "\xFF.pem", 88);
  char *deep = malloc(10000);
  memset(deep, 'a', 9999), deep[9999] = 0;
  refused(MATINES_ETOOLARGE, deep, 88);
  free(deep);
  refused(MATINES_EIO, "", 88);
  refused(MATINES_EIO, in("none/new.pem"), 88);
  refused(MATINES_EIO, in("other.pem/new.pem"), 88);
  CHECK(access(in("new.pem"), F_OK) != 0);
}

static void bad_folders(void) {
  CHECK(mkdir(in("open"), 0700) == 0 && chmod(in("open"), 0777) == 0);
  refused(MATINES_EPERM, in("open/new.pem"), 88);
  CHECK(access(in("open/new.pem"), F_OK) != 0);
  CHECK(symlink(in("target"), in("link.pem")) == 0);
  refused(MATINES_ECONFLICT, in("link.pem"), 88);
  CHECK(mkdir(in("folder.pem"), 0700) == 0);
  refused(MATINES_ECONFLICT, in("folder.pem"), 88);
  CHECK(access(in("target"), F_OK) != 0);
}

int main(void) {
  folder_make(folder);
  made();
  bad_arguments();
  bad_folders();
  folder_remove(folder);
  return check_end("vapid_generate");
}
