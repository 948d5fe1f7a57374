# SPDX-License-Identifier: MIT
"""A client of Marionette, by which Firefox lets itself be driven: JSON after its length, on TCP."""

import base64
import json
import socket

CONNECT = 5  # seconds
ANSWER = 40  # seconds: longer than any script may take


class MarionetteError(Exception):
  """What Firefox answered instead of a value."""


class Marionette:
  def __init__(self, port):
    self._socket = socket.create_connection(("127.0.0.1", port), CONNECT)
    self._socket.settimeout(ANSWER)
    self._buffer = b""
    self._number = 0
    self._read()  # the greeting
    self.ask("WebDriver:NewSession", {})
    self.ask("WebDriver:SetTimeouts", {"script": 20000, "pageLoad": 20000, "implicit": 0})

  def ask(self, command, parameters=None):
    self._number += 1
    octets = json.dumps([0, self._number, command, parameters or {}]).encode()
    self._socket.sendall(b"%d:%s" % (len(octets), octets))
    _, number, error, result = self._read()
    if error or number != self._number:
      raise MarionetteError(f"{command}: {(error or {}).get('message')}")
    is_value = isinstance(result, dict) and set(result) == {"value"}
    return result["value"] if is_value else result

  def navigate(self, address):
    self.ask("WebDriver:Navigate", {"url": address})

  def page(self, script, *arguments):
    """Runs the body of a function in the page; a promise is waited for."""
    return self._run("content", script, arguments)

  def chrome(self, script, *arguments):
    """The same with the browser's own rights."""
    return self._run("chrome", script, arguments)

  def tabs(self):
    return self.ask("WebDriver:GetWindowHandles")

  def switch(self, tab):
    self.ask("WebDriver:SwitchToWindow", {"handle": tab, "focus": True})

  def close_tab(self):
    self.ask("WebDriver:CloseWindow")

  def new_tab(self):
    return self.ask("WebDriver:NewWindow", {"type": "tab"})["handle"]

  def back(self):
    self.ask("WebDriver:Back")

  def click(self, selector):
    found = self.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
    self.ask("WebDriver:ElementClick", {"id": next(iter(found.values()))})

  def forget_cookies(self):
    self.ask("WebDriver:DeleteAllCookies")

  def cookies(self):
    return self.ask("WebDriver:GetCookies")

  def set_cookie(self, cookie):
    self.ask("WebDriver:AddCookie", {"cookie": cookie})

  def address(self):
    return self.ask("WebDriver:GetCurrentURL")

  def screenshot(self):
    """The page as PNG."""
    return base64.b64decode(self.ask("WebDriver:TakeScreenshot", {"full": True}))

  def quit(self):
    try:
      self.ask("Marionette:Quit", {"flags": ["eForceQuit"]})
    except (OSError, MarionetteError):
      pass
    self._socket.close()

  def _run(self, context, script, arguments):
    self.ask("Marionette:SetContext", {"value": context})
    try:
      return self.ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})
    finally:
      self.ask("Marionette:SetContext", {"value": "content"})

  def _read(self):
    while b":" not in self._buffer:
      self._receive()
    length, _, self._buffer = self._buffer.partition(b":")
    while len(self._buffer) < int(length):
      self._receive()
    octets, self._buffer = self._buffer[:int(length)], self._buffer[int(length):]
    return json.loads(octets)

  def _receive(self):
    octets = self._socket.recv(65536)
    if not octets:
      raise OSError("Firefox closed the connection")
    self._buffer += octets
