# SPDX-License-Identifier: MIT
"""The price of PHP: an emit from C, from the extension, through FFI, and the brief's own design in
Symfony, in turns within one run. run.py FOLDER, which holds the program emit_turns."""

import contextlib
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(HERE, "../../../build")
LIBRARY = os.path.realpath(os.environ.get("MATINES_LIBRARY", os.path.join(BUILD, "libmatines.so")))
EXTENSION = os.path.realpath(
    os.environ.get("MATINES_PHP_EXTENSION", os.path.join(BUILD, "php-ext/modules/matines.so"))
)
ROUNDS = int(os.environ.get("ROUNDS", "7"))
SPAN = int(os.environ.get("SPAN", "500"))
PHP = ["php", "-d", "opcache.enable_cli=1"]


class Player:
    """A process that does so many calls when it is told to, and answers their mean."""

    def __init__(self, command, folder, **environment):
        os.mkdir(folder, 0o700)
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.means = {"offline": [], "online": []}

    def turn(self, kind):
        print(kind, SPAN, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().split()
        if len(answer) != 2 or answer[0] != kind:
            raise SystemExit(f"bench: {self.process.args[-2:]} answered {answer}")
        self.means[kind].append(float(answer[1]))

    def mean(self, kind):
        return statistics.median(self.means[kind][1:])

    def close(self):
        self.process.stdin.close()
        try:
            if self.process.wait(timeout=60) != 0:
                raise SystemExit(f"bench: {self.process.args} ended badly")
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def players(work, stack):
    ours, peer = os.path.join(HERE, "ours.php"), os.path.join(HERE, "symfony/symfony.php")

    def folder(name):
        return os.path.join(work, name)

    commands = {
        "c": ([folder("emit_turns")], {}),
        "extension": (PHP + ["-d", f"extension={EXTENSION}", ours, folder("extension")], {}),
        "ffi": (PHP + ["-d", "ffi.enable=1", ours, folder("ffi")], {"MATINES_LIBRARY": LIBRARY}),
        "symfony": (PHP + [peer, folder("symfony"), "turns"], {}),
    }
    made = {}
    for name, (command, environment) in commands.items():
        made[name] = Player(command, folder(name), **environment)
        stack.callback(made[name].close)
    return made


def figure(name, value, peer, beside):
    ratio = f"peer={peer} peer_value={beside:.1f} ratio={value / beside:.2f}"
    print(f"bench {name} {value:.1f} us {ratio}", flush=True)


def main(work):
    with contextlib.ExitStack() as stack:
        who = players(work, stack)
        for _ in range(ROUNDS + 1):  # the first round warms
            for name, player in who.items():
                player.turn("offline")
                if name in ("extension", "symfony"):
                    player.turn("online")
    c, extension = who["c"].mean("offline"), who["extension"].mean("offline")
    figure("emit_php", extension, "emit", c)
    print(f"bench emit_php_over {extension - c:.1f} us target=10")
    figure("emit_ffi", who["ffi"].mean("offline"), "emit", c)
    for kind, target in (("offline", 4), ("online", 6)):
        ours, theirs = who["extension"].mean(kind), who["symfony"].mean(kind)
        figure(f"emit_php_{kind}", ours, "symfony", theirs)
        print(f"bench emit_php_{kind}_gain {theirs / ours:.2f} times target={target}")


main(sys.argv[1])
