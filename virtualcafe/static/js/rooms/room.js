// What the page of a room has. Each import defines one element.
import "../lib/connection-word.js";
import "../chat/chat-log.js";
import "../chat/typing-line.js";
import "../chat/chat-composer.js";
import "../chat/message-actions.js";
import "../chat/chat-aside.js";
import "../focus/focus-timer.js";
import "./room-invite.js";
import "./room-seats.js";
import "./room-page.js";
