// A table by the window: a street in the rain, far lights out of focus, a lamp, a cup that steams.
export { motion } from "./motion.js";
export { still } from "./still.js";
