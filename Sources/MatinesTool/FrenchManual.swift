// SPDX-License-Identifier: MIT

/// The manual in French.
enum FrenchManual {
  static let opening = """
    matines : prévenir les bonnes personnes, sur le bon canal.

    matines [--config FICHIER] COMMANDE [OPTIONS]
    matines --version | --help

      work       envoyer ce qui doit l’être
      hub        tenir un hub Mercure pour les cloches du site de cette machine
      serve      tenir les deux, et relancer celui qui meurt
      doctor     dire ce qui ne va pas dans l’installation, et quoi faire
      explain    dire pourquoi quelqu’un a reçu, ou non, une notification
      simulate   dire ce que deviendrait un événement, sans rien envoyer
      sms        dire ce qu’un texte prend et coûte comme SMS
      template   essayer les mots des messages avant qu’ils partent
      policy     montrer qui reçoit quoi, et quand ; vérifier une règle avant de l’appliquer
      failed     voir, relancer ou retirer les envois abandonnés
      suppress   voir les adresses laissées tranquilles, en ajouter, en retirer
      prune      oublier ce qui a été gardé assez longtemps
      vapid      créer la paire de clés de Web Push
      help       ce manuel, ou la page d’une commande

    Les options se placent n’importe où ; « -- » y met fin.
    """

