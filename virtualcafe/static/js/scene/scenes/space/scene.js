// By day in orbit over a bright sea of clouds; at night far out, before a nebula and a ringed planet.
export { motion } from "./motion.js";
export { still } from "./still.js";
