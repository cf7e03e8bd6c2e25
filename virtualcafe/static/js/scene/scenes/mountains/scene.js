// A valley at sunrise with mist between the ridges; at night the moon, and snow that falls slowly.
export { motion } from "./motion.js";
export { still } from "./still.js";
