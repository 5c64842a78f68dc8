export { decode } from "./decode.ts";
export { encode } from "./encode.ts";
export type { Contents } from "./format.ts";
