"""What people do with messages. Each raises or returns a CafeError where it may not be done."""

from virtualcafe.chat.actions.change import delete_message, edit_message, remove_message
from virtualcafe.chat.actions.draft import Post
from virtualcafe.chat.actions.pin import pin_message
from virtualcafe.chat.actions.post import Outcome, Posted, post_message, post_messages
from virtualcafe.chat.actions.react import react
from virtualcafe.chat.actions.read import read_thread, read_up_to

__all__ = [
    "Outcome",
    "Post",
    "Posted",
    "delete_message",
    "edit_message",
    "pin_message",
    "post_message",
    "post_messages",
    "react",
    "read_thread",
    "read_up_to",
    "remove_message",
]
