// SPDX-License-Identifier: MIT

/// The manual in English.
enum EnglishManual {
  static let opening = """
    matines: the right people hear of it, on the right channel.

    matines [--config FILE] COMMAND [OPTIONS]
    matines --version | --help

      work       send what is due
      hub        run a Mercure hub for the bells of this machine's site
      serve      run both, and start again whichever dies
      doctor     say what is wrong with the set-up, and what to do
      explain    say why somebody did or did not get a notification
      simulate   say what would become of an event, without sending anything
      sms        say what a text takes and costs as text messages
      template   try the words of messages before they are sent
      policy     show who gets what, and when; check a policy before it is in force
      failed     list, send again or drop the deliveries that were given up
      suppress   list the addresses that are left alone, add one, remove one
      prune      forget what has been kept long enough
      vapid      make the key pair of Web Push
      help       this manual, or the page of one command

    Options may stand anywhere; “--” ends them.
    """

  static let pages: [String: String] = [
    "work": """
    matines work [--config FILE] [--once | --for SECONDS]

      Sends what is due, on every channel of the configuration, until SIGTERM or SIGINT; then it
      finishes what is in flight (for at most the configuration's "close_ms") and exits with 0.
      Several processes may work at once: nothing is sent twice for that. Alarms and warnings go
      to standard error, with their time; the tally goes to standard output, at the end.

      --once           do what is due now, then exit
      --for SECONDS    work for that long, from 1 to 31536000, then exit

      A store locked by another process gives a warning, and the work goes on. Any other failure
      of the store ends the program with 1: its supervisor starts it again.
    """,
    "hub": """
    matines hub [--config FILE]

      Runs a Mercure hub (protocol 0.x) until SIGTERM or SIGINT; then it closes its streams and
      exits with 0. It listens on this machine only: the site's web server stands in front, with
      its TLS, and hands on /.well-known/mercure. In the configuration:
        "hub": {"listen": "127.0.0.1:3000"},
        "realtime": "mercure+http://127.0.0.1:3000/.well-known/mercure"
      Its address goes to standard error once it listens, as do alarms and warnings. The keys
      hub-publish.key and hub-subscribe.key are made in the folder of keys where they are missing.
      All settings, requests and answers: matines_hub_run() in matines.h.
    """,
    "serve": """
    matines serve [--config FILE]

      Runs "matines hub" and "matines work", each as a process of its own, until SIGTERM or
      SIGINT; both then end in their own way, and it exits with 0. One that dies is started again
      after a second, then two, and so on up to thirty; after a minute of health after one again.
      Should serve itself be killed, both end.
    """,
    "doctor": """
    matines doctor [--config FILE] [--strict] [--json]

      Examines the set-up, and says what is wrong in sentences, each with what to do: settings,
      policy, store, disk, keys, presence, worker, failures, hub, host names, mail server, text
      messages, push keys, clock. It works where nothing else would start. It publishes a private
      update to the hub and listens to it, as a page would too; it makes the mail server ready for
      a message and sends none. It changes nothing in the store and writes to nobody. It takes at
      most 30 s, about 5 s for each server.

      --strict         exit with 1 for warnings too: for the scripts that deploy
      --json           the library's document, as it is

      Exits with 0 where nothing is wrong, with 1 where an error was found, with 2 where the
      command line is wrong. Run it in the folder, and as the user, of the application. All
      checks by name: matines_doctor() in matines.h.
    """,
    "explain": """
    matines explain PERSON NOTIFICATION [--config FILE] [--json]

      Says, rung by rung, what became of one notification for one person: sent, planned,
      cancelled, and why. NOTIFICATION is the id that the receipt gives.

      --json           the library's document, as it is
    """,
    "simulate": """
    matines simulate FILE [--config FILE] [--json]

      Says who would get what of an event, when, and what its text messages would cost; nothing
      is written and nothing sent. FILE holds the event as matines_emit() takes it, and its name:
        {"event": "user.promoted_to_minister", "user_id": "42"}

      --json           the library's document, as it is
    """,
    "sms": """
    matines sms TEXT [--to NUMBER] [--transliterate] [--config FILE] [--json]

      Says what a text takes as text messages: its encoding, its parts, what it would cost, and
      the character that makes it cost more. Nothing is sent. In GSM-7 a message holds 160
      characters, or 153 in each part of a longer one; in UCS-2, which one character outside the
      alphabet of GSM-7 is enough for, 70 and 67: é is in it, ê is not. Options and prices are
      those of the configuration, where there is one.

      --to NUMBER      the telephone, as +33612345678: for the cost by the policy's "prices"
      --transliterate  put such characters into letters of GSM-7, where that serves the whole text
      --json           the library's document, as it is

      Exits with 1 where the text would not be sent.
    """,
    "template": """
    matines template lint FOLDER | --shipped [--data FILE] [--strict]
    matines template preview FOLDER | --shipped [--data FILE] [--locale LANGUAGE] --out DIR
    matines template copy DIR

      lint says what is wrong in a folder of templates, by file and line: a language or a part
      that is missing, a plural without “other”, unknown values, HTML without text, SMS of
      several parts, what is written unescaped. preview writes every message of every template
      to DIR/TEMPLATE/EVENT: email.fr.html, email.fr.txt, sms.fr.txt, push.fr.txt. copy writes
      the templates of the library, as a start of one's own; it overwrites nothing.

      --data FILE  sample values: {"data": {…}, "longest": {…}}, or an array of such for several
                   templates ("template") and events ("event"); for a preview one of them
      --locale L   only the messages in this language
      --shipped    the templates of the library, instead of a folder
      --strict     warnings count as errors
      --json       the library's report, as it is

      lint exits with 1 where it finds an error.
    """,
    "policy": """
    matines policy show [--config FILE | --policy FILE] [--json]
    matines policy check FILE [--json]

      show             the policy in force: for each ladder, the table of who gets what by where
                       they are, then its rungs in order; last the events and their options.
                       "option": only if the category, or the person, has switched that channel on
      check            everything that is wrong with a policy document, one error on a line:
                       its path, what is wrong, and what would put it right; needs no store.
                       Exits with 1 when there is any

      --policy FILE    show this document, as if it were in force; needs no store
      --json           the library's document, as it is

      A policy that the configuration names as a file is read again when it changes, within a
      second and without a restart: check it, then move it into its place.
    """,
    "failed": """
    matines failed list [--limit N] [--config FILE] [--json]
    matines failed retry ID [--config FILE] [--json]
    matines failed drop ID [--config FILE] [--json]

      list             deliveries given up or left without an answer, newest first; then the
                       scheduled events that policy or store have refused for an hour: the
                       application may confirm them, schedule them again or discard them
      retry            send one of them again, within the next 24 hours
      drop             take one of them off the list

      --limit N        at most N lines, from 1 to 1000; else 100
      --json           list: the library's document; retry and drop: an answer in JSON
    """,
    "suppress": """
    matines suppress list [--after ADDRESS] [--limit N] [--config FILE] [--json]
    matines suppress add ADDRESS [--reason REASON] [--config FILE] [--json]
    matines suppress remove ADDRESS [--config FILE] [--json]

      ADDRESS is an e-mail address, in which case does not count, or a number as +33612345678.

      list             the addresses that are left alone, in their order
      add              leave this one alone from now on, also by what is planned already
      remove           take it off the list

      --reason REASON  bounce: there is nobody, and nothing goes there; complaint or manual:
                       nothing but security goes there; else manual
      --after ADDRESS  what follows this one, listed or not
      --limit N        at most N addresses, from 1 to 1000; else 100
      --json           list: the library's document; add and remove: an answer in JSON
    """,
    "prune": """
    matines prune [--keep DAYS] [--for SECONDS] [--config FILE] [--json]

      Removes from inboxes, with their deliveries, the notifications that their category keeps no
      longer ("retention" in the policy in force), except what is still to be sent or has failed
      of late; then what is of no use any more: event ids of more than seven days, spending of
      more than two years, discarded ids. Run it once a day, from cron: it works in short
      transactions, between which others write. The file does not become shorter: the room is
      used again.

      --keep DAYS      keep for so long, 1 to 36500 days, what its category says nothing of; else
                       for ever
      --for SECONDS    stop after so long, 1 to 86400; the next call goes on
      --json           the report in JSON
    """,
    "vapid": """
    matines vapid generate FILE

      Makes a key pair for Web Push (RFC 8292) in a new file that only you can read, and prints
      the public key, which pages subscribe with. A file that is there is never overwritten.
      Name it in the configuration: "webpush": {"subject": "mailto:…", "keys": ["FILE"]}.
      Keep it: browsers that subscribed with a key can be reached with no other.
    """,
    "help": """
    matines help [COMMAND]

      This manual, or the page of one command; "matines COMMAND --help" is the same page.
    """,
  ]

  static let end = """
    Files
      matines.json     the configuration, in the current folder; --config names another.
                       A JSON object in which "store" is the only member that must be there:
                         {"store": "sqlite:matines.db", "mailer": "smtp://…?from=bo@example.org"}
                       Its relative paths start from the current folder.
                       All its members: matines_open() in matines.h.
      matines.db.keys  beside the store: its keys, made when it is first opened
      matines.db.hub   beside the store: the last updates of the hub, with .old and .lock

    Environment
      LC_ALL, LANG     English if LC_ALL, or else LANG, begins with "en"; French otherwise
      NO_COLOR         nothing bold, not even on a terminal

    Exit codes
      0   done
      1   refused or failed; the reason is on standard error
      2   the command line is wrong
    """
}
