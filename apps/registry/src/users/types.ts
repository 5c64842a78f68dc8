import { join } from "node:path";
import { program } from "../program.ts";
import type { Story } from "../stories.ts";

const resolutions = { bundler: "ESNext", node16: "Node16", nodenext: "NodeNext" };

export const types: readonly Story[] = Object.entries(resolutions).map(([moduleResolution, module]) => ({
  what: `types hold under strict, moduleResolution ${moduleResolution}`,
  short: moduleResolution === "nodenext",
  async tell({ user, repository }) {
    const me = user(`types-${moduleResolution}`);
    await me.install(...["network", "activations", "losses", "optimizers"].map((name) => `@chainrule/${name}`));
    me.write("app.ts", program);
    const lib = ["ES2024", "DOM"];
    const compilerOptions = { strict: true, noEmit: true, target: "ES2024", lib, module, moduleResolution, types: [] };
    me.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["app.ts"] }));
    await me.run(join(repository, "node_modules/.bin/tsc"), "-p", ".");
    return undefined;
  },
}));
