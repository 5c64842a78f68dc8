export { backup } from "./backup.ts";
export { csvLogger } from "./csvLogger.ts";
export { jsonLogger } from "./jsonLogger.ts";
export { modelCheckpoint } from "./modelCheckpoint.ts";
export { progress } from "./progress.ts";
export type { Course } from "./progress.ts";
