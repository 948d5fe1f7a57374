/* SPDX-License-Identifier: MIT */
/* A folder of the program's own, made for one run and removed with everything in it. */
#ifndef FOLDER_H
#define FOLDER_H

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static inline void folder_make(char folder[4096]) {
  const char *root = getenv("TMPDIR");
  snprintf(folder, 4096, "%s/matines-host.XXXXXX", root && *root ? root : "/tmp");
  if (!mkdtemp(folder)) {
    perror(folder);
    exit(2);
  }
}

static inline int folder_unlink(
    const char *path, const struct stat *status, int kind, struct FTW *walk) {
  (void)status, (void)kind, (void)walk;
  return remove(path);
}

static inline void folder_remove(const char *folder) {
  nftw(folder, folder_unlink, 16, FTW_DEPTH | FTW_PHYS);
}

static inline int name_ends(const char *name, const char *end) {
  size_t length = strlen(name), tail = strlen(end);
  return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* How many files end so; the path of one of them comes out where it is wanted. */
static inline int folder_count(const char *folder, const char *end, char *found, size_t size) {
  DIR *list = opendir(folder);
  int count = 0;
  if (!list) return 0;
  for (struct dirent *entry; (entry = readdir(list));) {
    if (!name_ends(entry->d_name, end)) continue;
    if (found) snprintf(found, size, "%s/%s", folder, entry->d_name);
    count++;
  }
  closedir(list);
  return count;
}

/* The whole file, NUL-terminated; NULL where it cannot be read. */
static inline char *file_read(const char *path) {
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, 1 << 20);
  if (!file || !text) {
    if (file) fclose(file);
    free(text);
    return NULL;
  }
  text[fread(text, 1, (1 << 20) - 1, file)] = 0;
  fclose(file);
  return text;
}

static inline void file_write(const char *path, const char *text, mode_t mode) {
  FILE *file = fopen(path, "wb");
  if (!file) return perror(path);
  fputs(text, file);
  fclose(file);
  chmod(path, mode);
}

#endif
