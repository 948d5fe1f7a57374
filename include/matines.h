/* SPDX-License-Identifier: MIT */
/*
 * Matines: the notification engine a program links instead of deploys.
 *
 * A program hands it domain events ("this member was promoted to minister"); the right people hear
 * of them on the right channel: the bell in the back-office (Mercure), Web Push, e-mail, SMS. The
 * state is one file. This header is the whole contract: what is not here is not promised.
 *
 * Text. Every `const char *` is NUL-terminated UTF-8 and is copied before the call returns. NULL
 * where it is not allowed gives MATINES_ENULL, other octets than UTF-8 MATINES_EENCODING.
 *
 * Documents. Rich input and lists are JSON (RFC 8259), read strictly: an unknown or repeated
 * member, a lone surrogate, U+0000 and numbers that are not finite are refused, at most 64 KiB (1
 * MiB for the configuration) and 32 levels deep. Lists come out as one document with a member
 * "version".
 *
 * Memory. What comes out as `char *` belongs to the caller and goes back to matines_free().
 * Structures hold numbers and fixed arrays only; the caller sets `size` to sizeof the structure.
 * Every function that takes one fails with MATINES_EVERSION on a size that no version had; what a
 * newer caller has beyond this library's is zero. On failure outputs are NULL or zero.
 *
 * Times end in _ms and are Unix milliseconds; durations end in _ms too and say so.
 *
 * Threads and processes. Threads may share an engine. An engine belongs to the process that opened
 * it: in a forked child every call answers MATINES_EFORK and closing does nothing. The library
 * starts no thread, prints nothing, installs no signal handler, reads no environment variable
 * (libcurl, below it, knows SSLKEYLOGFILE) and changes no locale. It blocks only where a function
 * says so, and for the store's lock, at most limits.busy_ms, 5 seconds by default.
 *
 * Below 1.0 names may change between minor versions. Everything here exists since 0.1.
 */
#ifndef MATINES_H
#define MATINES_H

#include <stddef.h>
#include <stdint.h>

#include "matines_begin.h"

/* The version this header was written for: major*1000000 + minor*1000 + patch. */
enum { MATINES_VERSION_NUMBER = 1000 };

/* ------------------------------------------------------------------------------------- statuses */

/* What a call answers. Zero is success, failures are negative; the numbers never change. */
typedef enum matines_status {
  MATINES_OK = 0,
  MATINES_ENULL = -1,          /* an argument is NULL that must not be */
  MATINES_EENCODING = -2,      /* an argument is not UTF-8 */
  MATINES_ETOOLARGE = -3,      /* an argument or a document is over its limit */
  MATINES_EINVALID = -4,       /* an argument or a member has no valid value */
  MATINES_EUNKNOWNUSER = -5,   /* nobody of that id, and the event brings nobody along */
  MATINES_EUNKNOWNEVENT = -6,  /* the policy has no rule for this event */
  MATINES_ENOTFOUND = -7,      /* no such thing, or not this user's */
  MATINES_ECONFLICT = -8,      /* the opposite was decided already, or the lease ended */
  MATINES_EBADHANDLE = -9,     /* not a handle of this library */
  MATINES_ECLOSED = -10,       /* the engine was closed */
  MATINES_EFORK = -11,         /* the engine belongs to the parent process */
  MATINES_EREENTRY = -12,      /* called from a host's function that may not call this */
  MATINES_EBUSY = -13,         /* the store was locked for longer than the busy time */
  MATINES_EFULL = -14,         /* the disk is full, or a stated limit is reached */
  MATINES_EIO = -15,           /* the disk, or a file that is damaged */
  MATINES_EPERM = -16,         /* the operating system, or the rights of a file, forbid it */
  MATINES_ECONFIG = -17,       /* the configuration or the policy is wrong */
  MATINES_EUNSUPPORTED = -18,  /* reserved, or not in this release */
  MATINES_EVERSION = -19,      /* a structure's size is unknown, or the store is newer */
  MATINES_EINTERNAL = -20      /* a defect of this library */
} matines_status;

/* How the sending of one delivery ended. */
typedef enum matines_outcome {
  MATINES_DELIVERED = 1, /* the peer took it */
  MATINES_LATER = 2,     /* try again */
  MATINES_FAILED = 3,    /* it will never be taken; it is listed as failed */
  MATINES_GONE = 4,      /* the address does not exist any more */
  MATINES_UNKNOWN = 5    /* it left, and no answer was read */
} matines_outcome;

/* The version of the library: compare with MATINES_VERSION_NUMBER. */
uint32_t matines_version(void);

/*
 * The message of this thread's last call that answered a status: one line naming the argument, the
 * member or the peer at fault, without secrets; empty after a success. Valid until this thread's
 * next call; never NULL, never to be freed.
 */
const char *matines_error_message(void);

/* Wipes and frees what the library gave out as `char *`. NULL is welcome. */
void matines_free(char *text);

/* --------------------------------------------------------------------------------------- engine */

/* The only handle: a checked token, not an address. */
typedef struct matines_engine matines_engine;

/*
 * Opens an engine from one JSON document, making the store where there is none.
 *
 *   {"store": "sqlite:matines.db",      the only member that must be there; also "memory:"
 *    "origin": "https://bo.example.org",  links outside it are dropped
 *    "locale": "fr",                      for people without one; "fr" by default
 *    "realtime": "mercure+https://hub.example.org/.well-known/mercure",  see realtime, below
 *    "mailer": "smtp://user:password@smtp.example.org:587?from=bo@example.org",
 *    "sms": "twilio://SID:TOKEN@default?from=%2B33612345678",  see text messages, below
 *    "webpush": {"subject": "mailto:it@example.org", "keys": ["vapid.pem"]},  see web push, below
 *    "presence": "shm:",                  see presence, below
 *    "policy": "policy.json",             or the document in line; the built-in one by default
 *    "templates": "templates",            a folder; its files go before those of the library
 *    "keys": "matines.db.keys",           a folder, 0700; missing keys are made there
 *    "unsubscribe": {"url": "https://bo.example.org/unsubscribe", "dkim": true},
 *                                         the page behind links in mail, see unsubscribe, below
 *    "close_ms": 5000, "resident": false,
 *    "hub": {"listen": "127.0.0.1:3000"},  checked here, used by matines_hub_run()
 *    "limits": {"in_flight": 64, "lease_ms": 20000, "busy_ms": 5000,
 *               "waiting": 1000000,     deliveries ready to be sent: beyond it events are refused
 *               "drain_per_second": 50}}  to a server that was down, see matines_work(); 1 to 1000
 *
 * Channels that are absent are never planned. "host:" as the value of realtime, mailer, sms or
 * webpush means that the host carries the channel with matines_take(). "spool:DIR" writes files.
 * "sqlite:FILE?survive_power_loss=no" commits without waiting for the disk: faster, and a power cut
 * may then lose what was just accepted (a crash of the process never does). The SQLite is the
 * system's, as the host's own; a file layer "matines" is registered with it, for stores alone.
 *
 * A folder of templates holds TEMPLATE/CHANNEL.LANGUAGE.PART: promotion/email.fr.subject,
 * email.fr.text, email.fr.html, sms.fr.text, push.fr.title, push.fr.text (the bell says the same,
 * unless there is a realtime.fr.title). Without the LANGUAGE a file serves every language that has
 * none of its own; ".mustache" may end the name; emails/notifications/TEMPLATE.LANGUAGE.html is
 * understood as well. Templates are Mustache with inheritance; what they include lies in
 * partials/NAME.LANGUAGE.text or .html, and messages.LANGUAGE.json holds texts and plurals for
 * {{messages.NAME}}, a plural as {"papers": {"of": "count", "one": "{{count.number}} paper",
 * "other": "{{count.number}} papers"}}: "of" names the value that is counted, and the classes are
 * CLDR's (zero, one, two, few, many, other). They see the members of the event's data, and before
 * those user {id, locale, roles, domains}, event, is (true at the event's name:
 * {{#is.user.promoted_to_minister}}), locale, link (the data's targetUrl, when it leads to the
 * origin), unsubscribe_url and created; {{created.date}}, .time, .datetime, {{amount.number}} and
 * .percent are written as the person reads them. Values are escaped in .html, unless it says
 * {{{so}}}; where escaping does not hold (a script, an attribute without quotes) a template is
 * refused, and there and in an address what it includes as well. An address made with values that
 * runs something, such as javascript:, is left out whole. What nobody gave is rendered as nothing,
 * and the log hears of it once. The language is the closest to the person's (RFC 4647, lookup),
 * else to the document's "locale". The folder is looked at once a second at most while messages are
 * written; when it has become wrong, the log hears of it and the templates before stay in force.
 *
 * Whoever carries "sms", its DSN may say what is done with a text: max_parts=6 (1 to 255), beyond
 * which it fails (too_long=refuse) or is cut between two characters (too_long=cut), and ends with
 * "..." in GSM-7, with "…" else; transliterate=yes puts characters outside GSM-7 into letters of it
 * (oe for œ, ' for ’, e for ê), where that makes the whole text GSM-7. A tab becomes a space; an
 * empty text, or one with another control character than LF, is not sent. See
 * matines_sms_estimate(). With "host:" these say what an estimate counts, and the host follows them
 * or not.
 *
 * A document that is octet for octet one already open in this process answers a handle of its own
 * on the same engine. With "resident" the engine stays warm after its last close.
 *
 * Fails with ENULL, EENCODING, ETOOLARGE, ECONFIG (unknown member, bad DSN, bad policy, bad
 * templates: the message names file and line; missing key), EUNSUPPORTED (a scheme reserved for
 * later), EPERM, EIO, EFULL (or 4095 handles are open), EBUSY, EVERSION.
 */
matines_status matines_open(const char *config_json, matines_engine **engine);

/*
 * Closes a handle; the engine's last one closes the engine: it waits for running calls and for
 * deliveries in flight, at most the document's close_ms. NULL, a closed handle and a parent's
 * handle are welcome, and do nothing.
 */
void matines_close(matines_engine *engine);

/* --------------------------------------------------------------------------------------- people */

/*
 * Stores a person, or replaces what was stored.
 *
 *   {"id": "42", "email": "jeanne@example.org", "phone": "+33612345678", "locale": "fr",
 *    "time_zone": "Europe/Paris", "roles": ["member"], "domains": ["agriculture"]}
 *
 * Only the id must be there: 1 to 128 octets without control and format characters. time_zone is a
 * name of the zone database (IANA), here and in an event's users. Fails with ENULL, EENCODING,
 * ETOOLARGE, EINVALID (naming the member), and the store's statuses EBUSY, EFULL, EIO.
 */
