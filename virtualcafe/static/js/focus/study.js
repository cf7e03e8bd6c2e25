// What the room of one's own has. Each import defines one element.
import "../lib/connection-word.js";
import "./focus-timer.js";
