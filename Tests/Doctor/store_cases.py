# SPDX-License-Identifier: MIT
"""What may be wrong with files: store, disk, keys, presence, policy; and with who works on them."""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from case import Case


class Store(Case):
  def test_a_folder_that_others_may_write_to(self):
    house = self.house()
    house.folder.chmod(0o777)
    self.finds(house, "store", "error", "others may write in the store's folder",
               "d’autres peuvent écrire")

  def test_a_store_that_is_not_there_yet(self):
    house = self.house(hub=False, worker=False)
    before = house.listing()
    self.finds(house, "store", "warning", "there is no store at", "pas encore de base")
    self.assertEqual(house.listing(), before)

  def test_a_store_that_is_damaged(self):
    house = self.house(worker=False)
    house.open()
    with sqlite3.connect(house.store) as connection:
      question = "SELECT rootpage FROM sqlite_schema WHERE name = 'audit'"
      page, = connection.execute(question).fetchone()
    connection.close()
    with open(house.store, "r+b") as file:
      file.seek((page - 1) * 2048)
      file.write(b"\xff" * 64)
    self.finds(house, "store.integrity", "error", "is damaged", "est abîmée", also=["worker"])

  def test_another_program_s_file(self):
    house = self.house(hub=False, worker=False)
    with sqlite3.connect(house.store) as connection:
      connection.execute("CREATE TABLE other (x)")
    connection.close()
    house.store.chmod(0o600)
    self.finds(house, "store", "error", "another program's database", "ne s’ouvre pas")

  def test_a_store_of_a_later_release(self):
    house = self.house(worker=False)
    house.open()
    house.sql("PRAGMA user_version = 9")
    self.finds(house, "store", "error", "schema 9", "schema 9")

  def test_a_log_that_nobody_moves(self):
    house = self.house(worker=False)
    house.open()
    connection = sqlite3.connect(house.store, isolation_level=None)
    self.addCleanup(connection.close)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(18):
      connection.execute("INSERT INTO meta VALUES (?, ?)", (f"x{number}", "x" * (1 << 20)))
    self.finds(house, "store.log", "warning", "no worker runs that moves it", "aucun worker",
               also=["worker"])


class Disk(Case):
  """Of its own, which needs the right to mount one."""

  def setUp(self):
    self.folder = pathlib.Path(tempfile.mkdtemp(prefix="matines-disk-"))
    self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
    if self.mount("size=4m,mode=0700"):
      self.skipTest("no right to mount")
    self.addCleanup(subprocess.run, ["umount", self.folder], check=False)

  def mount(self, options):
    command = ["mount", "-t", "tmpfs", "-o", options, "matines", self.folder]
    return subprocess.run(command, capture_output=True, check=False).returncode

  def test_a_disk_that_is_full(self):
    house = self.house(folder=self.folder, hub=False, worker=False)
    house.open()
    self.finds(house, "disk", "error", "MiB are left", "il reste", also=["worker"])

  def test_a_disk_that_is_read_only(self):
    house = self.house(folder=self.folder, hub=False, worker=False)
    house.open()
    self.assertEqual(self.mount("remount,ro"), 0)
    self.finds(house, "disk", "error", "is read-only", "lecture seule", also=["worker", "keys"])


class Keys(Case):
  def test_a_folder_that_others_may_enter(self):
    house = self.house()
    house.keys.chmod(0o755)
    self.finds(house, "keys", "warning", "has mode 0755: others may enter", "a le mode 0755")

  def test_a_folder_that_others_may_write_to(self):
    house = self.house()
    house.keys.chmod(0o777)
    self.finds(house, "keys", "error", "others may write in", "d’autres peuvent écrire",
               also=["hub.keys"])
    house.keys.chmod(0o700)

  def test_a_key_that_others_can_read(self):
    house = self.house()
    (house.keys / "identifiers.key").chmod(0o640)
    self.finds(house, "keys", "error", "has mode 0640: others can read this key", "a le mode 0640")

  def test_two_purposes_with_one_key(self):
    house = self.house()
    for name in ("presence", "unsubscribe"):
      shutil.copy(house.keys / "identifiers.key", house.keys / f"{name}.key")
    self.finds(house, "keys.equal", "error", "hold the same key", "contiennent la même clé")