matines_status matines_user_put(matines_engine *engine, const char *user_json);

/*
 * Stores a browser of a person: what PushSubscription.toJSON() gives (RFC 8030, RFC 8291), and
 * what the page may add.
 *
 *   {"endpoint": "https://…", "keys": {"p256dh": "…", "auth": "…"}, "expirationTime": null,
 *    "applicationServerKey": "B…",  the VAPID key it subscribed with; the first of "keys" if absent
 *    "label": "Firefox, office", "userAgent": "Mozilla/5.0 …"}
 *
 * The endpoint is https, on port 443, of a DNS name with a dot, 2048 octets at most; p256dh is an
 * uncompressed point of P-256, auth 16 octets, both in base64url without padding (RFC 8291, 2 and
 * 3.2). label takes 128 octets at most, userAgent 512. Storing it again renews it. An endpoint
 * belongs to one person: it moves to another only with the same keys (a shared browser), and the
 * former owner gets nothing there any more. Call matines_subscription_remove() on logout.
 *
 * Fails with EUNKNOWNUSER, EINVALID and ETOOLARGE (naming the member), ECONFLICT (another
 * person's, with other keys), EFULL (over 20 browsers a person, or over 10 new ones a minute).
 */
matines_status matines_subscription_put(
    matines_engine *engine, const char *user_id, const char *subscription_json);

/* Forgets a browser. Fails with ENOTFOUND when it is not this person's. */
matines_status matines_subscription_remove(
    matines_engine *engine, const char *user_id, const char *endpoint);

/* {"version": 1, "subscriptions": [{"endpoint", "label", "userAgent", "applicationServerKey",
   "created_ms", "last_success_ms", "expires_ms"}]}, without the keys; last_success_ms is exact to
   the hour. Free the document. */
matines_status matines_subscription_list(
    matines_engine *engine, const char *user_id, char **list_json);

/* Names a browser; NULL takes its name away. Fails with ENOTFOUND, EINVALID, ETOOLARGE. */
matines_status matines_subscription_label(
    matines_engine *engine, const char *user_id, const char *endpoint, const char *label);

/*
 * Sends a browser a test notification now, and waits for its push service: 10 s at most. It is not
 * in the inbox. *outcome says how it ended; an address that is gone is forgotten. Tell its owner
 * no more than delivered or not: whoever chose the endpoint must not learn what it answered, which
 * goes to the log only. Fails with
 * ENOTFOUND, and EUNSUPPORTED when the engine sends no web push itself.
 */
matines_status matines_subscription_test(
    matines_engine *engine, const char *user_id, const char *endpoint,
    matines_outcome *outcome);

/*
 * Takes the acknowledgement of a service worker: the token is the member "ack" of what it
 * received, which proves itself (HMAC-SHA-256) and needs no session. opened: 0, it was shown; 1,
 * the person opened it, which also marks it seen. What that makes needless is cancelled in the
 * same transaction. Acknowledging again is welcome. Fails with EINVALID (forged, or opened is
 * neither), ENOTFOUND (no longer stored).
 */
matines_status matines_subscription_acknowledge(
    matines_engine *engine, const char *token, int32_t opened);

/* ---------------------------------------------------------------------------------- preferences */

/*
 * What a person wants to hear of, where and when, and what there is to choose: what a preference
 * page shows.
 *
 *   {"version": 1,
 *    "preferences": {"locale": "fr", "time_zone": "Europe/Paris", "paused_until_ms": 1798800000000,
 *      "quiet_hours": {"from": "22:00", "to": "07:00", "days": ["mon", "tue"]},
 *      "channels": {"general": {"email": false, "sms": true}}},
 *    "locale": "fr", "time_zone": "Europe/Paris",      in force: the person's own, or the host's
 *    "categories": [{"name", "class", "mandatory", "channels": [{"channel", "on", "fixed"}]}]}
 *
 * "preferences" holds what was chosen and nothing else. A channel that is "fixed" is always heard:
 * nobody can switch it off. Fails with EUNKNOWNUSER. Free the document.
 */
matines_status matines_preference_get(
    matines_engine *engine, const char *user_id, char **preferences_json);

/*
 * Changes some of it: preferences_json is a merge patch (RFC 7396) of "preferences" above. What is
 * absent stays as it is, null takes back what was chosen; quiet_hours is replaced whole.
 *
 * Locale and time zone go before those of matines_user_put(), also when that is called later; taken
 * back, they stay until then. Quiet hours need a zone, the person's or the host's; while there is
 * none they do not count. They begin and end on the wall clock, also in nights when clocks change;
 * without days every day begins them. What is due within them goes out when they end, also what is
 * mandatory; security and the bell pass.
 *
 * Fails with EUNKNOWNUSER, EINVALID and ETOOLARGE (naming the member: no such category, channel or
 * zone, a channel that is fixed, more than 256 choices); then nothing was changed.
 */
matines_status matines_preference_set(
    matines_engine *engine, const char *user_id, const char *preferences_json);

/* Nothing but the bell, and what must be heard, until then; 0 ends it. What comes meanwhile is in
   the inbox, and is not sent afterwards. Fails with EUNKNOWNUSER, EINVALID (not from 1970 to
   9999). */
matines_status matines_preference_pause(
    matines_engine *engine, const char *user_id, int64_t until_ms);

/*
 * Unsubscribe links. With the document's member "unsubscribe" every e-mail of a category that need
 * not be heard (neither security nor mandatory) has one: "url" with "token=" and the token of
 * matines_unsubscribe_token() after it, for its template. GET shows what matines_unsubscribe_read()
 * says, and changes nothing; POST does matines_unsubscribe(), without a cookie, a login or a
 * redirect, for mail programs post there by themselves.
 *
 * "dkim": true is the operator's word that the mail server signs (RFC 6376) the headers
 * List-Unsubscribe and List-Unsubscribe-Post, that is, has both in its h=. Only then they are
 * written (RFC 8058: one click without such a signature counts for nothing), and "url" must be
 * https.
 */

/*
 * The token of an unsubscribe link (RFC 8058) in a message of one category on one channel. It names
 * nobody in clear, is the same each time, and is good until the file of its key is removed, which
 * open engines see within a second: unsubscribe.key of the keys folder, made anew where it is
 * missing, or unsubscribe-old-*.key for former ones. The store is not asked: whether the person
 * exists is found out when the link is followed.
 *
 * Fails with EINVALID: a category or channel the policy does not know, or a category that must be
 * heard (security, mandatory). Free the token.
 */
matines_status matines_unsubscribe_token(
    matines_engine *engine, const char *user_id, const char *category, const char *channel,
    char **token);

/*
 * What the page behind the link asks about: {"version": 1, "category", "channel", "fixed"}; fixed
 * is true when the policy says meanwhile that this must be heard. It changes nothing, so that
 * scanners of mail may follow links (GET), and names nobody, since whoever is forwarded the message
 * sees the page. Fails with EINVALID (forged, or its key was removed). Free the document.
 */
matines_status matines_unsubscribe_read(
    matines_engine *engine, const char *token, char **link_json);

/* Does it, for the button of that page and for one click in a mail program (POST): the channel is
   switched off for the category, as by matines_preference_set(). Again is welcome. Fails with
   EINVALID (forged, or its key was removed), EUNKNOWNUSER, ECONFLICT (the category must be heard
   there meanwhile). */
matines_status matines_unsubscribe(matines_engine *engine, const char *token);

/* --------------------------------------------------------------------------------------- e-mail */

/*
 * Mail by a server. "mailer" of matines_open() says which, as Symfony writes it:
 *
 *   smtp://USER:PASSWORD@HOST:587?from=FROM   STARTTLS, or no mail
 *   smtps://HOST?from=FROM                    TLS from the first octet; so does smtp://HOST without
 *                                             a port, and port 465
 *   smtp://localhost?from=FROM                this machine: in clear, unless ca_file= is there
 *
 *   from_name=, local_domain=   the sender's name; what EHLO says
 *   ca_file=                    trusted instead of the system's authorities
 *   auto_tls=false              mail may go in clear to HOST:PORT; nothing else makes it
 *   restart_threshold=          messages that one connection carries
 *
 * Certificates are always checked; verify_peer=no is refused, and ping_threshold= needless. A
 * server gets several messages over each of at most eight connections, each message 30 s at most.
 *
 *   delivered       2yz to the message
 *   later           4yz, no connection, or an answer that is not SMTP
 *   misconfigured   a bad certificate, no STARTTLS, or a login that is refused: tried again slowly,
 *                   and an alarm in the log
 *   failed          5yz: listed by matines_failed_list()
 *   unknown         the message left, and no answer to it was read: it is sent again, once or more,
 *                   with the same octets and the same Message-ID
 *
 * A Message-ID belongs to one notification and one recipient. Reasons repeat what a server said,
 * but nothing that repeats the password.
 */

/* ------------------------------------------------------------------------------- text messages */

/*
 * SMS by a provider. "sms" of matines_open() says which, as Symfony writes it:
 *
 *   twilio://SID:TOKEN@default?from=FROM
 *   messagebird://ACCESS_KEY@default?from=FROM
 *   ovhcloud://APPLICATION_KEY:APPLICATION_SECRET@default?consumer_key=KEY&service_name=sms-ab1-1
 *     &sender=FROM        without it, a short number that can be answered
 *     &no_stop_clause=1   it is no advertising: they add no "STOP" to it; without this they do,
 *                         and prices, parts and matines_sms_estimate() do not count what they add
 *
 * FROM is a number (%2B stands for its plus sign), a short code, or a name of 2 to 11 letters,
 * digits and spaces. Instead of "default" a host, with or without a port, is asked in the
 * provider's place: a proxy, or a test. ca_file= names a file of its authority. Always https.
 *
 * A text costs money: it is tried again only where it surely was not taken.
 *
 *   delivered       the provider's own form of success; its id is stored with the delivery
 *   later           the request did not leave whole; 429, 503, or another 5xx with the provider's
 *                   own refusal (after Retry-After); or a success without the provider's form and
 *                   without its id, such as a page of a proxy
 *   misconfigured   a bad certificate, 3xx, 401, 403, 404, 407, or the provider's code for a wrong
 *                   sender or account: tried again slowly, and an alarm in the log
 *   gone, failed    any other 4xx: gone where the provider's code says that the number takes no
 *                   texts. Both are listed by matines_failed_list()
 *   unknown         it left, and no whole answer was read, or none of HTTP; any other 5xx, which a
 *                   gateway says too; a success with the provider's id in another form than its
 *                   own. Listed too, and never sent again by itself
 *
 * Each text takes 10 s at most. OVHcloud is asked for its time first, and then once an hour.
 */

