export { backup } from "./backup.ts";
export { csvLogger } from "./csvLogger.ts";
export { jsonLogger } from "./jsonLogger.ts";
export { modelCheckpoint } from "./modelCheckpoint.ts";
