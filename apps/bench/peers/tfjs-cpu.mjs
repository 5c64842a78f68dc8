import { tfjs } from "./tfjs.mjs";

export const { version, prepare } = await tfjs("cpu");
