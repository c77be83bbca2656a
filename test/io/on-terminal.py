"""Runs a command on a terminal of its own, presses keys once it is under way, and prints how it ended.

usage: on-terminal.py work|wait KEYS COMMAND ARGUMENT...

Each of KEYS is pressed when the command is under way again after the one before.
"""

import json
import os
import pty
import select
import signal
import sys
import time

# Seconds of the processor that a start alone never takes; a command that has used them is at work.
AT_WORK = 1.0
# A command that has used none for so long, and sleeps, waits for something.
WAITING = 1.0
# Far longer than an end takes on a busy machine; whoever goes on after that does not listen.
PATIENCE = 60.0


def state_and_time(pid):
    """The state of a process, and the seconds of the processor that it has used (Linux; elsewhere None)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_under_way(pid, when, begun, quiet):
    now = time.monotonic()
    known = state_and_time(pid)
    if known is None:
        return now - begun > 3
    state, used = known
    if when == "work":
        return used >= AT_WORK
    if state != "S" or used != quiet["used"]:
        quiet.update(used=used, since=now)
    return used > 0 and now - quiet["since"] > WAITING


def main(when, keys, command):
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    begun, quiet, pressed, screen = time.monotonic(), {"used": None, "since": 0}, None, b""
    left = list(keys)
    while True:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                screen += os.read(terminal, 65536)
            except OSError:  # nobody is left on the terminal
                break
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        if pressed is not None and time.monotonic() - pressed > PATIENCE:
            os.kill(pid, signal.SIGKILL)
        if left and is_under_way(pid, when, begun, quiet):
            os.write(terminal, left.pop(0).encode())
            pressed = time.monotonic()
            quiet.update(used=None)
    if not ended:
        _, status = os.waitpid(pid, 0)
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    print(json.dumps({"code": code, "pressed": not left, "screen": screen.decode(errors="replace")}))


main(sys.argv[1], sys.argv[2], sys.argv[3:])