/* --------------------------------------------------------------------------- telephone numbers */

enum { MATINES_PHONE_CODE_SIZE = 7 /* six digits, and NUL */ };

/*
 * Begins to verify that a telephone is a person's: a code of six digits goes there as a text
 * message, is good for ten minutes and five tries, and replaces the one before. Neither the store
 * nor a log has it, only a keyed hash (HMAC-SHA-256; phone.key of the keys folder).
 *
 * code NULL: the library sends the text, in the person's language, and waits: 10 s at most. The
 * pace counts it even when that fails. Else the host sends it, and code takes it: at least
 * MATINES_PHONE_CODE_SIZE octets.
 *
 * phone is E.164, as +33612345678. Fails with EINVALID, ETOOLARGE (size), EUNKNOWNUSER, EFULL (over
 * 5 starts an hour: five at once, then one in twelve minutes), EUNSUPPORTED (code is NULL, and the
 * engine sends no text messages itself), EIO (the provider did not take it; the message says why).
 */
matines_status matines_phone_start(
    matines_engine *engine, const char *user_id, const char *phone, char *code, size_t size);

/*
 * Takes the code that came back. When it is right, the number is the person's telephone: as after a
 * matines_user_put() with it, and until the next one, for the host's directory stays in charge.
 * Store the number there too.
 *
 * Fails with EINVALID for a wrong code, and then *tries_left says how often one may try again, 0
 * for no more; it is -1 for what is not six digits, which costs no try. ENOTFOUND: none runs, its
 * ten minutes are over, or its tries are spent. tries_left may be NULL.
 */
matines_status matines_phone_confirm(
    matines_engine *engine, const char *user_id, const char *code, int32_t *tries_left);

/* --------------------------------------------------------------------------------- suppressions */

/*
 * The list of addresses that are left alone, for a mail server or a provider of texts that reports
 * bounces and complaints: feed its reports to it. It is asked when a delivery is due, and by
 * matines_begin(); what is not sent then is cancelled with the reason "suppressed", and the ladder
 * goes on. It belongs to the address, whoever has it, and outlives them and every pruning.
 */

/*
 * Puts an address on the list, or changes why it is there. address is an e-mail address, or an
 * E.164 number as +33612345678. E-mail is compared and listed in lower case as a whole, since
 * reports of bounces write it so.
 *
 * reason: "bounce" (there is nobody: nothing goes there), "complaint", or "manual" for your own
 * word (nothing but security goes there). Fails with EINVALID.
 */
matines_status matines_suppression_put(
    matines_engine *engine, const char *address, const char *reason);

/* Takes an address from the list. Fails with EINVALID, ENOTFOUND (it is not there). */
matines_status matines_suppression_remove(matines_engine *engine, const char *address);

/*
 * The list in the order of its addresses, at most limit of them (1 to 1000), those behind the
 * address after, which need not be listed; NULL begins.
 *
 *   {"version": 1, "suppressions": [{"address", "reason", "since_ms"}], "next": "…" or null}
 *
 * next is what after is to be for what follows. Fails with EINVALID. Free the document.
 */
matines_status matines_suppression_list(
    matines_engine *engine, const char *after, uint32_t limit, char **list_json);

/* --------------------------------------------------------------------------------------- events */

/* What was accepted. */
typedef struct matines_receipt {
  uint32_t size;            /* set by the caller: sizeof(matines_receipt) */
  uint32_t recipients;      /* people who have it in their inbox already */
  uint32_t deliveries;      /* planned for them, on all channels */
  uint32_t repeated;        /* 1: this event was accepted before, nothing was written now */
  uint32_t durable;         /* 1: survives a power cut; 0: the store was opened without that */
  uint32_t expanding;       /* 1: matines_work() has more people to find by list, role or domain */
  char notification_id[37]; /* a UUIDv7 (RFC 9562) */
} matines_receipt;

/*
 * Accepts a domain event: on success it is committed, and the worker is woken. Nothing is sent
 * within the call. The person it is about finds it in the inbox at once; those whom the policy
 * names by list, role or domain, and observers, are found by matines_work(): see
 * matines_broadcast_progress().
 *
 * event_id is the event's own id in the host's domain and makes the call idempotent for at least 7
 * days: a repeat with the same event and document answers its receipt, as it stands then; with
 * another ECONFLICT. NULL: every call is a new notification.
 *
 *   {"user_id": "42",                          whom it is about; may be absent where the policy
 *                                              does not tell that person
 *    "users": [{"id": "42", "email": …}],      people to store along, as in matines_user_put()
 *    "data": {"name": "Jeanne", "ministry": "l'Agriculture", "targetUrl": "/admin/ministers/42"}}
 *
 * data is the template's, at most 64 KiB, and comes back octet for octet.
 *
 * The built-in policy knows user.promoted_to_minister and minister.promoted_to_super_admin. Fails
 * with ENULL, EENCODING, ETOOLARGE, EINVALID, EUNKNOWNEVENT, EUNKNOWNUSER, ECONFLICT, EBUSY,
 * EFULL (also when limits.waiting deliveries are ready: try again later), EIO; then nothing was
 * written. receipt may be NULL.
 */
matines_status matines_emit(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json,
    matines_receipt *receipt);

/*
 * Stores an event that sends nothing until matines_confirm(): call it inside the host's own
 * database transaction, and confirm after the commit. Staging again is welcome. Fails as
 * matines_emit() does for its form; ECONFLICT when the id was discarded or has other content.
 * event_id must be there.
 */
matines_status matines_stage(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json);

/*
 * Stores an event that confirms itself at at_ms, by the worker, with the people, presences and
 * preferences of that moment; a time that has passed means now. matines_discard() cancels it until
 * then, matines_confirm() brings it forward, and scheduling it again moves it. What cannot be taken
 * when it is due (the queue is full, the host's directory fails) is tried again each minute, for as
 * long as that lasts. What is refused (somebody is unknown by then, the policy has no rule for it
 * any more) is tried again each minute until an hour after its time, twice at least, and then given
 * up with one alarm to the log: it stands in matines_failed_list() until it is confirmed, discarded
 * or scheduled again. Fails as matines_stage() does; EINVALID for at_ms beyond the year 9999.
 */
matines_status matines_schedule(
    matines_engine *engine, const char *event, const char *event_id, const char *event_json,
    int64_t at_ms);

/* Accepts a staged event as matines_emit() would now, and fails as that does. Confirming again
   answers the first receipt. ENOTFOUND when never staged, ECONFLICT when discarded. receipt may be
   NULL. */
matines_status matines_confirm(
    matines_engine *engine, const char *event_id, matines_receipt *receipt);

/* Drops a staged event for good; one never staged is remembered as dropped. Discarding again is
   welcome. Fails with ECONFLICT when it was confirmed. */
matines_status matines_discard(matines_engine *engine, const char *event_id);

/*
 * Notifies one person in the host's own words.
 *
 *   {"title": "Séance avancée", "body": "Le conseil se réunit à 9 h.", "type": "system",
 *    "severity": "warning", "category": "general", "data": {"targetUrl": "/admin/agenda"}}
 *
 * title (512 octets at most) must be there; body 16 KiB at most; type is a name of 64 octets,
 * "message" by default; severity one of info success warning error. key as event_id above, and one
 * of the same names: a key used for an event is used. Fails with the statuses of matines_emit().
 * receipt may be NULL.
 */
matines_status matines_notify(
    matines_engine *engine, const char *user_id, const char *key, const char *notification_json,
    matines_receipt *receipt);

/*
 * How far an event has come to the people it is for, those of its observers included.
 *
 *   {"version": 1, "state": "running", "recipients": 4096, "deliveries": 8192,
 *    "created_ms": 1790000000000}
 *
 * state is one of running done cancelled; the numbers count those who have it. matines_work()
 * reaches people in batches, list by list, and by role or domain in the order of their ids: whoever
 * comes into the audience later is told while that order has not passed them. It pauses while
 * limits.waiting deliveries are ready. Killed at any moment, it goes on where it was, and nobody
 * gets it twice. Fails with EINVALID (no id), ENOTFOUND (nothing of that id). Free the document.
 */
matines_status matines_broadcast_progress(
    matines_engine *engine, const char *notification_id, char **progress_json);

/*
 * Ends a notification: nobody else is reached, and what was not sent is not sent any more, to
 * anybody, whatever its category. The inboxes that have it keep it; what is leaving at this moment
 * leaves. The id of a receipt stands for its observers too. Cancelling again is welcome. Fails with
 * EINVALID (no id), ENOTFOUND (nothing of that id).
 */
matines_status matines_notification_cancel(
    matines_engine *engine, const char *notification_id);

/* ------------------------------------------------------------------------------------- presence */

/*
 * Who has a page of the back-office open. "presence" of matines_open() says where that is kept:
 *
 *   "shm:"    a table in memory that all processes of this user id share: what pings and checks are
 *             fast on, and the default beside a file. "shm:?users=16384" is room for so many
 *             people with a few tabs each (1 to 16000000; 1 MiB, 16 MiB for a million), taken when
 *             the table is made. It lies in /dev/shm under a name made of the user id and the
 *             store's real path, or in "shm:FILE"; it outlives its processes, not the machine. A
 *             table whose store is gone is removed when another is made. Nobody may truncate one
 *             that is in use: as with any shared mapping, its readers would die of SIGBUS.
 *   "store:"  the store's own table: slower, durable.
 *   "memory:" this process only; the default beside "store": "memory:".
 *
 * A table that is somebody else's, has another mode than 0600, is a link or has two names fails
 * with EPERM; one that is damaged, cut or no table with EIO; one of another release with EVERSION;
 * one of another size than the users= asked for with ECONFIG; no room to make it with EFULL. Where
 * nobody asked for "shm:" by name, an engine that cannot have its table keeps presence in the
 * store, and writes a warning to its log once that is set: run all processes of one store as the
 * owner of its file.
 */
