// What the page of goals has. Each import defines one element.
import "./parked-list.js";
import "./task-list.js";
