# SPDX-License-Identifier: MIT
"""Finds lines of more than 100 columns, and Swift functions of more than 40 lines."""
import re
import sys

COLUMNS = 100
LINES = 40
HEAD = re.compile(
    r"^(\s*)(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]+(?:\([a-z]+\))?\s+)*(?:func\b|init[?(<])")


def long_functions(lines):
    """By indentation, which the formatter keeps."""
    for number, line in enumerate(lines):
        head = HEAD.match(line)
        if not head:
            continue
        closing = head.group(1) + "}"
        for end in range(number, len(lines)):
            if lines[end] == closing or (end == number and line.rstrip().endswith("}")):
                if end - number + 1 > LINES:
                    yield number + 1, end - number + 1
                break


def complaints(path):
    with open(path, encoding="utf-8") as source:
        lines = source.read().split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS and not path.endswith(".cdef.h"):
            yield f"{path}:{number}: {len(line)} columns, {COLUMNS} at most"
    if path.endswith(".swift"):
        for number, length in long_functions(lines):
            yield f"{path}:{number}: a function of {length} lines, {LINES} at most"


def main():
    found = [line for path in sys.argv[1:] for line in complaints(path)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
