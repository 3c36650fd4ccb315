"""`python -m wechat_simulator`: a simulated WeChat platform until Ctrl-C."""

import argparse
import contextlib
import os
import sys
import threading
import time
from pathlib import Path

from wechat_simulator.server import Simulator
from wechat_simulator.world import TEMPLATES, Account

SECONDS_BETWEEN_LOOKS = 0.5


def main() -> None:
    """Serve until stopped. The first line on standard output is the address, for whoever started it with port 0."""
    usual = Account()
    asked = argparse.ArgumentParser(prog="wechat_simulator", description=__doc__)
    asked.add_argument("--host", default="127.0.0.1")
    asked.add_argument("--port", type=int, default=8010, help="0 takes any free one")
    asked.add_argument("--app-id", default=usual.app_id)
    asked.add_argument("--secret", default=usual.secret)
    asked.add_argument("--token", default=usual.token, help="the token that signs events")
    asked.add_argument("--aes-key", default=usual.aes_key, help="the 43 characters that encrypt events")
    asked.add_argument("--callback", default="", help="where events are sent; empty: nowhere")
    asked.add_argument("--templates", type=Path, default=TEMPLATES, help="the account's templates, a TOML file")
    asked.add_argument("--beside", type=int, metavar="PID", help="end when this parent process does")
    told = asked.parse_args()
    account = Account(told.app_id, told.secret, told.token, told.aes_key)
    try:
        server = Simulator(told.host, told.port, account, told.callback, told.templates)
    except OSError as error:
        asked.error(f"cannot listen at {told.host}:{told.port} ({error.strerror}); choose another with --port")
    if told.beside:
        threading.Thread(target=_end_with, args=(told.beside, server), daemon=True).start()
    with server:
        sys.stdout.write(f"http://{told.host}:{server.server_address[1]}\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def _end_with(parent: int, server: Simulator) -> None:
    """Whoever has started us is our parent until it ends; then somebody else is."""
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    server.shutdown()


if __name__ == "__main__":
    main()
