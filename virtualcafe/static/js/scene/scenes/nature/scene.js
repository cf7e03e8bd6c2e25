// A clearing in the wood: light through leaves by day, fireflies under the moon at night.
export { motion } from "./motion.js";
export { still } from "./still.js";
