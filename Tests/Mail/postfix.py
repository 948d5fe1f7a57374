# SPDX-License-Identifier: MIT
"""The distribution's Postfix as a mail server of one test: its own settings, queue and users in a
folder of its own, on loopback ports that the system gives. It ends with the test."""

import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

SERVERS = pathlib.Path(__file__).resolve().parent.parent / "Servers"
MASTER = "/usr/lib/postfix/sbin/master"
USER, PASSWORD = "me@mail.test", "canary of Postfix"
PATIENCE = 60  # seconds
MAIN = """compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mail.test
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_tls_cert_file = {folder}/certificates/server.pem
smtpd_tls_key_file = {folder}/certificates/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = mail.test
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unlisted_recipient
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/box
virtual_mailbox_maps = inline:{{ jeanne@example.org=jeanne/, paul@example.org=paul/ }}
virtual_minimum_uid = 100
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
"""
# 0: a port that the system gives.
SERVICES = """127.0.0.1:{first} inet n - n - - smtpd
127.0.0.1:{second} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
retry unix - - n - - error
error unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
"""
SASL = "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: {}\n"


def available():
  return os.geteuid() == 0 and os.path.exists(MASTER) and shutil.which("saslpasswd2")


def _free_ports(count):
  sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
  ports = [found.getsockname()[1] for found in sockets]
  for found in sockets:
    found.close()
  return ports


def _with_parent():
  ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Postfix:
  """`starttls` and `implicit` are the ports."""

  def __init__(self):
    self.folder = pathlib.Path(tempfile.mkdtemp(prefix="matines-postfix-"))
    self.folder.chmod(0o711)  # its daemons have a user of their own
    self.starttls, self.implicit = _free_ports(2)
    self._settings()
    self._users()
    self._run("postfix", "-c", self.folder / "etc", "check")
    self.process = subprocess.Popen(
      [MASTER, "-d", "-c", self.folder / "etc"], preexec_fn=_with_parent,
      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    self._await()

  def _settings(self):
    subprocess.run([SERVERS / "certificates", self.folder / "certificates"], check=True,
                   capture_output=True)
    for name in ("etc", "etc/sasl", "queue", "data", "box"):
      (self.folder / name).mkdir(mode=0o755)
    nobody = pwd.getpwnam("nobody")
    shutil.chown(self.folder / "data", "postfix")
    os.chown(self.folder / "box", nobody.pw_uid, nobody.pw_gid)
    (self.folder / "etc" / "main.cf").write_text(MAIN.format(
      folder=self.folder, uid=nobody.pw_uid, gid=nobody.pw_gid))
    (self.folder / "etc" / "master.cf").write_text(SERVICES.format(
      first=self.starttls, second=self.implicit))

  def _users(self):
    database = self.folder / "etc" / "sasl" / "sasldb2"
    (database.parent / "smtpd.conf").write_text(SASL.format(database))
    name, realm = USER.split("@")
    self._run("saslpasswd2", "-p", "-c", "-f", database, "-u", realm, name, input=PASSWORD)
    database.chmod(0o644)

  def _run(self, *command, **options):
    run = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if run.returncode:
      raise RuntimeError(f"{command[0]}: {run.stdout}{run.stderr}{self.log()}")

  def _await(self):
    limit = time.monotonic() + PATIENCE
    while True:
      try:
        with socket.create_connection(("127.0.0.1", self.starttls), PATIENCE) as connection:
          if connection.recv(4) == b"220 ":
            return
      except ConnectionRefusedError:
        pass
      if self.process.poll() is not None or time.monotonic() > limit:
        raise RuntimeError(f"Postfix does not start: {self.log()}")
      time.sleep(0.05)

  @property
  def authority(self):
    return self.folder / "certificates" / "ca.pem"

  def log(self):
    path = self.folder / "log"
    return path.read_text() if path.exists() else ""

  def messages(self, box, count):
    """What lies in a mailbox, in no order, once there are so many."""
    limit = time.monotonic() + PATIENCE
    folder = self.folder / "box" / box / "new"
    while True:
      found = sorted(folder.glob("*")) if folder.exists() else []
      if len(found) >= count or time.monotonic() > limit:
        return [path.read_bytes() for path in found]
      time.sleep(0.05)

  def stop(self):
    """Its daemons end with their master."""
    self.process.terminate()
    self.process.wait(PATIENCE)
    shutil.rmtree(self.folder, ignore_errors=True)
