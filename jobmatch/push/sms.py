"""Text messages: the adapter that comes with the program writes them to a file, one JSON object a line.

Who sends real ones puts another channel in its place. The file is for the office that sends them by hand or by a tool
of its own, and it holds telephone numbers: it stands in a folder that only the program's account may read.
"""

import json
import os
from pathlib import Path

from jobmatch.push.channels import Letter, Outcome, Sent, Unknown, Way
from jobmatch.settings import Settings

FILE = "text-messages.jsonl"


def channel(settings: Settings, file: str = FILE) -> "SmsFile | None":
    """The channel as the settings say; None for an installation that sends no text messages."""
    return None if settings.sms_folder is None else SmsFile(settings.sms_folder, file)


class SmsFile:
    """Writes each message as one line; a line that is not whole on the disk was not sent."""

    name = Way.SMS.value

    def __init__(self, folder: Path, file: str = FILE) -> None:
        self._folder, self._file = folder, file

    def send(self, letter: Letter) -> Outcome:
        """Append the message and see it to the disk."""
        line = {"message": letter.message_id, "to": letter.to, "text": letter.text}
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._folder / self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            return Unknown(type(error).__name__)
        return Sent()
