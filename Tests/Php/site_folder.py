# SPDX-License-Identifier: MIT
"""A site on disk: library, binding, pages and a store, where the pool's user may read them."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

import running

ROOT = pathlib.Path(__file__).resolve().parents[2]
VARIANTS = ("extension", "preload")
USER = "www-data" if os.geteuid() == 0 else None  # else everything runs as who runs the test
DOCUMENT = {
  "origin": "https://bo.example.org", "realtime": "host:", "mailer": "host:", "sms": "host:",
  "webpush": "host:"}


class Site:
  """Ends with its folder. Neither the checkout nor a machine's own settings are used in place."""

  def __init__(self, variant, folder=None):
    self.variant = variant
    self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="matines-site."))
    self.folder.mkdir(exist_ok=True)
    self.folder.chmod(0o755)
    self.prefix = self.folder / "prefix"
    self.php = self.prefix / "share/php/Matines"
    self.tool = self.prefix / "bin/matines"
    self.pages = self.folder / "pages"
    self.programs = self.folder / "programs"
    self.store = self.folder / "store/matines.db"
    self.extension = self.folder / "matines.so"
    self._install()
    self.own_folder("store")
    self.own_folder("sessions")

  def __enter__(self):
    return self

  def __exit__(self, *_):
    shutil.rmtree(self.folder, ignore_errors=True)

  def own_folder(self, name):
    """A folder that only the pool's user may enter."""
    path = self.folder / name
    path.mkdir(mode=0o700)
    self.give(path)
    return path

  def give(self, path):
    if USER:
      shutil.chown(path, USER, USER)

  def configure(self, **members):
    document = DOCUMENT | {"store": f"sqlite:{self.store}?survive_power_loss=no"} | members
    path = self.folder / "document.json"
    path.write_text(json.dumps(document))
    path.chmod(0o600)
    self.give(path)
    return path

  def environment(self):
    """For php and php-fpm: the machine's modules, ours instead of what it may have of Matines."""
    return {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LD_LIBRARY_PATH": str(self.prefix / "lib"),
            "PHP_INI_SCAN_DIR": str(self.folder / "conf.d"), "TMPDIR": "/tmp"}

  def command_line(self):
    """The same variant for php in the command line, where FFI needs no preload."""
    if self.variant == "extension":
      return ["php", "-d", f"extension={self.extension}"]
    return ["php", "-d", "extension=ffi", "-d", "ffi.enable=1",
            "-d", f"matines.library={self.prefix}/lib/libmatines.so.0"]

  def run(self, program, *arguments, **options):
    """One of the programs in the command line, as the pool's user."""
    user = {"user": USER, "group": USER, "extra_groups": []} if USER else {}
    command = [*self.command_line(), self.programs / program, *arguments]
    return running.start(command, signal.SIGKILL, env=self.environment(), **user, **options)

  def settings(self):
    """What php-fpm's php.ini needs for the variant."""
    if self.variant == "extension":
      return f"extension={self.extension}\nffi.enable=0\n"
    recipe = (ROOT / "bindings/php/README.md").read_text()
    lines = re.search(r"```ini\n(.*?ffi\.preload=.*?)```", recipe, re.DOTALL).group(1)
    if not USER:
      lines = re.sub(r"opcache\.preload_user=.*\n", "", lines)
    return "extension=ffi\n" + lines.replace("/usr/local", str(self.prefix))

  def _install(self):
    (self.prefix / "lib").mkdir(parents=True)
    library = pathlib.Path(os.environ.get("MATINES_LIBRARY") or ROOT / "build/libmatines.so")
    copied = self.prefix / "lib/libmatines.so.0"
    shutil.copyfile(library, copied)
    copied.chmod(0o755)
    self.tool.parent.mkdir()
    shutil.copyfile(os.environ.get("MATINES_TOOL") or ROOT / "build/matines", self.tool)
    self.tool.chmod(0o755)
    shutil.copytree(ROOT / "bindings/php", self.php,
                    ignore=shutil.ignore_patterns("ext", "vendor"))
    shutil.copytree(ROOT / "bindings/js", self.php.parent / "js")
    header = subprocess.run([self.php / "ffi-header", copied], check=True, capture_output=True)
    (self.prefix / "share/matines").mkdir()
    (self.prefix / "share/matines/matines.ffi.h").write_bytes(header.stdout)
    shutil.copytree(ROOT / "Tests/Php/pages", self.pages)
    shutil.copytree(ROOT / "Tests/Php/programs", self.programs)
    if self.variant == "extension":
      shutil.copyfile(extension(), self.extension)
    self._modules()
    for folder in (self.prefix, self.pages, self.programs):
      for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))

  def _modules(self):
    scanned = self.folder / "conf.d"
    subprocess.run([ROOT / "Tests/Php/modules", scanned], check=True, stdout=subprocess.DEVNULL)
    for path in scanned.glob("*ffi*"):
      path.unlink()


def extension():
  named = os.environ.get("MATINES_PHP_EXTENSION")
  return pathlib.Path(named or ROOT / "build/php-ext/modules/matines.so")
