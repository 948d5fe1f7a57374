/* SPDX-License-Identifier: MIT */
/* tell DOCUMENT KEY EVENT: emits one promotion, and says whether there are people to find. */
#include "host.h"

int main(int count, char **arguments) {
  if (count < 4) return 2;
  matines_engine *engine = open_document(arguments[1]);
  matines_receipt receipt = {.size = sizeof receipt};
  must(matines_emit(engine, "user.promoted_to_minister", arguments[2], arguments[3], &receipt),
       "emit");
  matines_close(engine);
  return receipt.expanding ? 0 : 1;
}
