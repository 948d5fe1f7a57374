/* SPDX-License-Identifier: MIT */
/*
 * The host of the demonstration: a back-office in which members become ministers, and a minister
 * super-admin. Four people, four different moments to reach them at. It only hands events over and
 * watches; the sending is done by `matines work`, in a process of its own.
 *
 *   story CONFIGURATION fr|en NOTIFICATIONS SPENDING
 *
 * NOTIFICATIONS is written: one line a person, "id notification-id"; and SPENDING: the document of
 * matines_spending().
 */
#include <matines.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timeline.h"

enum { PATIENCE_MS = 13000 }; /* the policy's last rung is due after 9 s */

static FILE *ledger;

static matines_engine *opened(const char *path) {
  static char document[65536];
  matines_engine *engine = NULL;
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  document[fread(document, 1, sizeof document - 1, file)] = '\0';
  fclose(file);
  must(matines_open(document, &engine), "matines_open");
  return engine;
}

static void put_people(matines_engine *engine) {
  static const char *people[] = {
      "{\"id\": \"jeanne\", \"email\": \"jeanne@example.org\", \"phone\": \"+33639980001\","
      " \"locale\": \"fr\", \"roles\": [\"member\"], \"domains\": [\"agriculture\"]}",
      "{\"id\": \"karim\", \"email\": \"karim@example.org\", \"phone\": \"+33639980002\","
      " \"locale\": \"fr\", \"roles\": [\"member\"], \"domains\": [\"culture\"]}",
      "{\"id\": \"nadia\", \"email\": \"nadia@example.org\", \"phone\": \"+33639980003\","
      " \"locale\": \"en\", \"roles\": [\"member\"], \"domains\": [\"energy\"]}",
      "{\"id\": \"lea\", \"email\": \"lea@example.org\", \"phone\": \"+33639980004\","
      " \"locale\": \"en\", \"roles\": [\"minister\"]}",
  };
  for (size_t index = 0; index < sizeof people / sizeof *people; index++)
    must(matines_user_put(engine, people[index]), "matines_user_put");
}

/* The browser of the example in RFC 8291, appendix A. */
static void put_browser(matines_engine *engine, const char *user_id) {
  char subscription[512];
  snprintf(subscription, sizeof subscription,
           "{\"endpoint\": \"https://push.example.org/%s\", \"keys\": {\"p256dh\": "
           "\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNto"
           "IAiw4\", \"auth\": \"BTBZMqHH6r4Tts7J_aSIgg\"}}",
           user_id);
  must(matines_subscription_put(engine, user_id, subscription), "matines_subscription_put");
}

static watched emitted(
    matines_engine *engine, const char *event, const char *user_id, const char *name,
    const char *data) {
  char event_id[64];
  char document[1024];
  watched person = {.user_id = user_id, .name = name};
  matines_receipt receipt = {.size = sizeof receipt};
  snprintf(event_id, sizeof event_id, "story-%s", user_id);
  snprintf(document, sizeof document, "{\"user_id\": \"%s\", \"data\": %s}", user_id, data);
  person.accepted_ms = now_ms();
  must(matines_emit(engine, event, event_id, document, &receipt), "matines_emit");
  memcpy(person.notification_id, receipt.notification_id, sizeof person.notification_id);
  fprintf(ledger, "%s %s\n", user_id, receipt.notification_id);
  timeline_tell(
      &person, now_ms(), "*",
      say("accepté%s : %u destinataire, %u envois prévus, %s",
          "accepted%s: %u recipient, %u deliveries planned, %s"),
      receipt.durable ? say(" pour de bon", " for good") : "", receipt.recipients,
      receipt.deliveries, receipt.notification_id);
  timeline_look(engine, &person);
  return person;
}

/* The row comes into view in the bell's list. */
static void look_at(matines_engine *engine, watched *person, const char *how) {
  char ids[64];
  matines_counts before = {.size = sizeof before};
  matines_counts after = {.size = sizeof after};
  snprintf(ids, sizeof ids, "[\"%s\"]", person->notification_id);
  must(matines_inbox_counts(engine, person->user_id, &before), "matines_inbox_counts");
  must(matines_inbox_mark(engine, person->user_id, ids, MATINES_SEEN, &after),
       "matines_inbox_mark");
  timeline_tell(person, now_ms(), "*", say("%s ; cloche : %lld, puis %lld",
                                           "%s; bell: %lld, then %lld"),
                how, (long long)before.unseen, (long long)after.unseen);
  timeline_look(engine, person);
}

