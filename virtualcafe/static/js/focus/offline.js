// What the room of one's own has without a network: the page for it was made for nobody.
import "./offline/shell.js";
import "../lib/connection-word.js";
import "../scene/scene-picker.js";
import "../sound/sound-mixer.js";
import "./focus-timer.js";
import "./offline/offline-study.js";
import "./study-room.js";
