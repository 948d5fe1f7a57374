/* SPDX-License-Identifier: MIT */
/* Made from include/matines.h by `make cdef`: do not edit. */
enum { MATINES_VERSION_NUMBER = 1000 };
typedef enum matines_status {
  MATINES_OK = 0,
  MATINES_ENULL = -1,
  MATINES_EENCODING = -2,
  MATINES_ETOOLARGE = -3,
  MATINES_EINVALID = -4,
  MATINES_EUNKNOWNUSER = -5,
  MATINES_EUNKNOWNEVENT = -6,
  MATINES_ENOTFOUND = -7,
  MATINES_ECONFLICT = -8,
  MATINES_EBADHANDLE = -9,
  MATINES_ECLOSED = -10,
  MATINES_EFORK = -11,
  MATINES_EREENTRY = -12,
  MATINES_EBUSY = -13,
  MATINES_EFULL = -14,
  MATINES_EIO = -15,
  MATINES_EPERM = -16,
  MATINES_ECONFIG = -17,
  MATINES_EUNSUPPORTED = -18,
  MATINES_EVERSION = -19,
  MATINES_EINTERNAL = -20
} matines_status;
typedef enum matines_outcome {
  MATINES_DELIVERED = 1,
  MATINES_LATER = 2,
  MATINES_FAILED = 3,
  MATINES_GONE = 4,
  MATINES_UNKNOWN = 5
} matines_outcome;
uint32_t matines_version(void);
const char *matines_error_message(void);
void matines_free(char *text);
typedef struct matines_engine matines_engine;
matines_status matines_open(const char *config_json, matines_engine **engine);
void matines_close(matines_engine *engine);
matines_status matines_user_put(matines_engine *engine, const char *user_json);
matines_status matines_subscription_put(
    matines_engine *engine, const char *user_id, const char *subscription_json);
matines_status matines_subscription_remove(
    matines_engine *engine, const char *user_id, const char *endpoint);
matines_status matines_subscription_list(
    matines_engine *engine, const char *user_id, char **list_json);
matines_status matines_subscription_label(
    matines_engine *engine, const char *user_id, const char *endpoint, const char *label);
matines_status matines_subscription_test(
    matines_engine *engine, const char *user_id, const char *endpoint,
    matines_outcome *outcome);
matines_status matines_subscription_acknowledge(
    matines_engine *engine, const char *token, int32_t opened);
matines_status matines_preference_get(
    matines_engine *engine, const char *user_id, char **preferences_json);
matines_status matines_preference_set(
    matines_engine *engine, const char *user_id, const char *preferences_json);
matines_status matines_preference_pause(
    matines_engine *engine, const char *user_id, int64_t until_ms);
matines_status matines_unsubscribe_token(
    matines_engine *engine, const char *user_id, const char *category, const char *channel,
    char **token);
matines_status matines_unsubscribe_read(
    matines_engine *engine, const char *token, char **link_json);
matines_status matines_unsubscribe(matines_engine *engine, const char *token);
enum { MATINES_PHONE_CODE_SIZE = 7 };
matines_status matines_phone_start(
    matines_engine *engine, const char *user_id, const char *phone, char *code, size_t size);
matines_status matines_phone_confirm(
    matines_engine *engine, const char *user_id, const char *code, int32_t *tries_left);
matines_status matines_suppression_put(
    matines_engine *engine, const char *address, const char *reason);
matines_status matines_suppression_remove(matines_engine *engine, const char *address);
matines_status matines_suppression_list(
    matines_engine *engine, const char *after, uint32_t limit, char **list_json);
typedef struct matines_receipt {
  uint32_t size;
  uint32_t recipients;
  uint32_t deliveries;
  uint32_t repeated;
  uint32_t durable;
  uint32_t expanding;
  char notification_id[37];
} matines_receipt;
matines_status matines_emit(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json,
    matines_receipt *receipt);
matines_status matines_stage(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json);
matines_status matines_schedule(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json,
    int64_t at_ms);
matines_status matines_confirm(
    matines_engine *engine, const char *event_id, matines_receipt *receipt);
matines_status matines_discard(matines_engine *engine, const char *event_id);
matines_status matines_notify(
    matines_engine *engine, const char *user_id, const char *key, const char *notification_json,
    matines_receipt *receipt);
matines_status matines_broadcast_progress(
    matines_engine *engine, const char *notification_id, char **progress_json);
matines_status matines_notification_cancel(
    matines_engine *engine, const char *notification_id);
