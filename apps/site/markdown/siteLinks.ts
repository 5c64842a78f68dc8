import type { Link, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { VFile } from "vfile";
import { resolveLink } from "./resolveLink.ts";

/**
 * Links between pages: written as files, `../tensor/corners.md`, they lead to the version that belongs to the page they
 * stand on.
 */
export const siteLinks = () => (tree: Root, file: VFile) =>
  visit(tree, "link", (node: Link) => {
    node.url = resolveLink(file.path, node.url) ?? node.url;
  });
