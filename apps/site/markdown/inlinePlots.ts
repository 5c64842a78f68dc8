import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Image, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { chartStyle } from "../generate/chart.ts";

/**
 * Puts a drawing beside the page into the page itself, so that it takes the colours of the theme. Their style is in the
 * head of every page (plugins/drawings.ts): one with another style, as of an older release, stays a file.
 */
export const inlinePlots = () => (tree: Root, file: VFile) =>
  visit(tree, "image", (node: Image, index, parent) => {
    if (!/^\.\/[^/]+\.svg$/.test(node.url) || !parent || index === undefined) return;
    const svg = readFileSync(join(dirname(file.path), node.url), "utf8");
    const [opening, rest, ...more] = svg.split(chartStyle);
    const isOurs = rest !== undefined && more.length === 0;
    if (isOurs || !svg.includes("<style>"))
      parent.children[index] = { type: "html", value: isOurs ? opening + rest : svg };
  });
