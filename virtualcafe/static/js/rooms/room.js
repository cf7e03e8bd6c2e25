// What the page of a room has. Each import defines one element.
import "../lib/connection-word.js";
import "../files/files.js";
import "../chat/chat-log.js";
import "../chat/typing-line.js";
import "../chat/chat-composer.js";
import "../chat/message-actions.js";
import "../chat/chat-aside.js";
import "../chat/blocked-people.js";
import "../focus/focus-timer.js";
import "../tasks/focus-desk.js";
import "../tasks/task-sheet.js";
import "./beside.js";
import "./muted-note.js";
import "./room-seats.js";
import "./room-page.js";