typedef enum matines_presence {
  MATINES_OFFLINE = 0, /* no tab */
  MATINES_HIDDEN = 1,  /* a tab is open, none is visible */
  MATINES_VISIBLE = 2  /* a tab is open and visible */
} matines_presence;

/*
 * A page of the back-office is open: call it for each ping (every 30 s), with the user of the
 * session, never one named by the page. The lease lasts 95 s. tab_id is the page's own random
 * name, 1 to 64 octets; of one person 32 are remembered. visible: 1 or 0. Fails with EINVALID,
 * EUNSUPPORTED (a presence port is set), EFULL (the table of "shm:" has no room, so a person
 * without another tab stays offline), EBUSY, EIO.
 */
matines_status matines_presence_ping(
    matines_engine *engine, const char *user_id, const char *tab_id, int32_t visible);

/* The page was closed. Leaving twice is leaving once. */
matines_status matines_presence_leave(
    matines_engine *engine, const char *user_id, const char *tab_id);

/* Whether somebody is in the back-office now; somebody unknown is offline. */
matines_status matines_presence_check(
    matines_engine *engine, const char *user_id, matines_presence *presence);

/*
 * Signs a presence token, for pages whose pings reach a host without its session: put it into the
 * page, and let each ping carry it. Good for 5 minutes: the page asks for another in time. It
 * proves itself (HMAC-SHA-256, under presence.key of the keys folder), names the person, and holds
 * of session_id (1 to 256 octets) a keyed digest only. Whoever has it can do no more than appear
 * as this person. Free the token. Fails with EINVALID (also when the key cannot be read) and
 * ETOOLARGE.
 */
matines_status matines_presence_token(
    matines_engine *engine, const char *user_id, const char *session_id, char **token);

/*
 * The same as matines_presence_ping(), for the person of the token. Fails as that does; with
 * EINVALID when the token is forged, with ECONFLICT when it expired or its session was ended: the
 * page needs another. Costs a look into the store.
 */
matines_status matines_presence_ping_token(
    matines_engine *engine, const char *token, const char *tab_id, int32_t visible);

/* The page of a token was closed. Fails as matines_presence_ping_token() does. */
matines_status matines_presence_leave_token(
    matines_engine *engine, const char *token, const char *tab_id);

/*
 * Logout: no token signed up to now for this session is taken any more, in whatever process, and
 * the tabs that pinged with one are gone when this returns. (With "shm:" a tab of another session
 * of the same person may go along, one time in 15, until its next ping.) Ending again is welcome.
 * Tabs that pinged without a token leave by matines_presence_leave(). Fails with EINVALID,
 * ETOOLARGE, EBUSY, EFULL, EIO.
 */
matines_status matines_presence_end(
    matines_engine *engine, const char *user_id, const char *session_id);

/* ------------------------------------------------------------------------------------- realtime */

/*
 * The bell of pages that are open, by a Mercure hub. "realtime" of matines_open() says where it is,
 * mercure+https://HOST/PATH (mercure+http: to this machine only), and takes these options:
 *
 *   protocol=1         Mercure 1.0 as drafted; 0 by default: the hubs of 0.x
 *   key_file=          the publisher's key; hub-publish.key of the keys folder by default
 *   subscriber_key_file=  that of pages; hub-subscribe.key of the keys folder by default
 *   public=https://bo.example.org/.well-known/mercure  where browsers find it; the same by default
 *   cookie_domain=example.org  when browsers find it under another name than the pages
 *   issuer=, audience=  claims of tokens of 1.0; "origin" and the public address by default
 *   ca_file=           trusted instead of the system's authorities
 *
 * Keys are the hub's, 32 octets at least, in files of mode 0600; matines_hub_run() makes
 * them, an engine never. One key for both, or for anything else as well, is refused.
 *
 * A person has one topic, private: user/ID/notifications, where of the id all octets but A-Z a-z
 * 0-9 - . _ ~ are percent-encoded. Its updates are JSON:
 *
 *   {"kind": "created", "notification": {"id", "type", "title", "body", "severity", "category",
 *      "created_ms", "data"},
 *    "unread": 3, "unseen": 2, "unseen_by_severity": {"info", "success", "warning", "error"},
 *    "version": 7}
 *   {"kind": "seen", "mark_version": 6, "notification": {"id"}, "ids": ["…"], counts as above}
 *   {"kind": "seen", "mark_version": 6, "notification": null, "reload": true, counts as above}
 *
 * A page ignores counts whose version is lower than that of those it shows, and marks whose
 * mark_version is lower than that of the last it heard. The second and third kinds, also "read",
 * "unread", "archived" and "unarchived", tell the person's other tabs and devices what
 * matines_inbox_mark(), matines_inbox_mark_all() or an opened push has marked, and what
 * matines_inbox_undo() has taken back: as "unread" or "unarchived". They are sent by
 * matines_work(), to who is online, within a minute or not at all: the store is the truth. What was
 * marked before it was told is told together: "ids" when it is the same mark on 64 rows at most,
 * "notification" being the newest of them; else "reload": the page reads its list anew.
 * "unarchived" is always a reload, since a page may not have what is in the inbox again. The id of
 * an update is the same when it is repeated.
 *
 * A hub that answers 401 or 403 is shown one new token before that counts as a wrong setting, which
 * the log is alarmed of. With "host:" the host publishes what it takes, and marks are not told.
 */

/*
 * What a page needs to hear of its person's updates for the next 15 minutes: call it again in time,
 * and for each page that is opened. The user is that of the session, never one named by the page.
 *
 *   {"version": 1,
 *    "url": "https://…/.well-known/mercure?topic=user%2F42%2Fnotifications",  for EventSource
 *    "hub": "https://…/.well-known/mercure", "topic": "user/42/notifications",
 *    "last_event_id": "urn:uuid:…" or null,
 *    "token": "eyJ…", "cookie": "mercureAuthorization=eyJ…; …", "no_cookie": "…", "secure": true,
 *    "expires_ms": 1790000900000}
 *
 * The token opens this person's topic and nothing else, and publishes nothing. Let the answer with
 * the page carry "cookie" as its Set-Cookie header: no script reads it, no other site has it sent,
 * and the browser shows it to the hub alone. "no_cookie" takes it away: send it at logout. "secure"
 * is false when the cookie travels without TLS: with protocol 0 and a hub on this machine by http.
 * Never put the token into an address.
 *
 * last_event_id is the newest of the person's notifications that the hub took. Ask for it before
 * the list is read, and give it to the hub (Last-Event-ID), which then repeats what came after it:
 * nothing is missed between the list and the stream. null: there is none; read the counts when the
 * stream is open, as after each reconnection.
 *
 * session_id may be NULL. Else it is that of matines_presence_end(), and ECONFLICT says that it was
 * ended less than five minutes ago: a page that asked just before the logout hears nothing after
 * it.
 *
 * Times are the machine's, by which the hub judges them, also where the engine's clock is set.
 * Fails with EINVALID, ETOOLARGE, EUNSUPPORTED (no "realtime", or "host:"), ECONFIG (there is no
 * subscriber's key), ECONFLICT, EBUSY, EIO. Free the document.
 */
matines_status matines_realtime_subscription(
    matines_engine *engine, const char *user_id, const char *session_id,
    char **subscription_json);

/*
 * Logout: asks the hub to end the streams of a person, on all pages and devices, by DELETE
 * HUB/subscriptions/TOPIC; waits at most 5 s. Send "no_cookie" to the page that left; those of
 * other sessions come back, with another token where the hub takes none that was signed before.
 * EUNSUPPORTED: this hub ends no streams (it answers 404, 405 or 501), which then last as it sees
 * fit, at most until their token expires. Fails with EINVALID, ETOOLARGE, EUNSUPPORTED, ECONFIG
 * (the hub refuses our token, or its certificate is wrong), EIO (no answer, or it fails just now).
 */
matines_status matines_realtime_end(matines_engine *engine, const char *user_id);

/* ------------------------------------------------------------------------------------- web push */

/*
 * The channel of RFC 8030, 8188, 8291 and 8292. In matines_open():
 *
 *   "webpush": {"subject": "mailto:it@example.org",  or https:, whom a push service writes to
 *               "keys": ["vapid.pem"],     the first is for new browsers, the others go on
 *                                          serving those that subscribed with them; 8 at most
 *               "padding": true,           lengths in steps of 256 octets
 *               "oversize": "cut",         or "refuse": what is longer than 3993 octets
 *               "ca_file": "ca.pem",       trusted instead of the system's authorities
 *               "allow": {"networks": ["10.1.0.0/16"], "ports": [8443]}}
 *
 * A key file has mode 0600 and holds a private key of P-256 in PEM (PKCS#8 or SEC 1), or its 32
 * octets in base64url on one line and, on a second, the public key's 65. Endpoints are chosen by
 * browsers' owners, so nothing private is ever connected to: only global unicast addresses, judged
 * when the connection is made, unless allow.networks names them; only port 443 and allow.ports.
 *
 * A browser receives {"id", "type", "severity", "ack", "data", "notification": {"title", "body",
 * "navigate", "lang", "tag"}} in UTF-8. What is too long loses the members of data other than id
 * and targetUrl, then the end of its body; the inbox keeps it whole. Without title and body
 * nothing is sent but the request.
 *
 * What a push service answers (RFC 8030, 5 and 7): 404 and 410 forget the browser, in the
 * transaction of the outcome; 429 and 503 are waited for as told; 401 and 403 alarm. A service
 * that says 429 three times within a minute pauses for all its browsers, for as long, a minute at
 * most; one that refuses the key, or fails five times within 30 s, is asked once every 30 s until
 * it takes a message. Since an endpoint's owner may choose what it answers, answers count against
 * a service only when they come to several people's browsers. Each process knows its own.
 */
enum {
  MATINES_P256DH_OCTETS = 65,
  MATINES_AUTH_OCTETS = 16,
  MATINES_PUSH_OVERHEAD = 103, /* header 86, delimiter 1, tag 16 (RFC 8188, RFC 8291) */
  MATINES_PUSH_PAYLOAD_MAX = 3993,
  MATINES_VAPID_KEY_SIZE = 88 /* 65 octets in base64url, and NUL */
};