typedef enum matines_presence {
  MATINES_OFFLINE = 0,
  MATINES_HIDDEN = 1,
  MATINES_VISIBLE = 2
} matines_presence;
matines_status matines_presence_ping(
    matines_engine *engine, const char *user_id, const char *tab_id, int32_t visible);
matines_status matines_presence_leave(
    matines_engine *engine, const char *user_id, const char *tab_id);
matines_status matines_presence_check(
    matines_engine *engine, const char *user_id, matines_presence *presence);
matines_status matines_presence_token(
    matines_engine *engine, const char *user_id, const char *session_id, char **token);
matines_status matines_presence_ping_token(
    matines_engine *engine, const char *token, const char *tab_id, int32_t visible);
matines_status matines_presence_leave_token(
    matines_engine *engine, const char *token, const char *tab_id);
matines_status matines_presence_end(
    matines_engine *engine, const char *user_id, const char *session_id);
matines_status matines_realtime_subscription(
    matines_engine *engine, const char *user_id, const char *session_id,
    char **subscription_json);
matines_status matines_realtime_end(matines_engine *engine, const char *user_id);
enum {
  MATINES_P256DH_OCTETS = 65,
  MATINES_AUTH_OCTETS = 16,
  MATINES_PUSH_OVERHEAD = 103,
  MATINES_PUSH_PAYLOAD_MAX = 3993,
  MATINES_VAPID_KEY_SIZE = 88
};
matines_status matines_webpush_encrypt(
    const uint8_t *p256dh, const uint8_t *auth, const uint8_t *payload, size_t length,
    uint32_t padding, uint8_t *body, size_t capacity, size_t *written);
matines_status matines_webpush_encrypt_many(
    size_t count, const uint8_t *p256dh, const uint8_t *auth, const uint8_t *payload,
    size_t length, const size_t *offsets, uint32_t padding, uint8_t *bodies, size_t stride,
    size_t *lengths);
matines_status matines_vapid_generate(const char *key_file, char *public_key, size_t size);
matines_status matines_vapid_keys(matines_engine *engine, char **keys_json);
matines_status matines_vapid_header(
    matines_engine *engine, const char *endpoint, const char *public_key,
    char **authorization);
matines_status matines_webpush_send(
    matines_engine *engine, const char *subscriptions_json, const uint8_t *payload,
    size_t length, uint32_t ttl_s, const char *urgency, const char *topic,
    matines_outcome *outcomes, size_t count);
typedef struct matines_counts {
  uint32_t size;
  uint32_t reserved;
  int64_t unread;
  int64_t unseen;
  int64_t unseen_info;
  int64_t unseen_success;
  int64_t unseen_warning;
  int64_t unseen_error;
  int64_t version;
} matines_counts;
typedef enum matines_mark {
  MATINES_SEEN = 1,
  MATINES_READ = 2,
  MATINES_UNREAD = 3,
  MATINES_ARCHIVED = 4,
  MATINES_UNARCHIVED = 5
} matines_mark;
matines_status matines_inbox_page(
    matines_engine *engine, const char *user_id, const char *query_json, char **page_json);
matines_status matines_inbox_counts(
    matines_engine *engine, const char *user_id, matines_counts *counts);
matines_status matines_inbox_mark(
    matines_engine *engine, const char *user_id, const char *ids_json, matines_mark mark,
    matines_counts *counts);
typedef struct matines_marked {
  uint32_t size;
  uint32_t reserved;
  int64_t rows;
  int64_t unread;
  int64_t unseen;
  int64_t unseen_info;
  int64_t unseen_success;
  int64_t unseen_warning;
  int64_t unseen_error;
  int64_t version;
  char undo[96];
} matines_marked;
matines_status matines_inbox_mark_all(
    matines_engine *engine, const char *user_id, const char *cursor, const char *query_json,
    matines_mark mark, matines_marked *marked);
matines_status matines_inbox_undo(
    matines_engine *engine, const char *user_id, const char *undo, matines_marked *marked);
typedef struct matines_work_report {
  uint32_t size;
  uint32_t delivered;
  uint32_t retried;
  uint32_t failed;
  int64_t next_due_ms;
  uint32_t cancelled;
  uint32_t unknown;
  uint32_t misconfigured;
  uint32_t recovered;
  uint32_t in_flight;
  uint32_t expanded;
} matines_work_report;
matines_status matines_work(
    matines_engine *engine, uint32_t budget_ms, matines_work_report *report);
matines_status matines_take(
    matines_engine *engine, const char *channels_json, char **job_json);
