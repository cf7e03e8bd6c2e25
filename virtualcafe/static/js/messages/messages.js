// What the pages of private threads have. Each import defines one element.
import "../lib/connection-word.js";
import "../files/files.js";
import "../chat/chat-log.js";
import "../chat/typing-line.js";
import "../chat/chat-composer.js";
import "../chat/message-actions.js";
import "../chat/chat-aside.js";
import "./message-page.js";
