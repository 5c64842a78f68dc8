import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A runtime that is a command. */
export interface Command {
  readonly name: string;
  readonly path: string;
  /** What comes before the file. */
  readonly before: readonly string[];
}

const tool = (path: string): string => fileURLToPath(new URL(`../tools/node_modules/${path}`, import.meta.url));

/** The Node at hand, and what `pnpm runtimes:install` has put there or would have. */
export const commands: readonly Command[] = [
  { name: "Node here", path: process.execPath, before: [] },
  { name: "Node 22", path: tool("node-22/bin/node"), before: [] },
  { name: "Node 24", path: tool("node-24/bin/node"), before: [] },
  { name: "Deno", path: tool(".bin/deno"), before: ["run", "--node-modules-dir=manual", "--no-remote", "--allow-read"] },
  { name: "Bun", path: tool(".bin/bun"), before: [] },
];

export const isInstalled = ({ path }: Command): boolean => existsSync(path);
