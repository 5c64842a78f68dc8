/** Whether a block of TypeScript can be run where it stands: it needs our packages alone, and these in a browser. */
export const canRun = (code: string): boolean =>
  /from "@chainrule\//.test(code) &&
  !/from "(?!@chainrule\/(?!network\/node))|process\.|import\.meta|await import\(/.test(code);
