import { commands, isInstalled } from "@chainrule/runtimes/commands";
import { printed, program } from "../program.ts";
import { same, type Story } from "../stories.ts";

const required = `const { relu } = require("@chainrule/activations");
const { tensor } = require("@chainrule/tensor");
console.log(relu(tensor([-1, 2])).toArray().join());`;

export const runtimes: readonly Story[] = [
  {
    what: "what is installed trains, saves and loads in other runtimes, by import and by require",
    async tell({ user }) {
      const me = user("runtimes");
      await me.install(...["network", "activations", "losses", "optimizers"].map((name) => `@chainrule/${name}`));
      me.write("script.mjs", program);
      me.write("script.cjs", required);
      const there = commands.filter(isInstalled);
      const missing = commands.filter((command) => !isInstalled(command));
      for (const { name, path, before } of there) {
        same(`import in ${name}`, await me.run(path, ...before, "script.mjs"), printed);
        same(`require in ${name}`, await me.run(path, ...before, "script.cjs"), "0,2");
      }
      const named = (some: typeof commands): string => some.map(({ name }) => name).join(", ");
      return named(there) + (missing.length > 0 ? `; not installed: ${named(missing)}` : "");
    },
  },
];
