"""`python -m wechat_simulator`: a simulated WeChat platform until Ctrl-C."""

import argparse
import contextlib
import sys
from pathlib import Path

from wechat_simulator.server import Simulator
from wechat_simulator.world import TEMPLATES, Account


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
    told = asked.parse_args()
    account = Account(told.app_id, told.secret, told.token, told.aes_key)
    with Simulator(told.host, told.port, account, told.callback, told.templates) as server:
        sys.stdout.write(f"http://{told.host}:{server.server_address[1]}\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
