import { same, type Story } from "../stories.ts";
import { printed, program } from "../program.ts";

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB installed`;

export const installs: readonly Story[] = [
  {
    what: "activations alone bring tensor and nothing else, by import and by require",
    short: true,
    async tell({ user }) {
      const me = user("activations");
      await me.install("@chainrule/activations");
      same("node_modules", me.installed(), ["@chainrule/activations", "@chainrule/tensor"]);
      const use = "console.log(relu(tensor([-1, 2])).toArray().join())";
      const imports = 'import { relu } from "@chainrule/activations";\nimport { tensor } from "@chainrule/tensor";\n';
      same("import", await me.script(imports + use), "0,2");
      me.write(
        "script.cjs",
        `const { relu } = require("@chainrule/activations");\nconst { tensor } = require("@chainrule/tensor");\n${use}`,
      );
      same("require", await me.run("node", "script.cjs"), "0,2");
      return kilobytes(me.size());
    },
  },
  {
    what: "compiler brings tensor and nothing else",
    async tell({ user }) {
      const me = user("compiler");
      await me.install("@chainrule/compiler");
      same("node_modules", me.installed(), ["@chainrule/compiler", "@chainrule/tensor"]);
      const code =
        'import { formula, grad } from "@chainrule/compiler";\nconsole.log(formula(grad((x) => x.sigmoid())));';
      same("formula", await me.script(code), "sigmoid(x)(1 − sigmoid(x))");
      return kilobytes(me.size());
    },
  },
  {
    what: "a network with an activation, a loss and an optimizer trains, saves and loads",
    short: true,
    async tell({ user }) {
      const me = user("network");
      await me.install(...["network", "activations", "losses", "optimizers"].map((name) => `@chainrule/${name}`));
      const others = me.installed().filter((name) => !name.startsWith("@chainrule/"));
      same("packages of others", others, []);
      same("output", await me.script(program), printed);
      return kilobytes(me.size());
    },
  },
  {
    what: "the command line by npx: train, predict",
    short: true,
    async tell({ user, repository }) {
      const me = user("cli");
      const table = `${repository}/docs/examples/data/iris.csv`;
      const flags = ["--target", "species", "--epochs", "30", "--seed", "7", "--out", "iris.model", "--json"];
      const lines = (await me.run("npx", "-y", "chainrule", "train", table, ...flags)).split("\n");
      const { event } = JSON.parse(lines.at(-1)!) as { event: string };
      same("last line", event, "done");
      const predicted = await me.run("npx", "-y", "chainrule", "predict", "iris.model", table);
      same("rows", predicted.split("\n").length, 151);
      return undefined;
    },
  },
];
