/* SPDX-License-Identifier: MIT */
/* What a text takes as SMS: by itself, by an engine's options and prices, and when it is wrong. */
#include "host.h"
#include "json.h"

#define PHONE "+33612345678"
#define PRICES "\"policy\":{\"prices\":{\"currency\":\"EUR\",\"sms\":{\"+33\":\"0.065\"}}}"

static char *estimate;

static const char *told(
    matines_engine *engine, const char *phone, const char *text, const char *options) {
  matines_free(estimate);
  estimate = NULL;
  OK(matines_sms_estimate(engine, phone, text, options, &estimate));
  CHECK(json_valid(estimate));
  return estimate ? estimate : "{}";
}

static const char *member(const char *path) { return json_at(estimate, path); }

static void shapes(void) {
  char text[2048];
  told(NULL, NULL, "Vous \xc3\xa9tiez ministre", NULL);
  TEXT("1", member("version"));
  TEXT("Vous \xc3\xa9tiez ministre", member("text"));
  TEXT("GSM-7", member("encoding"));
  TEXT("19", member("units"));
  TEXT("1", member("parts"));
  TEXT("null", member("culprit"));
  TEXT("null", member("refused"));
  TEXT("null", member("cost"));
  TEXT("null", member("currency"));
  told(NULL, PHONE, "Vous \xc3\xaates\r\nl\xe2\x80\x99\xc3\xa9lue", "{}");
  TEXT("UCS-2", member("encoding"));
  TEXT("16", member("units"));
  TEXT("\xc3\xaa", member("culprit.character"));
  TEXT("U+00EA", member("culprit.code_point"));
  TEXT("5", member("culprit.position"));
  TEXT("null", member("cost"));
  CHECK(strstr(estimate, "\"text\":\"Vous \xc3\xaates\\nl"));
  memset(text, 'a', 919);
  text[919] = 0;
  told(NULL, NULL, text, NULL);
  TEXT("7", member("parts"));
  TEXT("919", member("units"));
  TEXT("7 parts, at most 6 are sent", member("refused"));
  NUMBER(919, strlen(member("text")));
}

static void options(void) {
  char text[256];
  told(NULL, NULL, "\xc3\x8atre un c\xc5\x93ur", "{\"transliterate\":true}");
  TEXT("Etre un coeur", member("text"));
  TEXT("GSM-7", member("encoding"));
  /* One that stays out of the alphabet: nothing is touched. */
  told(NULL, NULL, "\xc3\xaatre \xf0\x9f\x98\x80", "{\"transliterate\":true}");
  TEXT("\xc3\xaatre \xf0\x9f\x98\x80", member("text"));
  memset(text, 'a', 200);
  text[200] = 0;
  told(NULL, NULL, text, "{\"max_parts\":1,\"too_long\":\"cut\"}");
  TEXT("1", member("parts"));
  TEXT("160", member("units"));
  TEXT("null", member("refused"));
  TEXT("...", member("text") + 157);
  told(NULL, NULL, text, "{\"max_parts\":1,\"too_long\":null}");
  TEXT("2 parts, at most 1 are sent", member("refused"));
}

/* The engine's own options and prices; those of the call go before. */
static void engines(const char *folder) {
  char text[256];
  matines_engine *engine = open_engine(
      "{\"store\":\"memory:\",\"sms\":\"spool:%s/out?transliterate=yes&max_parts=1\"," PRICES "}",
      folder);
  memset(text, 'a', 200);
  text[200] = 0;
  told(engine, PHONE, "\xc3\xaatre", NULL);
  TEXT("etre", member("text"));
  TEXT("0.065", member("cost"));
  TEXT("EUR", member("currency"));
  told(engine, PHONE, "\xc3\xaatre", "{\"transliterate\":false}");
  TEXT("\xc3\xaatre", member("text"));
  told(engine, PHONE, text, NULL);
  TEXT("2 parts, at most 1 are sent", member("refused"));
  TEXT("0.13", member("cost"));
  told(engine, PHONE, text, "{\"max_parts\":2}");
  TEXT("null", member("refused"));
  told(engine, "+12025550123", text, NULL);
  TEXT("null", member("cost"));
  TEXT("EUR", member("currency"));
  told(engine, NULL, text, NULL);
  TEXT("null", member("cost"));
  char *none = text;
  matines_close(engine);
  STATUS(MATINES_ECLOSED, matines_sms_estimate(engine, PHONE, text, NULL, &none));
  CHECK(none == NULL);
}

static void refused(
    matines_status wanted, const char *phone, const char *text, const char *options,
    const char *message) {
  char dirt[1], *answer = dirt;
  STATUS(wanted, matines_sms_estimate(NULL, phone, text, options, &answer));
  CHECK(answer == NULL);
  if (answer) matines_free(answer);
  if (message) TEXT(message, matines_error_message());
}

