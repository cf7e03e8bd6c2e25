// Paper, three quiet slopes and one disc. Nothing asks to be looked at.
export { motion } from "./motion.js";
export { still } from "./still.js";
