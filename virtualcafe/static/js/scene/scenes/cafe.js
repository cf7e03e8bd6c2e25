// A table by the window: a street in the rain, far lights out of focus, a lamp, a cup that steams.
export { motion } from "./cafe/motion.js";
export { still } from "./cafe/still.js";
