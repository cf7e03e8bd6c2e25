// What the room of one's own has. Each import defines one element.
import "../lib/connection-word.js";
import "../scene/scene-picker.js";
import "../sound/sound-mixer.js";
import "../tasks/focus-desk.js";
import "../tasks/task-list.js";
import "./focus-timer.js";
import "./offline/offline-study.js";
import "./study-room.js";
import { keepForOffline } from "./offline/register.js";

keepForOffline();
