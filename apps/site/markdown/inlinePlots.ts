import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Image, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";

/** Puts a drawing beside the page into the page itself, so that it takes the colours of the theme. */
export const inlinePlots = () => (tree: Root, file: VFile) =>
  visit(tree, "image", (node: Image, index, parent) => {
    if (!/^\.\/[^/]+\.svg$/.test(node.url) || !parent || index === undefined) return;
    const svg = readFileSync(join(dirname(file.path), node.url), "utf8");
    parent.children[index] = { type: "html", value: svg };
  });
