import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The built site in a browser: `pnpm site:test`. One browser, so one file after the other.
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { "@site": join(import.meta.dirname, "..") }, conditions: ["@chainrule/source"] },
  ssr: { resolve: { conditions: ["@chainrule/source"] } },
  test: { include: ["*.test.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
});
