# SPDX-License-Identifier: MIT
"""The library through its C door, as much as these tests call of it."""

import ctypes
import json

OVERHEAD = 103  # octets that encryption adds (MATINES_PUSH_OVERHEAD)


class LibraryError(Exception):
  """A status that is not zero, with the library's own words."""


class WorkReport(ctypes.Structure):
  _fields_ = [
    ("size", ctypes.c_uint32), ("delivered", ctypes.c_uint32), ("retried", ctypes.c_uint32),
    ("failed", ctypes.c_uint32), ("next_due_ms", ctypes.c_int64), ("cancelled", ctypes.c_uint32),
    ("unknown", ctypes.c_uint32), ("misconfigured", ctypes.c_uint32),
    ("recovered", ctypes.c_uint32), ("in_flight", ctypes.c_uint32), ("expanded", ctypes.c_uint32),
  ]


class Library:
  def __init__(self, path):
    self._c = ctypes.CDLL(str(path))
    self._c.matines_error_message.restype = ctypes.c_char_p
    self._c.matines_free.argtypes = [ctypes.c_void_p]
    self._c.matines_close.argtypes = [ctypes.c_void_p]

  def encrypt(self, p256dh, auth, payload, padding=0):
    body = ctypes.create_string_buffer(4096)
    written = ctypes.c_size_t()
    self.call("webpush_encrypt", p256dh, auth, payload, ctypes.c_size_t(len(payload)),
              ctypes.c_uint32(padding), body, ctypes.c_size_t(4096), ctypes.byref(written))
    return body.raw[:written.value]

  def vapid_generate(self, file):
    key = ctypes.create_string_buffer(88)
    self.call("vapid_generate", str(file).encode(), key, ctypes.c_size_t(88))
    return key.value.decode()

  def open(self, configuration):
    engine = ctypes.c_void_p()
    self.call("open", json.dumps(configuration).encode(), ctypes.byref(engine))
    return Engine(self, engine)

  def call(self, name, *arguments):
    status = self._c[f"matines_{name}"](*arguments)
    if status:
      message = self._c.matines_error_message().decode()
      raise LibraryError(f"matines_{name}: {status} {message}")

  def close(self, engine):
    self._c.matines_close(engine)

  def text(self, pointer):
    """Takes what the library gave out."""
    document = json.loads(ctypes.string_at(pointer))
    self._c.matines_free(pointer)
    return document


class Engine:
  def __init__(self, library, handle):
    self._library, self._handle = library, handle

  def close(self):
    self._library.close(self._handle)

  def call(self, name, *arguments):
    octets = [value.encode() if isinstance(value, str) else value for value in arguments]
    self._library.call(name, self._handle, *octets)

  def document(self, name, *arguments):
    pointer = ctypes.c_void_p()
    self.call(name, *arguments, ctypes.byref(pointer))
    return self._library.text(pointer)

  def work(self, budget_ms):
    report = WorkReport(size=ctypes.sizeof(WorkReport))
    self.call("work", ctypes.c_uint32(budget_ms), ctypes.byref(report))
    return {name: getattr(report, name) for name, _ in WorkReport._fields_}
