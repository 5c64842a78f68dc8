export type { Digits } from "./digits.ts";
export { renderHtml } from "./html.ts";
export { toJson } from "./json.ts";
export type { JsonNumbers, StepJson, WorksheetJson } from "./json.ts";
export { renderLatex } from "./latex.ts";
export { renderMarkdown } from "./markdown.ts";
export type { RenderOptions } from "./options.ts";
export { renderText } from "./text.ts";
