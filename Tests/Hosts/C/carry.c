/* SPDX-License-Identifier: MIT */
/* Deliveries the host carries: take, hand over, begin, extend, settle, and stages left behind. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;

/* The token of the next delivery; "" when nothing is due. */
static const char *take(void) {
  static char token[4][128];
  static int turn;
  char *job = NULL, *answer = token[turn++ % 4];
  *answer = 0;
  OK(matines_take(engine, "[\"email\"]", &job));
  if (!job) return answer;
  CHECK(json_valid(job));
  TEXT("1", json_at(job, "version"));
  TEXT("delivery", json_at(job, "kind"));
  TEXT("email", json_at(job, "channel"));
  TEXT("jeanne@example.org", json_at(job, "user.email"));
  CHECK(strcmp("null", json_at(job, "title")) && *json_at(job, "text"));
  CHECK(strtoll(json_at(job, "expires_ms"), NULL, 10) > host_time.now);
  snprintf(answer, sizeof token[0], "%s", json_at(job, "token"));
  CHECK(*answer);
  matines_free(job);
  return answer;
}

/* A promotion whose e-mail is due. */
static const char *taken(void) {
  emit_promotion(engine, NULL);
  clock_advance(&host_time, 120000);
  return take();
}

static int32_t begin(const char *token) {
  int32_t send = 9;
  OK(matines_begin(engine, token, &send));
  return send;
}

static void lost(const char *token) {
  int32_t send = 9;
  STATUS(MATINES_ECONFLICT, matines_hand_over(engine, token));
  STATUS(MATINES_ECONFLICT, matines_begin(engine, token, &send));
  NUMBER(0, send);
  STATUS(MATINES_ECONFLICT, matines_extend(engine, token));
  STATUS(MATINES_ECONFLICT, matines_settle(engine, token, MATINES_DELIVERED, NULL));
}

static void delivered(void) {
  TEXT("", take());
  emit_promotion(engine, NULL);
  TEXT("", take());
  clock_advance(&host_time, 120000);
  const char *token = take();
  TEXT("", take());
  NUMBER(0, work(engine, 0).delivered);
  OK(matines_extend(engine, token));
  NUMBER(1, begin(token));
  OK(matines_settle(engine, token, MATINES_DELIVERED, "250 2.0.0 queued"));
  lost(token);
  TEXT("", take());
}

static void leases(void) {
  const char *first = taken();
  clock_advance(&host_time, 19000);
  OK(matines_extend(engine, first));
  clock_advance(&host_time, 19000);
  TEXT("", take());
  clock_advance(&host_time, 2000);
  const char *second = take();
  CHECK(*second && strcmp(first, second));
  lost(first);
  NUMBER(1, begin(second));
  OK(matines_settle(engine, second, MATINES_DELIVERED, NULL));
  lost(second);
}

static void handing_over(void) {
  const char *token = taken();
  OK(matines_hand_over(engine, token));
  clock_advance(&host_time, 3600000);
  TEXT("", take());
  NUMBER(1, begin(token));
  OK(matines_settle(engine, token, MATINES_DELIVERED, NULL));
  lost(token);
}

/* Seen between take and begin: nothing is sent. */
static void cancelled(void) {
  matines_receipt receipt = emit_promotion(engine, NULL);
  clock_advance(&host_time, 120000);
  const char *token = take();
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, NULL, MATINES_SEEN, NULL));
  int32_t send = 9;
  matines_status status = matines_begin(engine, token, &send);
  CHECK(status == MATINES_OK || status == MATINES_ECONFLICT);
  NUMBER(0, send);
  STATUS(MATINES_ECONFLICT, matines_settle(engine, token, MATINES_DELIVERED, NULL));
  TEXT("", take());
}

static int failed_count(void) {
  char *list = NULL;
  OK(matines_failed_list(engine, 1000, &list));
  int count = json_count(list, "deliveries");
  matines_free(list);
  return count;
}

static void outcomes(void) {
  const char *token = taken();
  OK(matines_settle(engine, token, MATINES_LATER, "451 4.3.0"));
  clock_advance(&host_time, 5000);
  token = take();
  CHECK(*token);
  OK(matines_settle(engine, token, MATINES_FAILED, "550 5.1.1"));
  NUMBER(1, failed_count());
  token = taken();
  NUMBER(1, begin(token));
  OK(matines_settle(engine, token, MATINES_UNKNOWN, NULL));
  clock_advance(&host_time, 5000);
  token = take();
  if (*token) OK(matines_settle(engine, token, MATINES_DELIVERED, NULL));
  token = taken();
  OK(matines_settle(engine, token, MATINES_GONE, "no such box"));
  CHECK(failed_count() >= 2);
}

static void forged(void) {
  char token[128];
  snprintf(token, sizeof token, "%s", taken());
  for (size_t i = 0; i < strlen(token); i++) {
    char old = token[i];
    token[i] = old == 'A' ? 'B' : 'A';
    int32_t send = 9;
    matines_status status = matines_begin(engine, token, &send);
    CHECK(status == MATINES_ECONFLICT || status == MATINES_EINVALID);
    NUMBER(0, send);
    status = matines_settle(engine, token, MATINES_DELIVERED, NULL);
    CHECK(status == MATINES_ECONFLICT || status == MATINES_EINVALID);
    token[i] = old;
  }
  const char *others[] = {"", "0", "-1", "1.2", "1-1", "99999999999999999999999", "' OR 1=1"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    matines_status status = matines_settle(engine, others[i], MATINES_DELIVERED, NULL);
    CHECK(status == MATINES_ECONFLICT || status == MATINES_EINVALID);
  }
  OK(matines_settle(engine, token, MATINES_DELIVERED, NULL));
}

static int stage_taken(const char *id) {
  char *job = NULL;
  OK(matines_take(engine, "[\"stage\"]", &job));
  if (!job) return 0;
  CHECK(json_valid(job));
  TEXT("stage", json_at(job, "kind"));
  TEXT(id, json_at(job, "event_id"));
  TEXT(PROMOTED, json_at(job, "event"));
  matines_free(job);
  return 1;
}

static void stages(void) {
  OK(matines_stage(engine, PROMOTED, "left", PROMOTION));
  NUMBER(0, stage_taken("left"));
  clock_advance(&host_time, 61000);
  NUMBER(1, stage_taken("left"));
  NUMBER(0, stage_taken("left"));
  clock_advance(&host_time, 21000);
  NUMBER(1, stage_taken("left"));
  OK(matines_confirm(engine, "left", NULL));
  clock_advance(&host_time, 61000);
  NUMBER(0, stage_taken("left"));
  OK(matines_stage(engine, PROMOTED, "dropped", PROMOTION));
  clock_advance(&host_time, 61000);
  NUMBER(1, stage_taken("dropped"));
  OK(matines_discard(engine, "dropped"));
  clock_advance(&host_time, 61000);
  NUMBER(0, stage_taken("dropped"));
}

static void all_of_it(const char *document) {
  engine = open_engine("%s", document);
  clock_set(engine, &host_time);
  delivered();
  leases();
  handing_over();
  cancelled();
  outcomes();
  forged();
  stages();
  matines_close(engine);
}

int main(void) {
  char folder[4096], document[8192];
  folder_make(folder);
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/carry.db\",\"mailer\":\"host:\"}",
           folder);
  all_of_it(document);
  all_of_it("{\"store\":\"memory:\",\"mailer\":\"host:\"}");
  folder_remove(folder);
  return check_end("carry");
}