static void jeanne_is_there(matines_engine *engine) {
  timeline_act(1, say("Jeanne, membre, a le back-office sous les yeux : la voici ministre.",
                      "Jeanne, a member, is looking at the back-office: she becomes minister."));
  put_browser(engine, "jeanne");
  must(matines_presence_ping(engine, "jeanne", "tab-jeanne", 1), "matines_presence_ping");
  watched jeanne = emitted(
      engine, "user.promoted_to_minister", "jeanne", "Jeanne",
      "{\"name\": \"Jeanne\", \"ministry\": \"Agriculture\","
      " \"targetUrl\": \"/admin/ministers/jeanne\"}");
  timeline_follow(engine, &jeanne, 1, jeanne.accepted_ms, 1500);
  look_at(engine, &jeanne, say("elle ouvre la cloche", "she opens the bell"));
  timeline_follow(engine, &jeanne, 1, now_ms(), 500);
}

static void two_are_away(matines_engine *engine) {
  timeline_act(2, say("Karim et Nadia, membres, sont absents : les voici ministres.",
                      "Karim and Nadia, members, are away: they become ministers."));
  put_browser(engine, "karim");
  watched people[2];
  people[0] = emitted(
      engine, "user.promoted_to_minister", "karim", "Karim",
      "{\"name\": \"Karim\", \"ministry\": \"Culture\","
      " \"targetUrl\": \"/admin/ministers/karim\"}");
  people[1] = emitted(
      engine, "user.promoted_to_minister", "nadia", "Nadia",
      "{\"name\": \"Nadia\", \"ministry\": \"Energy\","
      " \"targetUrl\": \"/admin/ministers/nadia\"}");
  int64_t start = people[0].accepted_ms;
  /* Nadia reads her e-mail as soon as it is there, but before the SMS is due. */
  while (!timeline_reached(engine, &people[1], "email") && now_ms() - start < 8000)
    timeline_follow(engine, people, 2, now_ms(), 100);
  timeline_follow(engine, people, 2, now_ms(), 700);
  must(matines_presence_ping(engine, "nadia", "tab-nadia", 1), "matines_presence_ping");
  look_at(engine, &people[1],
          say("elle suit le lien de l’e-mail", "she follows the link of the e-mail"));
  timeline_follow(engine, people, 2, start, PATIENCE_MS);
}

static void lea_closed_her_browser(matines_engine *engine) {
  timeline_act(3, say("Léa, ministre, a fermé son navigateur : la voici super-administratrice.",
                      "Léa, a minister, has closed her browser: she becomes super-admin."));
  put_browser(engine, "lea");
  watched lea = emitted(
      engine, "minister.promoted_to_super_admin", "lea", "Léa",
      "{\"name\": \"Léa\", \"targetUrl\": \"/admin/super/lea\"}");
  timeline_follow(engine, &lea, 1, lea.accepted_ms, PATIENCE_MS);
}

static int spending_told(matines_engine *engine, const char *path) {
  char *document = NULL;
  must(matines_spending(engine, 12, &document), "matines_spending");
  FILE *file = fopen(path, "w");
  if (file == NULL) perror(path);
  int is_told = file != NULL && fputs(document, file) >= 0;
  if (file != NULL && fclose(file) != 0) is_told = 0;
  matines_free(document);
  return is_told;
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: story CONFIGURATION fr|en NOTIFICATIONS SPENDING\n");
    return 2;
  }
  timeline_speak(arguments[2]);
  ledger = fopen(arguments[3], "w");
  if (ledger == NULL) {
    perror(arguments[3]);
    return 1;
  }
  matines_engine *engine = opened(arguments[1]);
  put_people(engine);
  jeanne_is_there(engine);
  two_are_away(engine);
  lea_closed_her_browser(engine);
  int is_told = spending_told(engine, arguments[4]);
  matines_close(engine);
  return fclose(ledger) == 0 && is_told ? 0 : 1;
}
