// A reading room: shelves to the ceiling, a tall window between them, a lamp on the table; snow at night.
export { motion } from "./motion.js";
export { still } from "./still.js";
