# SPDX-License-Identifier: MIT
"""A Firefox of its own: headless, in a fresh profile, with its push service on this machine."""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from marionette import Marionette

PATIENCE = 40  # seconds until a new profile answers
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)

# What Marionette sets its own way when it starts: no push, and no tab that comes to the front.
RESTORED = {"dom.push.connection.enabled": True, "focusmanager.testmode": False}

PREFERENCES = {
  # Push from our own service.
  "dom.push.enabled": True,
  "dom.push.testing.allowInsecureServerURL": True,
  "dom.push.maxQuotaPerSubscription": 1000,
  "dom.push.retryBaseInterval": 100,
  # Notifications without a person, shown by the browser and not by a desktop.
  "permissions.default.desktop-notification": 1,
  "dom.webnotifications.requireuserinteraction": False,
  "dom.webnotifications.allowcrossoriginiframe": False,
  "alerts.useSystemBackend": False,
  "dom.serviceWorkers.idle_timeout": 120000,
  # Marionette's port is chosen by the system.
  "marionette.port": 0,
  # Nothing of a first run, nothing that leaves this machine.
  "app.normandy.enabled": False,
  "app.update.disabledForTesting": True,
  "browser.aboutwelcome.enabled": False,
  "browser.shell.checkDefaultBrowser": False,
  "browser.startup.homepage": "about:blank",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": False,
  "extensions.systemAddon.update.enabled": False,
  "intl.accept_languages": "fr",
  "network.captive-portal-service.enabled": False,
  "network.connectivity-service.enabled": False,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "toolkit.telemetry.unified": False,
}


def program():
  """The installed Firefox, or None."""
  return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
  def __init__(self, folder, push_port):
    self._folder = pathlib.Path(folder)
    self._profile = self._folder / "profile"
    self._home = self._folder / "home"
    for made in (self._profile, self._home):
      made.mkdir(mode=0o700)
    self._write_preferences(push_port)
    self._log = open(self._folder / "firefox.log", "wb")
    self._process = subprocess.Popen(
      [program(), "--headless", "--no-remote", "--marionette", "--remote-allow-system-access",
       "--profile", str(self._profile), "about:blank"],
      env=self._environment(), stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log,
      start_new_session=True, preexec_fn=_end_with_us)

  def connect(self):
    """A Marionette session."""
    marionette = Marionette(self._port())
    for name, value in RESTORED.items():
      marionette.chrome("Services.prefs.setBoolPref(...arguments)", name, value)
    return marionette

  def stop(self):
    """Ends Firefox and what it started. Its group is signalled while it is not reaped: until then
    no other group can have that number."""
    if self._process.returncode is None:
      os.killpg(self._process.pid, signal.SIGTERM)
      end = time.monotonic() + 5
      while not self._has_ended() and time.monotonic() < end:
        time.sleep(0.02)
      os.killpg(self._process.pid, signal.SIGKILL)
      self._process.wait(5)
    self._log.close()

  def _has_ended(self):
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, self._process.pid, flags) is not None

  def last_words(self):
    lines = (self._folder / "firefox.log").read_text(errors="replace").splitlines()
    return "\n".join(lines[-15:])

  def _port(self):
    """The file appears when Firefox listens."""
    file, end = self._profile / "MarionetteActivePort", time.monotonic() + PATIENCE
    while time.monotonic() < end:
      if file.exists() and file.read_text().strip():
        return int(file.read_text())
      if self._process.poll() is not None:
        raise RuntimeError(f"Firefox ended with {self._process.returncode}: {self.last_words()}")
      time.sleep(0.05)
    raise RuntimeError(f"Firefox did not listen within {PATIENCE} s: {self.last_words()}")

  def _write_preferences(self, push_port):
    preferences = PREFERENCES | {"dom.push.serverURL": f"ws://127.0.0.1:{push_port}/"}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});"
             for name, value in preferences.items()]
    (self._profile / "user.js").write_text("\n".join(lines) + "\n")

  def _environment(self):
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(self._home), "TMPDIR": str(self._folder), "MOZ_HEADLESS": "1",
                   "MOZ_CRASHREPORTER_DISABLE": "1", "MOZ_DISABLE_AUTO_SAFE_MODE": "1"}


def _end_with_us():
  LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
