"""Messages, what hangs on them, how far they were read, and the threads of two people."""

from virtualcafe.chat.models.attachment import Attachment
from virtualcafe.chat.models.marks import ReadMark, ThreadMark
from virtualcafe.chat.models.message import MAX_CONTENT, Message, MessageQuerySet
from virtualcafe.chat.models.private_thread import PrivateThread
from virtualcafe.chat.models.reaction import LONGEST_EMOJI, Mention, Reaction

__all__ = [
    "LONGEST_EMOJI",
    "MAX_CONTENT",
    "Attachment",
    "Mention",
    "Message",
    "MessageQuerySet",
    "PrivateThread",
    "Reaction",
    "ReadMark",
    "ThreadMark",
]
