import { readdirSync } from "node:fs";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

// Tests read the sources of neighbouring packages, so they never wait for a build.
const conditions = ["@chainrule/source", "module", "node", "development|production"];

const project = (name: string, folder: string, include: string): TestProjectInlineConfiguration => ({
  extends: true,
  root: `${import.meta.dirname}/${folder}`,
  test: { name, include: [include] },
});

const workspaces = ["packages", "apps"].flatMap((folder) =>
  readdirSync(`${import.meta.dirname}/${folder}`).map((name) =>
    project(name, `${folder}/${name}`, "{src,corpus,fuzz,accuracy}/**/*.test.ts"),
  ),
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { projects: [...workspaces, project("docs", "docs", "**/*.test.ts")] },
});