/*
 * Encrypts one message for one browser (RFC 8291, aes128gcm of RFC 8188, one record of 4096) with
 * a key pair and a salt of its own. Needs no engine.
 *
 * p256dh is the browser's public key, 65 octets; auth its secret, 16. payload may be NULL when
 * length is 0. With padding the payload is filled up to a multiple of so many octets (1 to 3993; 0
 * and 1 add nothing), at most to 3993; the reader does not see it. body takes *written octets:
 * length, padding and MATINES_PUSH_OVERHEAD, 4096 at most. payload and body must not overlap.
 *
 * Fails with ENULL, ETOOLARGE (the payload is over 3993, or body too small), EINVALID (p256dh is
 * not an uncompressed point of the curve, padding), EINTERNAL (libcrypto refused).
 */
matines_status matines_webpush_encrypt(
    const uint8_t *p256dh, const uint8_t *auth, const uint8_t *payload, size_t length,
    uint32_t padding, uint8_t *body, size_t capacity, size_t *written);

/*
 * The same for many browsers: count keys of 65 octets one after another, count secrets of 16.
 *
 * offsets NULL: payload is `length` octets, the same for all. Otherwise offsets has count + 1
 * entries that never decrease, message i is payload[offsets[i]..<offsets[i + 1]], and length is
 * that of the whole payload. Body i begins at bodies + i * stride and is lengths[i] octets long.
 *
 * A browser whose key is no point of the curve gets lengths[i] = 0, and the call goes on; it then
 * answers EINVALID and names the first one. Otherwise fails as above, with every length 0;
 * ETOOLARGE also when stride is too small for the longest message.
 */
matines_status matines_webpush_encrypt_many(
    size_t count, const uint8_t *p256dh, const uint8_t *auth, const uint8_t *payload,
    size_t length, const size_t *offsets, uint32_t padding, uint8_t *bodies, size_t stride,
    size_t *lengths);

/*
 * Makes a VAPID key pair (RFC 8292) in a new file of mode 0600, PEM, and answers the public key as
 * browsers take it (applicationServerKey): 87 characters and NUL, in a buffer of at least
 * MATINES_VAPID_KEY_SIZE. Needs no engine. Fails with ENULL, ETOOLARGE (size), ECONFLICT (the file
 * exists; keys are never overwritten), EPERM, EIO, EFULL.
 */
matines_status matines_vapid_generate(const char *key_file, char *public_key, size_t size);

/* The configured public keys, the first being that for new browsers: {"version": 1, "keys":
   ["B…"]}. Fails with EUNSUPPORTED when the engine sends no web push itself. Free the document. */
matines_status matines_vapid_keys(matines_engine *engine, char **keys_json);

/*
 * The value of the Authorization header for an endpoint: "vapid t=…, k=…" (RFC 8292, 3). Tokens
 * last 12 hours, are kept for 256 origins and renewed an hour before their end. public_key: the
 * one the browser subscribed with; NULL for the first. Fails with EINVALID (endpoint), ENOTFOUND
 * (public_key is not configured), EUNSUPPORTED. Free the text.
 */
matines_status matines_vapid_header(
    matines_engine *engine, const char *endpoint, const char *public_key,
    char **authorization);

/*
 * Sends one payload to many browsers now, over HTTP/2, without inbox, ladder or retries, and waits
 * for the push services: 10 s at most for each. subscriptions_json is an array of what
 * matines_subscription_put() takes, at most 1 MiB; count is its length and that of outcomes, where
 * MATINES_LATER covers what may be tried again.
 *
 * length 0 sends a request without a body. ttl_s: seconds, 0 to 2419200 (28 days). urgency:
 * "very-low", "low", "normal", "high", or NULL for normal. topic: 1 to 32 characters of A-Z a-z
 * 0-9 - _, replaces a waiting message of the same topic; or NULL (RFC 8030, 5.2 to 5.4).
 *
 * Fails with EINVALID (naming the subscription and its member), ETOOLARGE, EUNSUPPORTED; then
 * nothing was sent.
 */
matines_status matines_webpush_send(
    matines_engine *engine, const char *subscriptions_json, const uint8_t *payload,
    size_t length, uint32_t ttl_s, const char *urgency, const char *topic,
    matines_outcome *outcomes, size_t count);

/* ---------------------------------------------------------------------------------------- inbox */

/* What the bell shows; always equal to a recount. */
typedef struct matines_counts {
  uint32_t size;     /* set by the caller: sizeof(matines_counts) */
  uint32_t reserved; /* 0 */
  int64_t unread;
  int64_t unseen;
  int64_t unseen_info;
  int64_t unseen_success;
  int64_t unseen_warning;
  int64_t unseen_error;
  int64_t version; /* grows with every change: a page drops what is older than what it shows */
} matines_counts;

typedef enum matines_mark {
  MATINES_SEEN = 1,
  MATINES_READ = 2,     /* seen, too */
  MATINES_UNREAD = 3,   /* clears read only */
  MATINES_ARCHIVED = 4, /* read and seen, too */
  MATINES_UNARCHIVED = 5 /* in the inbox again, and unread again if archiving had made it read */
} matines_mark;

/*
 * A page of somebody's notifications, newest first. query_json is NULL for the first page, or
 *
 *   {"before": "<id>", "limit": 20, "show": "inbox", "unread": true, "type": ["<event>", …],
 *    "severity": ["error", …], "category": ["role", …], "since_ms": 1760000000000}
 *
 * where each member is optional. before: strictly older than this one, "next" of the page before;
 * limit: 1 to 100 (20); show: "inbox" (without the archived ones, the default), "archived", "all";
 * unread: true for what is counted as unread, hence for nothing archived; type, severity and
 * category: one of these, at most 32 each, all of them when empty; since_ms: created then or later.
 *
 *   {"version": 1, "next": "<id>" or null, "notifications": [{"id", "type", "category", "severity",
 *    "title", "body", "data", "created_ms", "seen_ms", "read_ms", "archived_ms"}]}
 *
 * Title and body are in the person's language; they are text, never HTML. Times are null until
 * then. What arrives meanwhile disturbs no walk from page to page.
 *
 * Only "next": null is the end. One call looks at few enough rows for a millisecond to suffice:
 * at 500 whose notification has to be read (type, category, since_ms), at 2000 that are passed
 * over by show and severity. Where few of them are wanted a page is shorter than its limit, or
 * empty, and "next" goes on behind what was looked at. Unread ones are found at once, however many
 * read ones are between them.
 *
 * Fails with EUNKNOWNUSER, EINVALID (names the member of query), ENOTFOUND (`before` is forged).
 * Free the document.
 */
matines_status matines_inbox_page(
    matines_engine *engine, const char *user_id, const char *query_json, char **page_json);

/* Fails with EUNKNOWNUSER. */
matines_status matines_inbox_counts(
    matines_engine *engine, const char *user_id, matines_counts *counts);

/*
 * Marks notifications of one person; what seeing makes needless (an e-mail that waits, an SMS) is
 * cancelled in the same transaction; other pages of the person are told by matines_work(), see
 * realtime. ids_json is ["<id>", …], at most 500; one that is not this person's gives ENOTFOUND,
 * and nothing is marked; EINVALID for what is no id or no mark. counts may be NULL.
 */
matines_status matines_inbox_mark(
    matines_engine *engine, const char *user_id, const char *ids_json, matines_mark mark,
    matines_counts *counts);

/* What marking many came to. */
typedef struct matines_marked {
  uint32_t size;     /* set by the caller: sizeof(matines_marked) */
  uint32_t reserved; /* 0 */
  int64_t rows;      /* how many it changed */
  int64_t unread;    /* this and the following as in matines_counts, afterwards */
  int64_t unseen;
  int64_t unseen_info;
  int64_t unseen_success;
  int64_t unseen_warning;
  int64_t unseen_error;
  int64_t version;
  char undo[96]; /* for matines_inbox_undo(); "" when there is nothing to take back */
} matines_marked;

/*
 * Marks everything up to and including `cursor`, the newest id the person was shown, that
 * query_json lets through: as for matines_inbox_page(), without before and limit; NULL for all
 * that is not archived.
 *
 * Works in transactions of 128 rows, which hold the store's lock for about 2 ms, and blocks until
 * all are done: a million rows take some 10 s, and longer where each transaction waits for the
 * disk. When it fails or its process dies, what is marked stays marked, and the next call does the
 * rest. Other pages are told once, when all are done. READ and ARCHIVED can be taken back. marked
 * may be NULL. Fails with ENOTFOUND (cursor is not this person's), EINVALID.
 */
matines_status matines_inbox_mark_all(
    matines_engine *engine, const char *user_id, const char *cursor, const char *query_json,
    matines_mark mark, matines_marked *marked);

/*
 * Takes back what one matines_inbox_mark_all() did, by the `undo` it answered: what was unread is
 * unread again, what was archived is in the inbox again; seen stays seen, and what was cancelled
 * stays cancelled. Rows that were marked otherwise since stay as they are; what the same person
 * marked alike within the same millisecond goes with them. A second time changes nothing. Works in
 * the same short transactions, and other pages are told in the same way. marked may be NULL; its
 * own undo is "". Fails with EINVALID (not an undo), ENOTFOUND (a forged one, or nobody).
 *
 * What matines_inbox_mark() did is undone by its opposite: READ by UNREAD, ARCHIVED by UNARCHIVED.
 */
matines_status matines_inbox_undo(
    matines_engine *engine, const char *user_id, const char *undo, matines_marked *marked);

/* ------------------------------------------------------------------------------------- the work */

/* What one call of matines_work() did. */
typedef struct matines_work_report {
  uint32_t size; /* set by the caller: sizeof(matines_work_report) */
  uint32_t delivered;
  uint32_t retried;
  uint32_t failed;        /* given up and listed */
  int64_t next_due_ms;    /* 0: nothing waits */
  uint32_t cancelled;     /* no longer needed when due */
  uint32_t unknown;       /* left without an answer, and listed */
  uint32_t misconfigured; /* attempts that failed for a setting */
  uint32_t recovered;     /* taken back from workers that died */
  uint32_t in_flight;     /* under way, also of what tells pages of marks; the next call goes on */
  uint32_t expanded;      /* people found by list, role or domain: it is in their inboxes */
} matines_work_report;

