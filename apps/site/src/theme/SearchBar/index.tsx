import SearchBar from "@theme-original/SearchBar";
import { type ReactNode, useEffect, useRef } from "react";

/** The search field, with what it does not say by itself: which list belongs to it, and that all in it are choices. */
export default function AccessibleSearchBar(): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mend = (): void => {
      for (const field of box.current!.querySelectorAll("[role=combobox][aria-owns]:not([aria-controls])")) {
        field.setAttribute("aria-controls", field.getAttribute("aria-owns")!);
      }
      for (const link of box.current!.querySelectorAll("[role=listbox] a:not([role])"))
        link.setAttribute("role", "option");
    };
    const observer = new MutationObserver(mend);
    observer.observe(box.current!, { subtree: true, childList: true, attributeFilter: ["aria-owns"] });
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    // When its index has come, the field takes the focus, once: not from those who have gone on meanwhile.
    const field = box.current!.querySelector("input");
    if (!field) return;
    let [wasHere, hasCome] = [false, false];
    field.addEventListener("focus", () => (wasHere = true));
    field.focus = (options) => {
      const { activeElement } = document;
      const isElsewhere = activeElement !== document.body && !box.current?.contains(activeElement);
      if (!wasHere || hasCome || !isElsewhere) HTMLElement.prototype.focus.call(field, options);
      hasCome ||= wasHere;
    };
  }, []);
  return (
    <div ref={box}>
      <SearchBar />
    </div>
  );
}
