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
    const [, width] = /viewBox="0 0 (\d+)/.exec(svg) ?? [];
    // What would be too small to read on a phone is moved within its own box, by keyboard too.
    const value =
      Number(width) > 650
        ? `<span class="wide" tabindex="0" role="group" aria-label="${node.alt ?? "Picture"}">${svg}</span>`
        : svg;
    parent.children[index] = { type: "html", value };
  });