/*
 * Sends what is due, on the caller's thread, for about budget_ms: 0 does what is due now;
 * otherwise it waits for events as well, until the budget ends. Host functions may add the time
 * they declared. Several threads and processes may work at once. report may be NULL. Fails with
 * the store's statuses; results that cannot be recorded stop it rather than be sent again and
 * again.
 *
 * A server that failed five times in a row, within 30 s (no connection, no answer, or an answer
 * that says it fails), is asked once in 30 s until it answers. What waits for it costs no attempt,
 * uses no cap and no budget, and is dropped when it expires. Then it gets at most
 * limits.drain_per_second messages a second, new ones among them, until 30 s after what waited
 * during its failure has had its turn. One that said "too many requests" three times within a
 * minute rests as long as it asked, a minute at most, and then gets the same rate. Each server is
 * judged by itself, and by each process: the hub, the mail server, the SMS provider, and every push
 * service, against which what one person's browsers make it answer does not count. Nothing of this
 * touches channels the host carries.
 */
matines_status matines_work(
    matines_engine *engine, uint32_t budget_ms, matines_work_report *report);

/*
 * Takes one delivery that the host carries: channels_json is ["email", …] of channels configured
 * as "host:", or ["stage"]. *job_json is NULL when nothing is due, else
 *
 *   {"version": 1, "kind": "delivery", "token", "channel", "attempt", "expires_ms",
 *    "notification": {"id", "type", "category", "severity", "created_ms", "data"},
 *    "user": {…}, "subscription": {…}, "template", "locale", "link", "unsubscribe_url",
 *    "title", "text", "html"}
 *   {"version": 1, "kind": "stage", "event_id", "event"}
 *
 * "locale" is the person's language; title, text and html are the library's words in the closest to
 * it that they have, html for e-mail. A host may write its own instead, from "template" (null for
 * what was said literally) and the data. All three are null for a template the library has no words
 * for: then only the host has them. "link" is where the data's targetUrl leads, or null when that
 * is not within the document's origin;
 * "unsubscribe_url" is null where the document names no page and for what cannot be unsubscribed.
 *
 * A delivery is leased for 20 s (limits.lease_ms). One that is not taken within 60 s of its due
 * holds nobody up: it may still be taken, and the next rung of its ladder follows at its own time.
 * A stage is an event staged more than 60 s ago: answer it with matines_confirm() or
 * matines_discard(). Free the document. Fails with EINVALID.
 */
matines_status matines_take(
    matines_engine *engine, const char *channels_json, char **job_json);

/* The host put the delivery into a queue of its own: the lease lasts until it expires. This and the
   next three fail with EINVALID for what is no token, and ECONFLICT when the lease ended or the
   delivery is settled. */
matines_status matines_hand_over(matines_engine *engine, const char *token);

/* Right before the send: judges again and stores that it began. *send is 1: send now, then settle;
   0: do nothing, it was cancelled or put off, and may be taken again. A text message begins once
   only: ECONFLICT the second time. */
matines_status matines_begin(matines_engine *engine, const char *token, int32_t *send);

/* Renews the lease for limits.lease_ms from now; never shortens it. */
matines_status matines_extend(matines_engine *engine, const char *token);

/* Says how it ended. note (may be NULL) is kept for the operator, 512 octets at most. */
matines_status matines_settle(
    matines_engine *engine, const char *token, matines_outcome outcome, const char *note);

/* --------------------------------------------------------------------------------------- policy */

/*
 * A policy says who gets what, when. What a document leaves out is the built-in policy's.
 *
 *   {"ladders": {"standard": [
 *      {"channel": "realtime", "when": "online"},
 *      {"channel": "webpush", "when": "not_visible"},
 *      {"channel": "email", "when": "offline", "after": "PT2M", "unless": ["seen"]},
 *      {"channel": "sms", "after": "PT15M", "unless": ["seen", "acked"], "optional": true,
 *       "timeout": "PT1H"}]},
 *    "categories": {"alerts": {"class": "security", "mandatory": true, "severity": "error",
 *      "ladder": "standard", "options": ["sms"], "expires": "P1D", "retention": "P90D",
 *      "budget": {"person": 5, "category": 1000}}},
 *    "rules": {"door.opened": {"category": "alerts", "template": "door", "audience": "subject",
 *      "ladder": "standard", "collapse": "door",
 *      "observers": [{"audience": {"audience": "watch"}, "template": "door_observer",
 *        "category": "alerts"}]}},
 *    "audiences": {"watch": [{"role": "guard", "domain": "north"}, {"users": ["7", "8"]}]},
 *    "roles": ["guard"], "channels": ["pager"], "flood": 60,
 *    "caps": {"sms": {"count": 3, "per": "P1D"}},
 *    "prices": {"currency": "EUR", "sms": {"+33": "0.065", "default": "0.08"}}}
 *
 * A ladder has 1 to 32 rungs, whose "after" never decreases. A rung's "when" is online, offline,
 * visible, not_visible or any (the default), judged when it is due; "unless" is seen, acked or
 * both; an optional rung waits for the category's "options" or the person's preference; after
 * "timeout" past its due it is not sent. Durations are ISO 8601, of weeks to seconds.
 *
 * "class" is security, transactional (the default) or promotional. What is mandatory or security is
 * suppressed by no preference, pause, cap or flood; hours of rest move it, security excepted. A
 * security e-mail always goes. "expires" (P1D): nothing is sent later. "retention": how long
 * inboxes keep it, see matines_prune(). "budget": text messages a month (UTC) to one person, and to
 * everybody; beyond it none is sent.
 *
 * An audience is "subject" (the event's user_id; the default), who has a role or belongs to a
 * domain or both, users by id, a name of "audiences", or an array of those. Observers get a
 * notification of their own; the subject never does. Whoever has lost the role by then gets nothing
 * more; the subject still does.
 *
 * "collapse": of two events of one key about the same subject, the later takes the place of what of
 * the earlier was not sent yet. "caps": so often at most a person is reached on a channel; what is
 * over is dropped, or waits when it is mandatory. "flood": notifications a minute and person (60; 0
 * for no limit) beyond which they are stored and not sent. "channels" are the host's own; "roles",
 * when given, are all there are: another one in an audience is an error. "prices" are for one text
 * message, by the beginning of its number; a text of several parts costs as many. It is planned at
 * the parts of its words in its reader's language (one where only a host's renderer knows them, and
 * where they fail), charged when it sets out, and corrected by what its provider counted.
 */

/*
 * Checks a policy document before it is in force anywhere. Needs no engine.
 *
 *   {"version": 1, "valid": false,
 *    "errors": [{"path": "policy.rules.user.left.category", "message", "hint": "did you mean…"}],
 *    "policy": {…}, "table": […]}
 *
 * errors lists everything that is wrong, at most 100 of it; hint may be null. policy and table are
 * those of matines_policy_show(); null and empty when it is not valid. MATINES_OK says that the
 * report was made. Fails with ENULL, EENCODING, ETOOLARGE (over 1 MiB). Free the document.
 */
matines_status matines_policy_check(const char *policy_json, char **report_json);

/*
 * Puts a policy in force for all handles of this engine in this process, from now on: what was
 * planned before is judged and explained by the policy it was planned under, which the store keeps.
 * Other processes and the next matines_open() follow their documents.
 *
 * A policy that the document names as a file needs no call: the file is looked at once a second,
 * by calls that need the policy, and read when it has changed. While it is broken or gone the
 * policy before stays in force, and the log hears of it once. Replace it by rename(2), so that
 * nobody reads half of it.
 *
 * Fails with ECONFIG (the first error, and how many more there are), ETOOLARGE, and the store's
 * statuses; then nothing has changed.
 */
matines_status matines_policy_load(matines_engine *engine, const char *policy_json);

/* The policy in force: {"version": 1, "policy": {…}, "table": [{"ladder", "context", "realtime",
   "webpush", "email", "sms"}]}, whose values are at_once, yes, no, option. Free the document. */
matines_status matines_policy_show(matines_engine *engine, char **policy_json);

/* ---------------------------------------------------------------------- explanation, operations */

/*
 * Why a person did or did not get a notification, rung by rung, as codes and as sentences.
 * locale: "en" for English, else French; may be NULL.
 *
 *   {"version": 1, "notification": {…}, "presence": "offline", "seen_ms": null, "read_ms": null,
 *    "currency": null, "rungs": [{"rung", "channel", "state", "reason", "due_ms", "settled_ms",
 *      "attempts", "note", "sentence", "reference", "cost": "0.065" or null}]}
 *
 * reference is what the provider that took a text message calls it, the file of a spool, or null.
 * note is null for web push: what an endpoint answered is not for whoever chose it.
 *
 * Fails with ENOTFOUND. Free the document.
 */
matines_status matines_explain(
    matines_engine *engine, const char *user_id, const char *notification_id, const char *locale,
    char **explanation_json);

/*
 * What would become of an event that is not emitted: who would get what, when, at what cost, as
 * codes and as sentences. Decided by the functions that decide of real events, on the facts of this
 * moment; nothing is written and nothing sent. event_json as for matines_emit(); event may be NULL
 * when event_json holds the name as its member "event".
 *
 *   {"version": 1, "now_ms", "currency": "EUR" or null, "notifications": [{"category", "severity",
 *    "template", "observers": false, "cut": false, "recipients": [{"user_id", "presence", "rungs":
 *      [{"rung", "channel", "state": "planned" or "dropped", "reason", "due_ms", "deliveries",
 *        "sentence", "cost": "0.065" or null}], "cost"}]}]}
 *
 * Of each audience at most 100 people are told; "cut" says that there are more. A cost is that of
 * the text's parts by the policy's "prices". Fails with the statuses of matines_emit(). Free the
 * document.
 */
matines_status matines_simulate(
    matines_engine *engine, const char *event, const char *event_json, const char *locale,
    char **forecast_json);

/*
 * What text messages cost, by month (UTC) and category, the latest first, at most limit lines (1 to
 * 1000): {"version": 1, "currency", "months": [{"month": "2026-11", "category", "sent", "spent",
 * "spared", "saved"}]}. "spared" are those that were planned and not sent, since the person had
 * seen, acknowledged or received it otherwise, those to suppressed addresses excepted. Amounts are
 * decimal texts. Free the document.
 */
matines_status matines_spending(
    matines_engine *engine, uint32_t limit, char **spending_json);

