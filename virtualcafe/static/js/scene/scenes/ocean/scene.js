// The sea from a quiet shore: sun on the water by day; the moon, and a lighthouse, at night.
export { motion } from "./motion.js";
export { still } from "./still.js";