class Presence(Case):
  def test_shared_memory_that_cannot_be_had(self):
    house = self.house()
    table = pathlib.Path(house.doctor().of("presence")[0]["sentence"].rpartition(", ")[2])
    self.addCleanup(table.chmod, 0o600)
    table.chmod(0o644)
    self.finds(house, "presence", "warning", "presence is kept in the store", "dans la base")

  def test_shared_memory_that_was_asked_for_by_name(self):
    house = self.house()
    (house.folder / "table").write_text("no table")
    (house.folder / "table").chmod(0o600)
    house.set(presence=f"shm:{house.folder}/table")
    self.finds(house, "presence", "error", "not a presence table", "not a presence table")

  def test_memory_of_one_process(self):
    self.finds(self.house(presence="memory:"), "presence", "warning",
               "other processes of the store do not see it", "ne la voient pas")


class Work(Case):
  def test_no_worker(self):
    house = self.house(worker=False)
    house.open()
    self.finds(house, "worker", "warning", "no worker waits", "aucun worker n’attend")

  def test_no_worker_and_something_due(self):
    house = self.house(worker=False)
    house.open()
    house.plant_due()
    self.finds(house, "worker", "error", "no worker, and deliveries due for over a minute (1,",
               "aucun worker, et des envois dus")

  def test_a_worker_that_leaves_something_due(self):
    house = self.house()
    house.plant_due(lane=4, channel="sms")
    self.finds(house, "worker", "warning", "a worker runs, and deliveries are due",
               "des envois tardent")

  def test_what_a_worker_held_when_it_died(self):
    house = self.house(worker=False)
    house.open()
    house.sql("INSERT INTO lease VALUES (1, 1, 1, 1, 3, x'')")
    self.finds(house, "worker", "error", "no worker, and deliveries due for over a minute (3)",
               "aucun worker, et des envois dus")

  def test_an_application_that_takes_nothing(self):
    house = self.house()
    house.plant_due(lane=(1 << 40) | 3)
    self.finds(house, "worker.host", "warning", "does not take deliveries due",
               "ne prend pas des envois dus")

  def test_what_was_given_up(self):
    house = self.house()
    house.plant_due(state=5)
    self.finds(house, "failures", "warning", "deliveries 1, scheduled events 0", "envois 1")


class Documents(Case):
  def test_a_policy_file_that_is_broken(self):
    house = self.house()
    (house.folder / "policy.json").write_text('{"ladders":{"standard":[{"channel":"emial"}]}}')
    house.set(policy="policy.json")
    self.finds(house, "policy", "error", "the policy file policy.json is refused",
               "le fichier de règle policy.json est refusé")

  def test_a_policy_file_that_is_not_there(self):
    house = self.house(worker=False, policy="none.json")
    self.finds(house, "policy", "error", "none.json: no such file", "none.json",
               also=["worker"])

  def test_every_member_that_is_wrong_is_told_at_once(self):
    house = self.house()
    house.set(origin="bo.example.org", fast=True, close_ms=-1)
    report = self.finds(house, "configuration", "error", "fast: unknown member", "réglage refusé")
    self.assertEqual(len(report.of("configuration", "error")), 3, report.text)
    self.assertTrue(report.of("hub.publish", "ok"))

  def test_a_document_that_is_none(self):
    house = self.house(hub=False, worker=False, sink=None)
    house.path.write_text('{"store": ')
    self.finds(house, "configuration", "error", "configuration: ", "configuration : ")
    os.truncate(house.path, 0)
    self.assertEqual(house.doctor().status, 1)
