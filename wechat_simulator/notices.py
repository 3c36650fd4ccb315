"""The platform's own calls to us: events as XML, encrypted, signed, and repeated until somebody says `success`."""

import base64
import contextlib
import hashlib
import os
import queue
import struct
import threading
import time
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from wechat_simulator.world import Phone, World

PATIENCE = 5
TRIES = 3
BLOCK = 32


@dataclass
class Notice:
    """One event on its way, and what was answered each time."""

    kind: str
    openid: str
    xml: str
    answers: list[str]


class Notices:
    """Sends events in a thread of its own, in the order in which they happened unless told otherwise."""

    def __init__(self, world: World, address: str = "") -> None:
        self.address = address
        self.repeat = 1
        self.held = False
        self.log: list[Notice] = []
        self._world = world
        self._waiting: list[Notice] = []
        self._line: queue.Queue[Notice] = queue.Queue()
        threading.Thread(target=self._post_all, daemon=True).start()

    def asked(self, phone: Phone, answers: dict[str, str]) -> None:
        """Somebody answered the question whether messages may come."""
        items = [{"TemplateId": one, "SubscribeStatusString": said, "PopupScene": "0"} for one, said in answers.items()]
        self._happened("subscribe_msg_popup_event", "SubscribeMsgPopupEvent", phone, items)

    def changed(self, phone: Phone, answers: dict[str, str]) -> None:
        """Somebody changed the own mind in WeChat's settings."""
        items = [{"TemplateId": one, "SubscribeStatusString": said} for one, said in answers.items()]
        self._happened("subscribe_msg_change_event", "SubscribeMsgChangeEvent", phone, items)

    def sent(self, phone: Phone, template: str, message: str, code: str = "0", status: str = "success") -> None:
        """A message has reached its phone, or could not."""
        item = {"TemplateId": template, "MsgID": message, "ErrorCode": code, "ErrorStatus": status}
        self._happened("subscribe_msg_sent_event", "SubscribeMsgSentEvent", phone, [item])

    def release(self, *, backwards: bool) -> None:
        """Send what was held, the newest first if told so."""
        self.held = False
        waiting, self._waiting = self._waiting, []
        for notice in reversed(waiting) if backwards else waiting:
            self._line.put(notice)

    def drain(self) -> None:
        """Return when everything that is not held has been sent."""
        self._line.join()

    def forget(self) -> None:
        """Nothing sent, nothing held."""
        self._waiting, self.log, self.held, self.repeat = [], [], False, 1

    def _happened(self, kind: str, around: str, phone: Phone, items: list[dict[str, str]]) -> None:
        if not self.address:
            return
        listed = "".join(f"<List>{_elements(item)}</List>" for item in items)
        head = {
            "ToUserName": "gh_simulated", "FromUserName": phone.openid,
            "CreateTime": str(int(self._world.now())), "MsgType": "event", "Event": kind,
        }  # fmt: skip
        xml = f"<xml>{_elements(head)}<{around}>{listed}</{around}></xml>"
        notice = Notice(kind, phone.openid, xml, [])
        self.log.append(notice)
        if self.held:
            self._waiting.append(notice)
        else:
            self._line.put(notice)

    def _post_all(self) -> None:
        while True:
            notice = self._line.get()
            try:
                for _ in range(self.repeat):
                    self._post(notice)
            finally:
                self._line.task_done()

    def _post(self, notice: Notice) -> None:
        for tried in range(TRIES):
            with contextlib.suppress(OSError):
                time.sleep(0.1 * tried)
                url, body = self.signed(notice.xml)
                asked = urllib.request.Request(url, body, {"Content-Type": "text/xml"})
                with urllib.request.urlopen(asked, timeout=PATIENCE) as response:
                    notice.answers.append(response.read(100).decode(errors="replace"))
                if notice.answers[-1] == "success":
                    return

    def signed(self, xml: str) -> tuple[str, bytes]:
        """The address with its signatures and the encrypted body of one call, fresh each time."""
        account = self._world.account
        encrypted = _encrypt(xml, account.aes_key, account.app_id)
        stamp, nonce = str(int(self._world.now())), os.urandom(5).hex()
        query = {
            "signature": _signature(account.token, stamp, nonce),
            "timestamp": stamp, "nonce": nonce, "encrypt_type": "aes",
            "msg_signature": _signature(account.token, stamp, nonce, encrypted),
        }  # fmt: skip
        body = f"<xml><ToUserName>gh_simulated</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
        return f"{self.address}?{urlencode(query)}", body.encode()

    def greeting(self, echo: str) -> str:
        """The address that the console calls when an operator enters it: who answers with `echo` holds the token."""
        stamp, nonce = str(int(self._world.now())), os.urandom(5).hex()
        signature = _signature(self._world.account.token, stamp, nonce)
        query = {"signature": signature, "timestamp": stamp, "nonce": nonce, "echostr": echo}
        return f"{self.address}?{urlencode(query)}"


def _elements(values: dict[str, str]) -> str:
    return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def _encrypt(text: str, aes_key: str, app_id: str) -> str:
    """Sixteen random bytes, the length, the text, the app id; padded to 32; AES-CBC with the key's first half as IV."""
    key, content = base64.b64decode(aes_key + "="), text.encode()
    plain = os.urandom(16) + struct.pack(">I", len(content)) + content + app_id.encode()
    padding = BLOCK - len(plain) % BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()).decode()
