"""What the platform says when it refuses: error codes with the words that come with them."""

MESSAGES: dict[int, str] = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40037: "invalid template_id",
    40038: "template daily send limit",
    40125: "invalid appsecret",
    40129: "invalid scene",
    40163: "code been used",
    40164: "invalid ip, not in whitelist",
    40226: "code blocked",
    41001: "access_token missing",
    41030: "invalid page",
    42001: "access_token expired",
    43101: "user refuse to accept the msg",
    43107: "subscribe message capability is banned",
    43108: "concurrent messages to one user",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    45168: "message contains sensitive words",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    48004: "api forbidden",
    50002: "user limited",
    61010: "code is expired",
}


class RefusedError(Exception):
    """The platform answers with an error code; `detail` is what it adds, such as the name of a field."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def answer(code: int, detail: str = "") -> dict[str, object]:
    """The body of a refusal."""
    said = MESSAGES.get(code, "unknown error")
    return {"errcode": code, "errmsg": f"{said}{'. ' + detail if detail else ''} rid: simulated"}
