# SPDX-License-Identifier: MIT
"""The demo back-office behind nginx and php-fpm."""


def told(variant):
  return True
