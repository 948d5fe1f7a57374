/* SPDX-License-Identifier: MIT */
/* The CPU of opening, and closing, a document that this process has open already. */
#include <stdlib.h>

#include "measure.h"

enum { SPAN = 5000 };

int main(void) {
  const char *members =
      ",\"realtime\":\"host:\",\"mailer\":\"host:\",\"sms\":\"host:\",\"webpush\":\"host:\"";
  matines_engine *first = open_store("again.db", 0, members);
  double rounds[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) {
    double start = cpu_us();
    for (int i = 0; i < SPAN; i++) matines_close(open_store("again.db", 0, members));
    rounds[round] = (cpu_us() - start) / SPAN;
  }
  print_figure("open_again", median(rounds, ROUNDS), "us");
  matines_close(first);
}
