import type { Plugin } from "@docusaurus/types";

/** Our packages are read from their sources, as everywhere in the repository: nothing has to be built first. */
export function sources(): Plugin {
  return {
    name: "sources",
    configureWebpack: () => ({ resolve: { conditionNames: ["@chainrule/source", "..."] } }),
  };
}