static void refusals(void) {
  const char *const phones[] = {
      "", "+", "0612345678", "+0612345678", "+1234567890123456", "+1234567", "+33 6 12 34",
      "+33612345678\n", "+33612345678,+33700000000", "tel:+33612345678"};
  static char long_text[65538];
  STATUS(MATINES_ENULL, matines_sms_estimate(NULL, NULL, "a", NULL, NULL));
  refused(MATINES_ENULL, NULL, NULL, NULL, "text: NULL");
  refused(MATINES_EINVALID, NULL, "", NULL, "text: empty");
  refused(MATINES_EINVALID, NULL, "a\ab", NULL, "text: U+0007 at 1 cannot be sent in an SMS");
  refused(MATINES_EINVALID, NULL, "\xc3\xa9\x1b", NULL,
          "text: U+001B at 1 cannot be sent in an SMS");
  refused(MATINES_EINVALID, NULL, "a\rb", NULL, "text: U+000D at 1 cannot be sent in an SMS");
  refused(MATINES_EINVALID, NULL, "\xc2\x85", NULL, "text: U+0085 at 0 cannot be sent in an SMS");
  refused(MATINES_EENCODING, NULL, "a\xff", NULL, "text: not UTF-8");
  refused(MATINES_EENCODING, "\xff", "a", NULL, NULL);
  refused(MATINES_EENCODING, NULL, "a", "\xff", NULL);
  for (size_t i = 0; i < sizeof phones / sizeof *phones; i++) {
    refused(MATINES_EINVALID, phones[i], "a", NULL,
            "phone: not an E.164 number such as +33612345678");
  }
  refused(MATINES_EINVALID, NULL, "a", "", NULL);
  refused(MATINES_EINVALID, NULL, "a", "[]", NULL);
  refused(MATINES_EINVALID, NULL, "a", "{\"max_part\":1}", "options.max_part: unknown member");
  refused(MATINES_EINVALID, NULL, "a", "{\"max_parts\":0}",
          "options.max_parts: not an integer from 1 to 255");
  refused(MATINES_EINVALID, NULL, "a", "{\"max_parts\":256}", NULL);
  refused(MATINES_EINVALID, NULL, "a", "{\"max_parts\":\"6\"}", NULL);
  refused(MATINES_EINVALID, NULL, "a", "{\"transliterate\":\"yes\"}",
          "options.transliterate: not true or false");
  refused(MATINES_EINVALID, NULL, "a", "{\"too_long\":\"drop\"}",
          "options.too_long: not one of refuse, cut");
  memset(long_text, 'a', 65537);
  refused(MATINES_ETOOLARGE, NULL, long_text, NULL, "text: longer than 65536 octets");
  refused(MATINES_ETOOLARGE, NULL, "a", long_text, NULL);
  refused(MATINES_ETOOLARGE, long_text, "a", NULL, NULL);
  long_text[65536] = 0;
  told(NULL, NULL, long_text, NULL);
  TEXT("429", member("parts"));
}

/* What is sent is what was estimated. */
static void sent(const char *folder) {
  char file[16384], out[8192];
  matines_receipt receipt = {.size = sizeof receipt};
  snprintf(out, sizeof out, "%s/out", folder);
  matines_engine *engine = open_engine(
      "{\"store\":\"memory:\",\"sms\":\"spool:%s?transliterate=yes\",\"policy\":{\"ladders\":"
      "{\"standard\":[{\"channel\":\"sms\",\"when\":\"any\"}]}}}", out);
  OK(matines_user_put(engine, JEANNE));
  OK(matines_notify(engine, "42", NULL,
                    "{\"title\":\"\xc3\x8atre \xc3\xa0 l\xe2\x80\x99heure\"}", &receipt));
  work(engine, 0);
  NUMBER(1, folder_count(out, ".sms.json", file, sizeof file));
  char *text = file_read(file);
  TEXT("Etre \xc3\xa0 l'heure", json_at(text, "text"));
  free(text);
  OK(matines_notify(engine, "42", NULL, "{\"title\":\"T\",\"body\":\"a\\u0007b\"}", &receipt));
  work(engine, 0);
  NUMBER(1, folder_count(out, ".sms.json", file, sizeof file));
  matines_free(estimate);
  estimate = NULL;
  OK(matines_failed_list(engine, 10, &estimate));
  TEXT("text: U+0007 at 1 cannot be sent in an SMS", member("deliveries.0.note"));
  matines_close(engine);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  shapes();
  options();
  engines(folder);
  refusals();
  sent(folder);
  matines_free(estimate);
  folder_remove(folder);
  return check_end("sms");
}