/*
 * What a text takes as text messages before any is sent: for the page where it is written, and for
 * whoever pays. Nothing is sent and nothing stored.
 *
 *   {"version": 1, "text", "encoding": "GSM-7" or "UCS-2", "units": 161, "parts": 2,
 *    "culprit": {"character": "ê", "code_point": "U+00EA", "position": 17} or null,
 *    "refused": null, "cost": "0.13" or null, "currency": "EUR" or null}
 *
 * "text" is what would be sent: CR LF has become LF, and the options have been followed. In GSM-7
 * (3GPP TS 23.038) a message of 160 units is sent as it is, and a longer one in parts of 153; one
 * character outside that alphabet makes all of it UCS-2, of 70 units and 67. "culprit" is the first
 * such character of "text"; its position counts the code points before it, as mb_substr() does. Of
 * French é è à ù É Ç are in the alphabet; ê ë î ï ô û ç œ À « » ’ … and the no-break space are not.
 * ^ { } [ ] ~ | \ € take two units there.
 *
 * options_json, each member as in the DSN of the engine's "sms" (see matines_open()), whose own are
 * followed where it is silent: {"transliterate": false, "max_parts": 6, "too_long": "refuse"}. NULL
 * for none. "refused" says why a text would not be sent, having too many parts; units, parts and
 * cost are then those of the whole.
 *
 * The cost is parts times the price of the policy in force for that number; null without phone,
 * engine or price. engine, phone (E.164) and options_json may be NULL. Fails with EINVALID (text:
 * empty, or a control character other than LF and tab; phone; options), ETOOLARGE (over 65536
 * octets). Free the document.
 */
matines_status matines_sms_estimate(
    matines_engine *engine, const char *phone, const char *text, const char *options_json,
    char **estimate_json);

/*
 * Looks for what is wrong in a folder of templates (see matines_open()) before any message is
 * written with it; NULL: in the templates of the library. Nothing is sent and no engine is needed.
 *
 *   {"version": 1, "errors": 1, "warnings": 0, "findings": [{"level": "error" or "warning", "kind",
 *    "file", "line": 3 or null, "fr", "en"}]}
 *
 * All at once, by file and line; "findings" holds the first 100 of them. "kind" is for programs,
 * "fr" and "en" say the same to readers:
 *
 *   refused            the folder would not be taken: syntax, a plural without "other", a name
 *   missing_partial    what is included is not there; unused_partial (warning): nobody includes it
 *   missing_language   a part that one language of the template has and this one lacks
 *   missing_message    the same of the catalogues, or {{messages.X}} that none has
 *   unknown_variable   no sample gives it; without samples (warning): only some languages show it
 *   html_without_text  who reads no HTML would get nothing of their own
 *   sms_parts          the longest text takes several parts (warning), too many of them (error)
 *   sms_encoding       (warning) a character halves the room; see matines_sms_estimate()
 *   raw                (warning) {{{unescaped}}}, to be looked at
 *   value              (warning) a list where a text is shown, or no address where one is
 *   rendering          a message could not be written
 *   host_template      (warning) a .twig, which is for the host's own renderer
 *
 * sample_json, NULL for none: {"template", "event", "data": {}, "longest": {}, "time_zone",
 * "created_ms", "unsubscribe_url", "origin"}, or an array of at most 64 of them. "data" is that of
 * an event; "longest" the data that make the longest text, by default the same. Without "template"
 * it is for every template, without "event" for every event that a template tells apart. All are
 * optional.
 *
 * Fails with ECONFIG (no such folder, or one that leads elsewhere), EPERM, EINVALID (the sample).
 * Free the report.
 */
matines_status matines_template_lint(
    const char *folder, const char *sample_json, char **report_json);

/*
 * Writes messages from sample values, with the templates of a folder and those of the library
 * behind them; NULL: with those of the library alone. Nothing is sent and no engine is needed.
 *
 * request_json: a sample as matines_template_lint() has it, and which of its messages are wanted:
 * "locale" (a language of the template, as its files name it), "channel". {} asks for all.
 * {"sources": true} asks for the library's own files instead: {"version": 1, "sources": [{"path",
 * "text"}]}.
 *
 *   {"version": 1, "messages": [{"template", "event", "channel": "email", "locale": "fr", "title"
 *    or null, "text", "html" or null, "warnings": []}]}
 *
 * The channel of Web Push and of the bell is called "push" here, as in the names of files. An "sms"
 * has "encoding", "units" and "parts" as well. A message that cannot be written has "error" and no
 * words. Fails with EINVALID (the request), ECONFIG (no such folder, or a wrong one: the message
 * names file and line; no such template), EPERM. Free the document.
 */
matines_status matines_template_preview(
    const char *folder, const char *request_json, char **preview_json);

/* Deliveries that were given up or left without an answer, newest first, and scheduled events that
   were given up, at most limit (1 to 1000) of each: {"version": 1, "deliveries": [{"id",
   "notification_id", "user_id", "channel", "state", "attempts", "note", "settled_ms"}],
   "scheduled": [{"event_id", "event", "due_ms"}]}. Free the document. */
matines_status matines_failed_list(matines_engine *engine, uint32_t limit, char **list_json);

/* Sends one of them again, within the next 24 hours. Fails with ENOTFOUND, ECONFLICT. */
matines_status matines_failed_retry(matines_engine *engine, int64_t delivery_id);

/* Takes one of them off the list: matines_explain() gives it the reason failure_dropped, or
   doubt_dropped where it may have arrived. Fails with ENOTFOUND, ECONFLICT. */
matines_status matines_failed_drop(matines_engine *engine, int64_t delivery_id);

/* What one call of matines_prune() removed. */
typedef struct matines_prune_report {
  uint32_t size;         /* set by the caller: sizeof(matines_prune_report) */
  uint32_t finished;     /* 1: everything was looked at; 0: the next call goes on */
  int64_t notifications;
  int64_t recipients;    /* rows of people's inboxes */
  int64_t deliveries;
  int64_t keys;          /* event ids, which may then be used anew */
  int64_t others;        /* of spending, caps, collapse keys, discarded ids, presence */
  int64_t store_bytes;   /* of the store's file; 0 without one */
  int64_t free_bytes;    /* of those, used again before the file grows */
} matines_prune_report;

/*
 * Forgets what has been kept long enough, for about budget_ms: 0 goes on until everything was
 * looked at, otherwise the next call goes on where this one had to stop. Call it once a day, from
 * cron or a worker's loop. It works in transactions of 500 rows at most, fewer where they take
 * longer than about 2 ms, between which others write.
 *
 * A notification goes from an inbox when the "retention" of its category, by the policy in force,
 * has passed since it was created; keep_ms is the retention of the categories that name none: 0
 * keeps theirs for ever. It stays while a delivery of it to this person is pending, or is listed as
 * failed and not older than the retention. One that was not read or seen leaves the counters, whose
 * version grows. When nobody has it any more it goes itself, with its key, which is known for seven
 * days in any case. Other rows have ages of their own: spending two years, the ids of discarded
 * events seven days, scheduled events that were given up ninety days, the times that caps look at
 * 31 days or the longest cap of the policy. The file does not become shorter: what is free in it is
 * used again.
 *
 * Ages follow the wall clock. report may be NULL. Fails with EINVALID (keep_ms is negative) and the
 * store's statuses; what was removed until then stays so.
 */
matines_status matines_prune(
    matines_engine *engine, int64_t keep_ms, uint32_t budget_ms, matines_prune_report *report);

/* --------------------------------------------------------------------------------------- doctor */

/*
 * Examines what a document of matines_open() asks for, and says what is wrong in sentences, each
 * with what to do. It needs no engine, and works where none would open: the reasons are findings.
 *
 *   {"version": 1, "ok": false,      true where no finding is an "error"
 *    "findings": [{"check": "hub.publish", "level": "error",  or "warning", or "ok"
 *      "sentence": "the hub answered 401: the publisher key differs",
 *      "advice": "put the hub's into hub-publish.key (…)"}]}  null where the level is "ok"
 *
 * An error is what does not work; a warning is what will not for long, or works otherwise than it
 * seems. "check" names what was looked at, for programs:
 *
 *   configuration         each member that matines_open() refuses
 *   policy, templates     that both are valid, and who finds the words
 *   store, store.integrity, store.durability   place, rights, schema; that it is whole (as far as
 *                         3 s of reading go); what a power cut costs
 *   disk                  room where the library writes: under 32 MiB, under 256 MiB, read-only
 *   keys, keys.equal      rights of folder and files; two purposes with the same octets
 *   presence              where it is kept, and why not in "shm:"
 *   worker, worker.host   whether a worker waits; what has been due for over a minute, also for
 *                         matines_take(); what workers that died still hold
 *   store.log             a write-ahead log of over 16 MiB that nobody moves
 *   failures              what matines_failed_list() has
 *   hub, hub.keys, hub.publish, hub.subscribe  a private update on a topic of its own is published
 *                         and heard; whom a 401 is due to: key, protocol or clock
 *   hub.page              the same as a page hears it: where browsers find the hub, by the cookie,
 *                         from "origin"
 *   sites                 whether the hosts of pages, hub and cookie go together
 *   mailer, mailer.tls    connection, TLS, EHLO and AUTH; no message is begun
 *   unsubscribe           that the page of its links is the site's, and one click leads there
 *   sms                   that its folder takes files, or that its provider is reached over TLS;
 *                         nobody is shown the account, and no text is sent
 *   webpush.subject, webpush.keys  who is written to; that each key signs. No service is asked
 *   clock, clock.zones    more than 60 s from the hub's clock (its header Date); the zone database
 *
 * New names may come. It changes nothing in the store, makes no file, and sends nothing to anybody;
 * the hub keeps the update, which nobody may hear, in its history. No key, password or token is in
 * the report, nor what a server wrote. It blocks for about 5 s for each server, 13 s for a hub
 * that refuses its tokens, and 30 s in all but for a disk that hangs. Paths start from the current
 * folder, as for matines_open(): run it there, and as the user that the engines run as.
 *
 * locale: "en" for English, else French; may be NULL. MATINES_OK says that the report was made.
 * Fails with ENULL, EENCODING, ETOOLARGE, EINVALID (locale). Free the document.
 */
matines_status matines_doctor(const char *config_json, const char *locale, char **report_json);

/* ----------------------------------------------------------------------------------- host ports */

