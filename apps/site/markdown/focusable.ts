import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";

/** Tables, displayed formulas and large drawings may be wider than the page: the keyboard can move them too. */
export const focusable = () => (tree: Root) =>
  visit(tree, "element", (node: Element) => {
    if (node.tagName === "table" || hasClass(node, "katex-display") || holdsDrawing(node)) node.properties.tabIndex = 0;
  });

const hasClass = ({ properties: { className } }: Element, name: string): boolean =>
  Array.isArray(className) && className.includes(name);

/** A chart is as wide as there is room. */
const holdsDrawing = ({ tagName, children }: Element): boolean =>
  tagName === "p" &&
  children.some((child) => child.type === "element" && child.tagName === "svg" && !hasClass(child, "chart"));
