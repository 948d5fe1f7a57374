/* SPDX-License-Identifier: MIT */
/* Settings and key files an engine that sends web push does not open with: each is named, and never
   an octet of a key. */
#include <sys/stat.h>
#include <unistd.h>

#include "host.h"

static char folder[4096];

static const char *in(const char *name) {
  static char path[4][8192];
  static int turn;
  char *answer = path[turn++ % 4];
  snprintf(answer, sizeof path[0], "%s/%s", folder, name);
  return answer;
}

/* Opens with this object as "webpush"; $ stands for the folder. */
static void not_opened(matines_status wanted, const char *object, const char *named) {
  static char document[1 << 14];
  size_t at = (size_t)snprintf(document, sizeof document,
                               "{\"store\":\"sqlite:%s/bad.db\",\"webpush\":", folder);
  for (; *object && at < sizeof document - 5000; object++) {
    if (*object == '$') at += (size_t)sprintf(document + at, "%s", folder);
    else document[at++] = *object;
  }
  strcpy(document + at, "}");
  matines_engine *none = (matines_engine *)document;
  if (!STATUS(wanted, matines_open(document, &none))) fprintf(stderr, "%s\n", document);
  if (!CHECK(strstr(matines_error_message(), named) && !none)) {
    fprintf(stderr, "%s: \"%s\"\n", document, matines_error_message());
  }
}

static void bad_settings(void) {
#define SUBJECT "\"subject\":\"mailto:it@example.org\""
#define KEY "\"keys\":[\"$/vapid.pem\"]"
  static const struct { const char *object, *named; } wrongs[] = {
      {"{" SUBJECT "," KEY ",\"colour\":1}", "webpush.colour"},
      {"{" KEY "}", "webpush.subject"},
      {"{" SUBJECT "}", "webpush.keys"},
      {"{" SUBJECT ",\"keys\":[]}", "webpush.keys"},
      {"{" SUBJECT ",\"keys\":\"$/vapid.pem\"}", "webpush.keys"},
      {"{" SUBJECT ",\"keys\":[7]}", "webpush.keys"},
      {"{" SUBJECT ",\"keys\":[\"$/vapid.pem\",\"$/copy.pem\"]}", "copy.pem"},
      {"{" SUBJECT ",\"keys\":[\"$/vapid.pem\",\"$/vapid.pem\"]}", "webpush.keys"},
      {"{\"subject\":7," KEY "}", "webpush.subject"},
      {"{\"subject\":\"push@example.com\"," KEY "}", "webpush.subject"},
      {"{\"subject\":\"http://example.com\"," KEY "}", "webpush.subject"},
      {"{\"subject\":\"mailto:\"," KEY "}", "webpush.subject"},
      {"{\"subject\":\"mailto:a@b.c\\r\\nX: y\"," KEY "}", "webpush.subject"},
      {"{\"subject\":\"\"," KEY "}", "webpush.subject"},
      {"{" SUBJECT "," KEY ",\"padding\":1}", "webpush.padding"},
      {"{" SUBJECT "," KEY ",\"oversize\":\"drop\"}", "webpush.oversize"},
      {"{" SUBJECT "," KEY ",\"allow\":[]}", "webpush.allow"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"hosts\":[]}}", "webpush.allow.hosts"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[\"10.0.0.1\"]}}",
       "webpush.allow.networks[0]"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[\"10.0.0.0/8\",\"10.0.0.1/8\"]}}",
       "webpush.allow.networks[1]"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[\"10.0.0.0/33\"]}}", "networks[0]"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[\"10.0.0.0/-1\"]}}", "networks[0]"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[\"localhost/8\"]}}", "networks[0]"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"networks\":[7]}}", "webpush.allow.networks"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"ports\":[0]}}", "webpush.allow.ports"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"ports\":[65536]}}", "webpush.allow.ports"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"ports\":[1.5]}}", "webpush.allow.ports"},
      {"{" SUBJECT "," KEY ",\"allow\":{\"ports\":8443}}", "webpush.allow.ports"},
      {"{" SUBJECT "," KEY ",\"ca_file\":7}", "webpush.ca_file"},
      {"{" SUBJECT "," KEY ",\"ca_file\":\"$/no-ca.pem\"}", "no-ca.pem"},
      {"{" SUBJECT "," KEY ",\"ca_file\":\"$/empty.pem\"}", "empty.pem"},
      {"{" SUBJECT "," KEY ",\"ca_file\":\"$\"}", "webpush.ca_file"},
      {"7", "webpush"},
      {"[]", "webpush"},
  };
  for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
    not_opened(MATINES_ECONFIG, wrongs[i].object, wrongs[i].named);
  }
}

static void bad_key(const char *name, const char *secret) {
  char object[512];
  snprintf(object, sizeof object, "{" SUBJECT ",\"keys\":[\"$/%s\"]}", name);
  not_opened(MATINES_ECONFIG, object, name);
  CHECK(!secret || !strstr(matines_error_message(), secret));
}

static void bad_keys(void) {
  char *pem = file_read(in("vapid.pem"));
  if (!CHECK(pem)) return;
  char part[12] = {0};
  memcpy(part, pem + 40, 10);
  file_write(in("open.pem"), pem, 0644);
  file_write(in("group.pem"), pem, 0640);
  pem[strlen(pem) / 2] = 0;
  file_write(in("truncated.pem"), pem, 0600);
  free(pem);
  bad_key("open.pem", part);
  bad_key("group.pem", part);
  bad_key("truncated.pem", part);
  bad_key("empty.pem", NULL);
  /* n, the order of the curve, n - 1 with a public key that is not its own, and zero. */
  file_write(in("order.key"), "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE\n", 0600);
  file_write(in("zero.key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", 0600);
  file_write(in("pair.key"),
             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI\n"
             "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZA"
             "aDe_UfU\n", 0600);
  bad_key("order.key", "_____wAAAAD");
  bad_key("zero.key", NULL);
  bad_key("pair.key", NULL);
  /* secp384r1, made for this test and used nowhere. */
  char command[16384];
  snprintf(command, sizeof command,
           "umask 077; openssl ecparam -name secp384r1 -genkey -noout -out %s 2> /dev/null",
           in("p384.pem"));
  if (system(command) == 0) bad_key("p384.pem", NULL);
  CHECK(symlink(in("vapid.pem"), in("link.pem")) == 0);
  CHECK(mkdir(in("folder.pem"), 0700) == 0);
  bad_key("link.pem", part);
  bad_key("folder.pem", NULL);
  bad_key("missing.pem", NULL);
}

int main(void) {
  folder_make(folder);
  matines_engine *engine = open_push_engine(folder, "");
  char *pem = file_read(in("vapid.pem"));
  file_write(in("copy.pem"), pem ? pem : "", 0600);
  file_write(in("empty.pem"), "", 0600);
  free(pem);
  bad_settings();
  bad_keys();
  matines_close(engine);
  folder_remove(folder);
  return check_end("push_settings");
}