matines_status matines_hand_over(matines_engine *engine, const char *token);
matines_status matines_begin(matines_engine *engine, const char *token, int32_t *send);
matines_status matines_extend(matines_engine *engine, const char *token);
matines_status matines_settle(
    matines_engine *engine, const char *token, matines_outcome outcome, const char *note);
matines_status matines_policy_check(const char *policy_json, char **report_json);
matines_status matines_policy_load(matines_engine *engine, const char *policy_json);
matines_status matines_policy_show(matines_engine *engine, char **policy_json);
matines_status matines_explain(
    matines_engine *engine, const char *user_id, const char *notification_id, const char *locale,
    char **explanation_json);
matines_status matines_simulate(
    matines_engine *engine, const char *event, const char *event_json, const char *locale,
    char **forecast_json);
matines_status matines_spending(
    matines_engine *engine, uint32_t limit, char **spending_json);
matines_status matines_sms_estimate(
    matines_engine *engine, const char *phone, const char *text, const char *options_json,
    char **estimate_json);
matines_status matines_template_lint(
    const char *folder, const char *sample_json, char **report_json);
matines_status matines_template_preview(
    const char *folder, const char *request_json, char **preview_json);
matines_status matines_failed_list(matines_engine *engine, uint32_t limit, char **list_json);
matines_status matines_failed_retry(matines_engine *engine, int64_t delivery_id);
matines_status matines_failed_drop(matines_engine *engine, int64_t delivery_id);
typedef struct matines_prune_report {
  uint32_t size;
  uint32_t finished;
  int64_t notifications;
  int64_t recipients;
  int64_t deliveries;
  int64_t keys;
  int64_t others;
  int64_t store_bytes;
  int64_t free_bytes;
} matines_prune_report;
matines_status matines_prune(
    matines_engine *engine, int64_t keep_ms, uint32_t budget_ms, matines_prune_report *report);
matines_status matines_doctor(const char *config_json, const char *locale, char **report_json);
typedef struct matines_channel {
  uint32_t size;
  uint32_t timeout_ms;
  void *context;
  matines_outcome (*deliver)(void *context, const char *delivery_json);
  void (*release)(void *context);
} matines_channel;
matines_status matines_add_channel(
    matines_engine *engine, const char *name, const matines_channel *channel);
typedef struct matines_presence_port {
  uint32_t size;
  uint32_t reserved;
  void *context;
  int32_t (*check)(void *context, const char *user_id);
  void (*release)(void *context);
} matines_presence_port;
matines_status matines_set_presence(
    matines_engine *engine, const matines_presence_port *port);
typedef struct matines_user_directory {
  uint32_t size;
  uint32_t reserved;
  void *context;
  matines_status (*find)(void *context, const char *user_id, const char **user_json);
  void (*release)(void *context);
} matines_user_directory;
matines_status matines_set_user_directory(
    matines_engine *engine, const matines_user_directory *port);
typedef struct matines_renderer {
  uint32_t size;
  uint32_t reserved;
  void *context;
  matines_status (*render)(
      void *context, const char *request_json, const char **rendered_json);
  void (*release)(void *context);
} matines_renderer;
matines_status matines_set_renderer(matines_engine *engine, const matines_renderer *port);
typedef struct matines_clock {
  uint32_t size;
  uint32_t reserved;
  void *context;
  int64_t (*now_ms)(void *context);
  int64_t (*boot_ms)(void *context);
  void (*release)(void *context);
} matines_clock;
matines_status matines_set_clock(matines_engine *engine, const matines_clock *port);
matines_status matines_clock_set(matines_engine *engine, int64_t now_ms);
typedef enum matines_log_level {
  MATINES_LOG_ALARM = 1,
  MATINES_LOG_WARNING = 2,
  MATINES_LOG_NOTICE = 3
} matines_log_level;
typedef struct matines_log {
  uint32_t size;
  uint32_t reserved;
  void *context;
  void (*write)(void *context, matines_log_level level, const char *message);
  void (*release)(void *context);
} matines_log;
matines_status matines_set_log(matines_engine *engine, const matines_log *port);
matines_status matines_log_take(matines_engine *engine, char **log_json);
typedef struct matines_hub_host {
  uint32_t size;
  int32_t stop_fd;
  void *context;
  void (*ready)(void *context, const char *url);
  void (*write)(void *context, matines_log_level level, const char *message);
} matines_hub_host;
matines_status matines_hub_run(const char *config_json, const matines_hub_host *host);
