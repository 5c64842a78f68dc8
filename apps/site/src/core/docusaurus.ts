import preload from "./preload";

// In place of Docusaurus' own, which loads all pages that a page leads to as soon as their links are on the screen:
// here a page is loaded when somebody points at its link.

const loaded = new Set<string>();

export default Object.freeze({
  prefetch: (): boolean => false,
  preload(path: string): Promise<unknown> | false {
    if (loaded.has(path)) return false;
    loaded.add(path);
    return preload(path);
  },
});
