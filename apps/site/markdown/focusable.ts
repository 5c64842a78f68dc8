import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

/** Tables and displayed formulas may be wider than the page: the keyboard can move them too. */
export const focusable = () => (tree: Root) =>
  visit(tree, "element", (node: Element) => {
    const classes = node.properties.className;
    const isDisplay = Array.isArray(classes) && classes.includes("katex-display");
    if (node.tagName === "table" || isDisplay) node.properties.tabIndex = 0;
  });
