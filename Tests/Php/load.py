# SPDX-License-Identifier: MIT
"""Clients of php-fpm: each event has its id, with which a request that broke off is sent again."""

import itertools
import threading
import time

from fastcgi import Broken, Connection

KEPT = 4  # of so many clients one keeps its connection
PATIENCE = 30  # seconds one event is tried for


class Load:
  def __init__(self, fpm, series, count, people, clients=16):
    self._fpm, self._series, self._count, self._people = fpm, series, count, people
    self._numbers = itertools.count()
    self._page = fpm.site.pages / "emit.php"
    self.accepted = []  # (event, person)
    self.refused = []
    self.broken = self.repeated = 0
    self._threads = [threading.Thread(target=self._client, args=(number % KEPT == 0,))
                     for number in range(clients)]
    self._one = threading.Lock()

  def start(self):
    for thread in self._threads:
      thread.start()

  def running(self):
    return any(thread.is_alive() for thread in self._threads)

  def join(self):
    for thread in self._threads:
      thread.join()

  def stop(self):
    self._count = 0
    self.join()

  def _client(self, keep):
    connection = Connection(self._fpm.socket, keep=keep)
    while (number := next(self._numbers)) < self._count:
      event, person = f"{self._series}-{number}", f"person{number % self._people}"
      answer = self._insist(connection, f"id={event}&user={person}")
      with self._one:
        if answer and answer.status == 200 and answer.text in ("new", "repeated"):
          self.accepted.append((event, person))
          self.repeated += answer.text == "repeated"
        else:
          self.refused.append((event, answer))
    connection.close()

  def _insist(self, connection, query):
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
      try:
        return connection.get(self._page, query)
      except Broken:
        with self._one:
          self.broken += 1
        time.sleep(0.005)
    return None
