# SPDX-License-Identifier: MIT
"""Finds functions of more than 40 lines in Swift sources, by their indentation."""
import re
import sys

LIMIT = 40
HEAD = re.compile(r"^(\s*)(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]+(?:\([a-z]+\))?\s+)*(?:func\b|init[?(<])")


def long_functions(path):
    with open(path, encoding="utf-8") as source:
        lines = source.read().split("\n")
    for number, line in enumerate(lines):
        head = HEAD.match(line)
        if not head:
            continue
        closing = head.group(1) + "}"
        for end in range(number, len(lines)):
            if lines[end] == closing or (end == number and line.rstrip().endswith("}")):
                if end - number + 1 > LIMIT:
                    yield number + 1, end - number + 1
                break


def main():
    found = False
    for path in sys.argv[1:]:
        for number, length in long_functions(path):
            print(f"{path}:{number}: a function of {length} lines, {LIMIT} at most")
            found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