/*
 * What the host brings itself: a table of functions and a context for each port. The library copies
 * the table. A function runs on the thread of the call that needs it, with no lock held and no
 * transaction open. It may call any function on another engine, and on its own only those that read
 * (inbox_page, inbox_counts, presence_check, broadcast_progress, explain, simulate, spending,
 * sms_estimate, policy_show, failed_list, suppression_list, subscription_list,
 * realtime_subscription, preference_get, unsubscribe_token, unsubscribe_read, vapid_keys,
 * vapid_header); the others answer EREENTRY. It must return: no exception and no jump may pass
 * through. Its string arguments end with it; text it returns is copied at once. release, which may
 * be NULL, is called once, when the port is replaced or the engine closed.
 *
 * Setting a port fails with ENULL (a function is missing), EVERSION (size), EINVALID. Set ports
 * right after matines_open(), before any other call, and on one handle of an engine only.
 */

/* A channel of the host's own. */
typedef struct matines_channel {
  uint32_t size;       /* sizeof(matines_channel) */
  uint32_t timeout_ms; /* the longest one call of deliver takes; 1 to 600000 */
  void *context;
  /* The document is that of matines_take() for a delivery. */
  matines_outcome (*deliver)(void *context, const char *delivery_json);
  void (*release)(void *context);
} matines_channel;

/* Adds a channel under a name the policy may use; ECONFLICT when there is one of that name. */
matines_status matines_add_channel(
    matines_engine *engine, const char *name, const matines_channel *channel);

/* Answers for presence instead of pings. */
typedef struct matines_presence_port {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *context;
  /* A matines_presence; any other value counts as offline. */
  int32_t (*check)(void *context, const char *user_id);
  void (*release)(void *context);
} matines_presence_port;

matines_status matines_set_presence(
    matines_engine *engine, const matines_presence_port *port);

/* Knows the people. */
typedef struct matines_user_directory {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *context;
  /* Sets *user_json as in matines_user_put(), or NULL for nobody of that id. Any other answer than
     MATINES_OK makes the call that asked fail with EIO. */
  matines_status (*find)(void *context, const char *user_id, const char **user_json);
  void (*release)(void *context);
} matines_user_directory;

matines_status matines_set_user_directory(
    matines_engine *engine, const matines_user_directory *port);

/* Writes the words. */
typedef struct matines_renderer {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *context;
  /* request_json: {"template", "event", "notification_id", "created_ms", "channel", "locale",
     "data", "user": {…}, "link", "unsubscribe_url"}; the last two as matines_take() has them, and
     "channel" is realtime for an inbox. Sets *rendered_json: {"title", "text", "html"}: title is
     one line of at most 512 octets, text and html have at most 524288 each and the whole answer
     1048576, html is for e-mail and only if wanted. MATINES_ENOTFOUND instead of MATINES_OK leaves
     these words to the library. Any other answer fails the delivery with its reason, and nothing of
     it is sent. */
  matines_status (*render)(
      void *context, const char *request_json, const char **rendered_json);
  void (*release)(void *context);
} matines_renderer;

matines_status matines_set_renderer(matines_engine *engine, const matines_renderer *port);

/* Tells the time, for tests that must not wait: matines_work() then does what is due and returns,
   since nothing becomes due by waiting. Answers count from 1970 to 9999. */
typedef struct matines_clock {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *context;
  int64_t (*now_ms)(void *context);  /* the wall clock */
  int64_t (*boot_ms)(void *context); /* never goes back */
  void (*release)(void *context);
} matines_clock;

matines_status matines_set_clock(matines_engine *engine, const matines_clock *port);

/*
 * The same for a test that has no functions to give: the time is now_ms, and stands still until it
 * is set again. Set forward, leases and pings age with it; set back, only the wall clock does. It
 * takes the place of matines_set_clock(). Fails with EINVALID (not from 1970 to 9999).
 */
matines_status matines_clock_set(matines_engine *engine, int64_t now_ms);

typedef enum matines_log_level {
  MATINES_LOG_ALARM = 1,
  MATINES_LOG_WARNING = 2,
  MATINES_LOG_NOTICE = 3
} matines_log_level;

/* Hears what an operator should know. Without it the library is silent. */
typedef struct matines_log {
  uint32_t size;
  uint32_t reserved; /* 0 */
  void *context;
  void (*write)(void *context, matines_log_level level, const char *message);
  void (*release)(void *context);
} matines_log;

matines_status matines_set_log(matines_engine *engine, const matines_log *port);

/*
 * The same for a host that comes for it: what was written since its last call, the oldest first.
 * The first call takes the place of matines_set_log(); from then on the last 256 messages are kept,
 * for all handles of the engine.
 *
 *   {"version": 1, "dropped": 0,    how many had no room
 *    "messages": [{"level": "alarm" or "warning" or "notice", "at_ms", "message"}]}
 *
 * Free the document.
 */
matines_status matines_log_take(matines_engine *engine, char **log_json);

/* ----------------------------------------------------------------------------- a hub of our own */

/* What a hub needs of its host. */
typedef struct matines_hub_host {
  uint32_t size;   /* sizeof(matines_hub_host) */
  int32_t stop_fd; /* the hub ends when it can be read from, or its other end is closed */
  void *context;
  /* It listens: once, with its address as a publisher writes it, or unix:PATH. May be NULL. */
  void (*ready)(void *context, const char *url);
  /* What an operator should know, as of matines_set_log(). May be NULL. */
  void (*write)(void *context, matines_log_level level, const char *message);
} matines_hub_host;

/*
 * Runs a Mercure hub (protocol 0.x) for one machine, on this thread, until it is told to end: give
 * it a process of its own, beside those that work. It needs no engine. It starts no thread,
 * installs no signal handler, blocks SIGPIPE in this thread while it runs, and reads from stop_fd
 * nothing. The messages of libevent, below it, go nowhere from then on (event_set_log_callback).
 *
 * config_json is the document of matines_open(); of it the hub needs "hub", "store", "keys" and
 * "presence". With "realtime": "mercure+http://127.0.0.1:3000/.well-known/mercure" the same
 * document publishes to it.
 *
 *   "hub": {"listen": "127.0.0.1:3000",  or [::1]:PORT, localhost:PORT, unix:PATH (mode 0660)
 *     "beyond_this_machine": false,      must be true for any other address: tokens and updates
 *                                        would pass in clear. The site's web server, with its TLS,
 *                                        belongs in front, and hands on /.well-known/mercure
 *     "history": 10000, "history_bytes": 8388608,  the last updates, for whoever comes back
 *     "journal": "matines.db.hub",       where they survive the process: the store's path + ".hub"
 *     "heartbeat_ms": 25000,             100 to 40000: a comment, where nothing else is sent
 *     "token_s": 86400,                  60 to 604800: tokens that live longer are refused
 *     "origins": ["https://bo.example.org"],  pages of other origins that may read; none
 *     "limits": {"connections": 10000,   in total, and at most the process's files less 64
 *       "streams": 8192, "streams_per_topic": 64, "topics": 16,  of one subscription
 *       "body_bytes": 262144,            of a publication, as it is sent
 *       "queue_bytes": 262144,           that wait for one reader, who is cut off beyond it
 *       "head_ms": 10000,                for a whole request from when its connection came, and
 *       "idle_ms": 60000}}               from the one before to the end of the next
 *
 * Keys. hub-publish.key and hub-subscribe.key of the keys folder (mode 0600; 32 octets or more as
 * they are, without the final line end); a missing one is made. The same octets in both are
 * refused. Tokens are JWT (RFC 7519) with HS256 and an expiry: of "iat" and "exp" at most token_s
 * apart, without "iat" at most token_s ahead. Claims: {"mercure": {"publish": [topic…]}} under the
 * first key, {"mercure": {"subscribe": [topic…]}} under the second. A selector is one topic to the
 * octet, or "*". A URI template, which would open the topics of others, is refused with its reason.
 *
 * POST /.well-known/mercure publishes: a form with exactly one topic (1 to 1024 octets, without
 * braces and controls), and at most one data, private, id (1 to 255 octets of visible ASCII, not
 * beginning with #), type (64 octets, not "mercure") and retry (1 to 10 digits). The token comes as
 * "Authorization: Bearer". 200 and the id say that the update is in the journal, whence it is
 * replayed also after a kill -9 (not after a power cut), and on its way to all open streams of the
 * topic. The same update again, under its id, is answered and not sent again. Whether private or
 * not, it reaches those only whose token and subscription both name the topic.
 *
 * GET /.well-known/mercure?topic=… subscribes (text/event-stream): one or several exact topics,
 * each in the token, which comes as "Authorization: Bearer" or in the cookie mercureAuthorization;
 * nobody subscribes without one, and none is taken from the address. Last-Event-ID, as a header or
 * as lastEventID= in the query, brings what came after that update, in order; all there is when it
 * is not known (any more). The header Last-Event-ID of the answer names the update before the first
 * one sent, or "earliest". The stream ends with its token. While it is open the person of each of
 * its topics user/{id}/notifications is present, in the place of "presence": hidden, since a stream
 * does not say who looks. "shm:" costs nothing; "store:" is written once per stream and heartbeat.
 *
 * DELETE /.well-known/mercure/subscriptions/{topic} (percent-encoded as one segment) sends somebody
 * away, with a publisher's token for the topic: it closes all streams of the topic and answers how
 * many there were. Streams opened with a token issued before the call, or in its second, are
 * refused from then on, also after a restart, until such tokens have expired (token_s); a token
 * without "iat" counts as issued token_s before its expiry.
 *
 * It answers, each with its reason as text: 200; 204 (a page of "origins" asks what it may); 400
 * (a rule above is broken, or the head of a request is over 32 KiB); 401 (no good token: missing,
 * forged, expired, sent away); 403 (a good token, without that right; or an origin that is not
 * listed); 404; 405; 413 (body_bytes); 415 (not a form); 429 (streams_per_topic) and 503 (streams,
 * connections, topics closed of late) with Retry-After; 501 (an unknown method); 507 with
 * Retry-After: the disk is full, so that the update went to the open streams and would not survive
 * a restart: publish it again, under the same id. The log hears of it once.
 *
 * When half-open connections crowd in (more than half of "connections", 4096 at most), the oldest
 * of them go first. A reader who takes nothing for a whole heartbeat while something waits, or is
 * still behind when the history has moved on, is cut off.
 *
 * Fails with ENULL, EENCODING, ETOOLARGE, EVERSION (size), EINVALID (stop_fd), ECONFIG ("hub" is
 * missing or wrong, a key), ECONFLICT (another hub keeps the journal), EPERM, EIO (the address is
 * taken, the journal cannot be read), EFULL, and for "presence" as matines_open() does.
 */
matines_status matines_hub_run(const char *config_json, const matines_hub_host *host);

#include "matines_end.h"

#endif
