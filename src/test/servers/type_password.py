"""type_password.py USER PASSWORD COMMAND: runs a command of a user in a terminal of its own, and types a password where one is asked for.

Prints what the terminal showed and ends as the command did. For root, in a machine of a test.
"""

import os
import pty
import select
import signal
import sys
import termios

PATIENCE = 60
user, password, command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    # Tests that run under nohup ignore it, and what they start: an agent would outlive its terminal.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    # Not -c: that takes the terminal away.
    os.execvp("su", ["su", "-", user, "--session-command", command])


def is_hidden():
    return not termios.tcgetattr(terminal)[3] & termios.ECHO


shown = b""
typed = False
while True:
    asked = not typed and shown.rstrip().endswith(b"Password:")
    if asked and is_hidden():
        # Not before: what was typed until then is thrown away.
        os.write(terminal, password.encode() + b"\n")
        typed = True
    elif not select.select([terminal], [], [], 0.05 if asked else PATIENCE)[0]:
        if not asked:
            sys.exit(f"nothing more came: {shown!r}")
    else:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            # The other end is closed.
            break
        if not more:
            break
        shown += more
sys.stdout.write(shown.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
