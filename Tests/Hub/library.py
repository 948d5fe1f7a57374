# SPDX-License-Identifier: MIT
"""The library beside a hub, in this very process: who is present, events, work."""

import ctypes
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRESENT = ("offline", "hidden", "visible")


class Receipt(ctypes.Structure):
  _fields_ = [("size", ctypes.c_uint32), ("numbers", ctypes.c_uint32 * 5),
              ("notification_id", ctypes.c_char * 37)]


class WorkReport(ctypes.Structure):
  _fields_ = [("size", ctypes.c_uint32), ("rest", ctypes.c_uint8 * 508)]


class Library:
  """One engine of a document."""

  def __init__(self, document):
    self.c = ctypes.CDLL(os.environ.get("MATINES_LIBRARY", str(ROOT / "build" / "libmatines.so")))
    self.c.matines_error_message.restype = ctypes.c_char_p
    self.c.matines_close.restype = None
    self.engine = ctypes.c_void_p()
    self.call("matines_open", document.encode(), ctypes.byref(self.engine), engine=False)

  def call(self, name, *arguments, engine=True):
    every = ((self.engine,) if engine else ()) + arguments
    status = getattr(self.c, name)(*every)
    if status != 0:
      raise RuntimeError(f"{name}: {self.c.matines_error_message().decode()}")

  def presence(self, user):
    found = ctypes.c_int(-1)
    self.call("matines_presence_check", user.encode(), ctypes.byref(found))
    return PRESENT[found.value]

  def emit(self, event, key, document):
    receipt = Receipt(size=ctypes.sizeof(Receipt))
    self.call("matines_emit", event.encode(), key.encode(), document.encode(),
              ctypes.byref(receipt))
    return receipt.notification_id.decode()

  def work(self, budget_ms):
    report = WorkReport(size=ctypes.sizeof(WorkReport))
    self.call("matines_work", ctypes.c_uint32(budget_ms), ctypes.byref(report))

  def close(self):
    self.c.matines_close(self.engine)
