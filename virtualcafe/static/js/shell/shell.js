// What every page has. Each import defines one element.
import "../scene/cafe-scene.js";
import "./disclosure-menu.js";
import "./shortcut-help.js";
import "./theme-toggle.js";
import "./toast-region.js";
import { forgetAtSignOut } from "./forget.js";
import { reportTimeZone } from "./time-zone.js";

reportTimeZone();
forgetAtSignOut();