  static let pages: [String: String] = [
    "work": """
    matines work [--config FICHIER] [--once | --for SECONDES]

      Envoie ce qui est dû, sur tous les canaux de la configuration, jusqu’à SIGTERM ou SIGINT ;
      termine alors ce qui est en vol (au plus « close_ms » de la configuration) et sort avec 0.
      Plusieurs processus peuvent travailler à la fois : rien ne part deux fois pour autant.
      Alarmes et avertissements vont sur la sortie d’erreur, avec leur heure ; le bilan sur la
      sortie standard, à la fin.

      --once           faire ce qui est dû maintenant, puis sortir
      --for SECONDES   travailler ce temps-là, de 1 à 31536000, puis sortir

      Une base verrouillée par un autre processus donne un avertissement, et le travail reprend.
      Toute autre panne de la base arrête le programme avec 1 : à son superviseur de le relancer.
    """,
    "hub": """
    matines hub [--config FICHIER]

      Tient un hub Mercure (protocole 0.x) jusqu’à SIGTERM ou SIGINT ; ferme alors ses flux et
      sort avec 0. Il n’écoute que sur cette machine : le serveur web du site se tient devant,
      avec son TLS, et lui passe /.well-known/mercure. Dans la configuration :
        "hub": {"listen": "127.0.0.1:3000"},
        "realtime": "mercure+http://127.0.0.1:3000/.well-known/mercure"
      Son adresse va sur la sortie d’erreur dès qu’il écoute, comme alarmes et avertissements. Les
      clés hub-publish.key et hub-subscribe.key sont créées dans le dossier des clés si elles
      manquent. Réglages, requêtes et réponses : matines_hub_run() dans matines.h.
    """,
    "serve": """
    matines serve [--config FICHIER]

      Tient « matines hub » et « matines work », chacun dans son processus, jusqu’à SIGTERM ou
      SIGINT ; les deux finissent alors à leur manière, et serve sort avec 0. Celui qui meurt est
      relancé au bout d’une seconde, puis deux, et ainsi jusqu’à trente ; après une minute de santé,
      d’une seconde à nouveau. Si serve lui-même est tué, les deux s’arrêtent.
    """,
    "doctor": """
    matines doctor [--config FICHIER] [--strict] [--json]

      Examine l’installation et dit en toutes lettres ce qui ne va pas, et quoi faire : réglages,
      règle, base, disque, clés, présence, worker, échecs, hub, noms d’hôtes, serveur de courrier,
      SMS, clés de push, horloge. Il marche là où rien d’autre ne démarrerait. Il publie une
      nouvelle privée dans le hub et l’écoute, comme le ferait aussi une page ; il rend le serveur
      de courrier prêt à un message et n’en envoie pas. Il ne change rien dans la base et n’écrit
      à personne. Il prend quelque 5 s pour chaque serveur, et 30 s en tout.

      --strict         sortir avec 1 pour un avertissement aussi : pour un script de déploiement
      --json           le document de la bibliothèque, tel quel

      Sort avec 0 si rien ne va mal, avec 1 s’il trouve une erreur, avec 2 si la ligne de commande
      est fausse. À lancer dans le dossier, et sous le compte, de l’application. Tous les examens,
      par leur nom : matines_doctor() dans matines.h.
    """,
    "explain": """
    matines explain PERSONNE NOTIFICATION [--config FICHIER] [--json]

      Dit, échelon par échelon, ce qui est advenu d’une notification pour une personne : envoyée,
      prévue, annulée, et pourquoi. NOTIFICATION est l’identifiant que donne le reçu.

      --json           le document de la bibliothèque, tel quel
    """,
    "simulate": """
    matines simulate FICHIER [--config FICHIER] [--json]

      Dit qui recevrait quoi d’un événement, quand, et ce que ses SMS coûteraient ; rien n’est
      écrit ni envoyé. FICHIER contient l’événement tel que matines_emit() le prend, et son nom :
        {"event": "user.promoted_to_minister", "user_id": "42"}

      --json           le document de la bibliothèque, tel quel
    """,
    "sms": """
    matines sms TEXTE [--to NUMÉRO] [--transliterate] [--config FICHIER] [--json]

      Dit ce qu’un texte prend comme SMS : son encodage, ses parties, ce qu’il coûterait, et le
      caractère qui le rend plus cher. Rien n’est envoyé. En GSM-7, un message contient 160
      caractères, ou 153 dans chaque partie d’un plus long ; en UCS-2, auquel un seul caractère
      hors de l’alphabet GSM-7 suffit à contraindre, 70 et 67 : é en est, ê n’en est pas. Les
      options et les prix sont ceux de la configuration, s’il y en a une.

      --to NUMÉRO      le téléphone, comme +33612345678 : pour le coût selon « prices » de la règle
      --transliterate  écrire ces caractères en lettres de GSM-7, là où le texte entier y gagne
      --json           le document de la bibliothèque, tel quel

      Sort avec 1 si le texte ne serait pas envoyé.
    """,
    "template": """
    matines template lint DOSSIER | --shipped [--data FICHIER] [--strict]
    matines template preview DOSSIER | --shipped [--data FICHIER] [--locale LANGUE] --out DOSSIER
    matines template copy DOSSIER

      lint dit ce qui ne va pas dans un dossier de modèles, par fichier et ligne : une langue ou
      une partie qui manque, un pluriel sans « other », des valeurs inconnues, du HTML sans
      texte, des SMS de plusieurs parties, ce qui est écrit sans protection. preview écrit chaque
      message de chaque modèle dans DOSSIER/MODÈLE/ÉVÉNEMENT : email.fr.html, email.fr.txt,
      sms.fr.txt, push.fr.txt. copy écrit les modèles de la bibliothèque, comme point de départ ;
      rien n’est remplacé.

      --data FICHIER  des valeurs d’exemple : {"data": {…}, "longest": {…}}, ou un tableau pour
                      plusieurs modèles (« template ») et événements (« event ») ; une seule pour
                      un aperçu
      --locale L      seulement les messages de cette langue
      --shipped       les modèles de la bibliothèque, au lieu d’un dossier
      --strict        les avertissements comptent comme des erreurs
      --json          le rapport de la bibliothèque, tel quel

      lint sort avec 1 s’il trouve une erreur.
    """,
    "policy": """
    matines policy show [--config FICHIER | --policy FICHIER] [--json]
    matines policy check FICHIER [--json]

      show             la règle en vigueur : pour chaque échelle, le tableau de qui reçoit quoi
                       selon où il se trouve, puis les échelons dans l’ordre ; enfin les
                       événements et leurs options. « option » : seulement si la catégorie, ou la
                       personne, a activé ce canal
      check            tout ce qui ne va pas dans un document de règle, une erreur par ligne : son
                       chemin, ce qui ne va pas, ce qui y remédierait (le détail est en anglais) ;
                       se passe de base. Sort avec 1 s’il y en a une

      --policy FICHIER montrer ce document comme s’il était en vigueur ; se passe de base
      --json           le document de la bibliothèque, tel quel

      Une règle que la configuration désigne par un fichier est relue quand il change, en une
      seconde et sans redémarrage : vérifiez-la, puis mettez-la à sa place d’un « mv ».
    """,
    "failed": """
    matines failed list [--limit N] [--config FICHIER] [--json]
    matines failed retry NUMÉRO [--config FICHIER] [--json]
    matines failed drop NUMÉRO [--config FICHIER] [--json]

      list             les envois abandonnés ou restés sans réponse, du plus récent au plus ancien ;
                       puis les événements programmés que la règle ou la base a refusés une heure
                       durant : l’application peut les confirmer, les reprogrammer ou les écarter
      retry            renvoyer l’un d’eux dans les 24 heures qui viennent
      drop             retirer l’un d’eux de la liste

      --limit N        au plus N lignes, de 1 à 1000 ; 100 sinon
      --json           list : le document de la bibliothèque ; retry et drop : un accusé en JSON
    """,
    "suppress": """
    matines suppress list [--after ADRESSE] [--limit N] [--config FICHIER] [--json]
    matines suppress add ADRESSE [--reason RAISON] [--config FICHIER] [--json]
    matines suppress remove ADRESSE [--config FICHIER] [--json]

      ADRESSE est une adresse e-mail, majuscules ou non, ou un numéro comme +33612345678.

      list             les adresses laissées tranquilles, dans leur ordre
      add              laisser celle-ci tranquille désormais, même pour ce qui est déjà prévu
      remove           la retirer de la liste

      --reason RAISON  bounce : il n’y a personne, rien n’y va ; complaint (plainte) ou manual :
                       rien n’y va que la sécurité ; manual sinon
      --after ADRESSE  ce qui suit celle-ci, dans la liste ou non
      --limit N        au plus N adresses, de 1 à 1000 ; 100 sinon
      --json           list : le document de la bibliothèque ; add et remove : un accusé en JSON
    """,
    "prune": """
    matines prune [--keep JOURS] [--for SECONDES] [--config FICHIER] [--json]

      Retire des boîtes, avec leurs envois, les notifications que leur catégorie ne garde plus
      (« retention » dans la règle en vigueur), sauf ce qui attend encore d’être envoyé ou vient
      d’échouer ; puis ce qui ne sert plus : clés d’événements de plus de sept jours, dépenses de
      plus de deux ans, identifiants écartés. À lancer une fois par jour, par cron : il travaille
      par petites transactions, entre lesquelles les autres écrivent. Le fichier ne raccourcit
      pas : la place libérée resservira.

      --keep JOURS     garder ce temps-là, de 1 à 36500 jours, ce dont la catégorie ne dit rien ;
                       pour toujours sinon
      --for SECONDES   s’arrêter après ce temps-là, de 1 à 86400 ; le prochain appel continuera
      --json           le bilan en JSON
    """,
    "vapid": """
    matines vapid generate FICHIER

      Crée une paire de clés pour Web Push (RFC 8292) dans un nouveau fichier que vous seul pouvez
      lire, et affiche la clé publique, avec laquelle les pages s’abonnent. Un fichier déjà là
      n’est jamais écrasé. Nommez-le dans la configuration :
        "webpush": {"subject": "mailto:…", "keys": ["FICHIER"]}
      Gardez-le : un navigateur abonné avec une clé ne peut être joint avec aucune autre.
    """,
    "help": """
    matines help [COMMANDE]

      Ce manuel, ou la page d’une commande ; « matines COMMANDE --help » est la même page.
    """,
  ]

  static let end = """
    Fichiers
      matines.json     la configuration, dans le dossier courant ; --config en désigne une autre.
                       Un objet JSON dont « store » est le seul membre obligatoire :
                         {"store": "sqlite:matines.db", "mailer": "smtp://…?from=bo@example.org"}
                       Ses chemins relatifs partent du dossier courant.
                       Tous ses membres : matines_open() dans matines.h.
      matines.db.keys  à côté de la base : ses clés, créées à la première ouverture
      matines.db.hub   à côté de la base : les dernières nouvelles du hub, avec .old et .lock

    Environnement
      LC_ALL, LANG     anglais si LC_ALL, ou à défaut LANG, commence par « en » ; français sinon
      NO_COLOR         pas de gras, même dans un terminal

    Codes de sortie
      0   c’est fait
      1   c’est refusé ou en panne ; la raison est sur la sortie d’erreur
      2   la ligne de commande est fausse
    """
}
