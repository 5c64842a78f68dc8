import { printed, program } from "../program.ts";
import { same, type Story } from "../stories.ts";

const parts = (versions: Readonly<Record<string, string>> = {}): string[] =>
  ["network", "activations", "losses", "optimizers"].map((name) => `@chainrule/${name}@${versions[name] ?? "latest"}`);

/** Later releases; each story builds on the one before. */
export const versions: readonly Story[] = [
  {
    what: "a patch of one package leaves the versions of all others alone",
    async tell({ maintainer }) {
      const before = maintainer.versions();
      maintainer.change("@chainrule/activations", "patch");
      await maintainer.release();
      const after = maintainer.versions();
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      same("changed", changed, ["@chainrule/activations"]);
      return `activations ${before["@chainrule/activations"]} → ${after["@chainrule/activations"]}`;
    },
  },
  {
    what: "a new major of activations works with the network before it, and an older one with the network of today",
    async tell({ maintainer, user }) {
      const older = maintainer.versions()["@chainrule/activations"]!;
      maintainer.change("@chainrule/activations", "major");
      await maintainer.release();
      const network = maintainer.versions()["@chainrule/network"]!;
      for (const [name, activations] of Object.entries({ newer: "latest", older })) {
        const me = user(`major-${name}`);
        await me.install(...parts({ activations, network }));
        same(name, await me.script(program), printed);
      }
      return `activations ${older} and ${maintainer.versions()["@chainrule/activations"]}, network ${network}`;
    },
  },
  {
    what: "two versions of tensor in one tree work together",
    async tell({ maintainer, user }) {
      const older = maintainer.versions()["@chainrule/activations"]!;
      const [before] = [maintainer.versions()["@chainrule/tensor"]];
      maintainer.change("@chainrule/tensor", "minor");
      await maintainer.release();
      const me = user("two-tensors");
      await me.install(...parts({ activations: older }));
      const tree = await me.run("npm", "ls", "@chainrule/tensor", "--all");
      const found = [...new Set([...tree.matchAll(/@chainrule\/tensor@(\S+)/g)].map(([, version]) => version))].sort();
      same("versions of tensor", found, [before, maintainer.versions()["@chainrule/tensor"]].sort());
      same("output", await me.script(program), printed);
      return `tensor ${found.join(" and ")}`;
    },
  },
];
