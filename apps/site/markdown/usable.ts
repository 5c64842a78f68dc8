import type { Element, ElementContent, Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * Tables, displayed formulas and large drawings may be wider than the page: the keyboard can move them too. And the
 * empty corner of a table is the header of nothing: without any header there is no row for it. Cells that hold a
 * sentence are told from those with a number or a name. A formula carries no LaTeX, which a search would show.
 */
export const usable = () => (tree: Root) =>
  visit(tree, "element", (node: Element) => {
    if (node.tagName === "table") node.children = node.children.filter((part) => !isEmptyHead(part));
    if (node.tagName === "table" || hasClass(node, "katex-display") || holdsDrawing(node)) node.properties.tabIndex = 0;
    if (node.tagName === "td" && textOf(node).length > 40) node.properties.className = ["wordy"];
    if (node.tagName === "semantics") node.children = node.children.filter((part) => !isAnnotation(part));
    if (node.tagName === "th" && node.children.length === 0) node.tagName = "td";
  });

const isAnnotation = (part: ElementContent): boolean => part.type === "element" && part.tagName === "annotation";

const isEmptyHead = (part: ElementContent): boolean =>
  part.type === "element" && part.tagName === "thead" && textOf(part) === "";

const textOf = (part: ElementContent): string =>
  part.type === "element" ? part.children.map(textOf).join("").trim() : "value" in part ? part.value.trim() : "";

const hasClass = ({ properties: { className } }: Element, name: string): boolean =>
  Array.isArray(className) && className.includes(name);

/** A chart is as wide as there is room. */
const holdsDrawing = ({ tagName, children }: Element): boolean =>
  tagName === "p" &&
  children.some((child) => child.type === "element" && child.tagName === "svg" && !hasClass(child, "chart"));
