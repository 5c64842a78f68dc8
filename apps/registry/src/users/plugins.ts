import { join } from "node:path";
import { same, type Story } from "../stories.ts";
import { User } from "../user.ts";

const kinds = ["activation", "loss", "optimizer", "layer"] as const;

/** Makes a plugin as its author would: from the template to the registry, untouched. */
const publish = (kind: (typeof kinds)[number]): Story => ({
  what: `npm create chainrule-plugin: the ${kind} passes its tests untouched and is published`,
  short: kind === "activation",
  async tell({ user, registry }) {
    const me = user(`author-${kind}`);
    const name = `soft-clip-${kind}`;
    await me.run("npm", "create", "-y", "chainrule-plugin@latest", name, "--", "--kind", kind);
    const author = new Author(join(me.folder, name), registry);
    await author.run("npm", "install", "--loglevel=error");
    const tests = await author.run("npm", "test");
    await author.run("npm", "publish");
    return /pass \d+/.exec(tests)?.[0];
  },
});

/** In the folder that the template has made. */
class Author extends User {
  override write(): void {
    // It has its package.json already.
  }
}

export const plugins: readonly Story[] = [
  ...kinds.map(publish),
  {
    what: "a plugin on the command line, in a worksheet, and in a model that needs it no more",
    short: true,
    async tell({ user, repository }) {
      const me = user("plugin");
      await me.install(
        "chainrule",
        "@chainrule/network",
        "@chainrule/losses",
        "@chainrule/optimizers",
        "soft-clip-activation",
      );
      const table = join(repository, "docs/examples/data/iris.csv");
      const parts = ["--hidden", "6", "--activation", "npm:soft-clip-activation#softClip"];
      await me.run(
        "npx",
        "chainrule",
        "train",
        table,
        "--target",
        "species",
        ...parts,
        "--seed",
        "7",
        "--out",
        "clip.model",
      );
      const sheet = await me.run("npx", "chainrule", "explain", "clip.model", "--input", table, "--row", "3");
      if (!/tanh|softClip/.test(sheet))
        throw new Error(`expected its formula on the worksheet, received\n${sheet.slice(0, 2000)}`);

      await me.run("npm", "uninstall", "soft-clip-activation");
      const { metrics } = JSON.parse(await me.run("npx", "chainrule", "evaluate", "clip.model", table, "--json")) as {
        metrics: { accuracy: number };
      };
      if (metrics.accuracy < 0.9) throw new Error(`expected an accuracy of 0.9, received ${metrics.accuracy}.`);
      const trained = await me.script(`
        import { readFileSync } from "node:fs";
        import { load, predict, train } from "@chainrule/network";
        import { categoricalCrossentropy } from "@chainrule/losses";
        import { sgd } from "@chainrule/optimizers";
        const net = load(new Uint8Array(readFileSync("clip.model")));
        const inputs = [[0, 1, 0, 1], [1, 0, 1, 0]];
        const before = predict(net, inputs).toArray().join();
        const options = { loss: categoricalCrossentropy, optimizer: sgd({ rate: 0.1 }), epochs: 3 };
        const { steps } = await train(net, { inputs, targets: [[1, 0, 0], [0, 0, 1]] }, options).finished;
        console.log(steps, before !== predict(net, inputs).toArray().join());`);
      same("training goes on without the plugin", trained, "3 true");
      return `accuracy ${metrics.accuracy.toFixed(3)}`;
    },
  },
];
