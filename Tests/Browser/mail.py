# SPDX-License-Identifier: MIT
"""The shipped e-mails in a real DOM: whatever a name, a ministry or an address hold, Chromium finds
the elements and attributes of a harmless one in them, and nothing else."""

import argparse
import base64
import ctypes
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

PAYLOADS = [
  "<script>document.title='pwned'</script>", "<img src=x onerror=\"document.title='pwned'\">",
  "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>", "</title><script>alert(1)</script>",
  "</h1><h1>other", "</td></tr></table><p>outside", "</style><script>alert(1)</script>",
  "<style>*{display:none}</style>", "<!--", "-->", "<![CDATA[<b>x</b>]]>", "<?php echo 1 ?>",
  "<iframe src=//evil.example></iframe>", "<a href=javascript:alert(1)>x</a>",
  "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "\" onmouseover=\"alert(1)",
  "' onmouseover='alert(1)", "` onmouseover=`alert(1)", "\" style=\"position:fixed",
  "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
  "<form action=//evil.example><input name=password></form>", "<object data=x></object>",
  "<math><mtext><script>alert(1)</script></mtext></math>", "<svg><style><img src=x></style></svg>",
  "<template><img src=x></template>", "<noscript><p title=\"</noscript><img src=x>\">",
  "<textarea></textarea><b>x</b>", "&lt;b&gt;x&lt;/b&gt;", "&#60;b&#62;x", "&#x3c;b>x",
  "<\u0131mg src=x>", "\uff1cb\uff1ex\uff1c/b\uff1e", "<b\u2028onclick=alert(1)>", "<b/\u00a0>x",
  "{{{name}}} <b>{{name}}</b>", "{{> mail}} {{=<% %>=}} <b>", "<b>x</b>\r\nBcc: b@c.d\r\n\r\n<i>",
]
HARMLESS = "Jeanne"
MEMBERS = ("name", "ministry", "role", "locale", "link", "unsubscribe_url", "messages")

PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>mail</title><pre></pre><script>
const mails = JSON.parse(new TextDecoder().decode(
  Uint8Array.from(atob("%s"), (letter) => letter.charCodeAt(0))));
const tree = (html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")]
  .map((element) => element.tagName + " " + [...element.attributes]
    .map((each) => each.name + (["href", "src"].includes(each.name) ? "=" + each.value : "")))
  .join("\\n");
document.querySelector("pre").textContent =
  "TREES" + btoa(encodeURIComponent(JSON.stringify(mails.map(tree)))) + "END";
</script>"""


class Templates:
  """matines_template_preview, by which a mail is written as it would be sent."""

  def __init__(self, build):
    self._c = ctypes.CDLL(str(build / "libmatines.so"))
    self._c.matines_error_message.restype = ctypes.c_char_p
    self._c.matines_free.argtypes = [ctypes.c_void_p]

  def mails(self, data):
    request = {
      "channel": "email", "data": data, "origin": "https://bo.example.org",
      "unsubscribe_url": "https://bo.example.org/unsubscribe?t=1",
    }
    answer = ctypes.c_void_p()
    status = self._c.matines_template_preview(
      None, json.dumps(request).encode(), ctypes.byref(answer))
    if status != 0:
      raise RuntimeError(self._c.matines_error_message().decode())
    text = ctypes.string_at(answer.value).decode()
    self._c.matines_free(answer)
    return [message["html"] for message in json.loads(text)["messages"]]


def data(payload):
  """The payload under every name that a template may ask for; as an address it leads away."""
  return {member: payload for member in MEMBERS} | {"targetUrl": "//evil.example/" + payload}


def trees(mails, folder):
  page = folder / "mails.html"
  packed = base64.b64encode(json.dumps(mails).encode()).decode()
  page.write_text(PAGE % packed, encoding="utf-8")
  out = subprocess.run(
    ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
     f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()],
    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, check=True,
    env={"PATH": os.environ["PATH"], "HOME": str(folder)}).stdout.decode()
  packed = out.split("<pre>TREES", 1)[1].split("END", 1)[0]
  return json.loads(urllib.parse.unquote(base64.b64decode(packed).decode()))


def judge(found, kinds):
  """One line for each mail that holds another tree than that of a harmless name."""
  wanted, bad = found[:kinds], 0
  for at, tree in enumerate(found[kinds:]):
    if tree != wanted[at % kinds]:
      bad += 1
      print(f"FAILED: {PAYLOADS[at // kinds]!r} in mail {at % kinds}")
  return bad


def main():
  parser = argparse.ArgumentParser(description=__doc__)
  parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"))
  build = parser.parse_args().build.resolve()
  if os.environ.get("MATINES_NO_BROWSER") == "1" or shutil.which("chromium") is None:
    print("left out: no Chromium, so nothing was tried in a browser\n0 passed, 0 failed")
    return 0
  templates = Templates(build)
  mails = templates.mails(data(HARMLESS))
  kinds = len(mails)
  for payload in PAYLOADS:
    mails += templates.mails(data(payload))
  with tempfile.TemporaryDirectory(prefix="matines-mail.") as folder:
    found = trees(mails, pathlib.Path(folder))
  bad = judge(found, kinds)
  print(f"{len(PAYLOADS)} payloads in {kinds} mails, {found[0].count(chr(10)) + 1} elements each")
  print(f"{len(found) - kinds - bad} passed, {bad} failed")
  return 1 if bad or kinds != 8 else 0


if __name__ == "__main__":
  sys.exit(main())
