import { useEffect, useState } from "react";

/** Takes a file that is dropped anywhere on the page. Returns whether something is held over it. */
export function useDrop(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setOver(true);
    };
    // Leaving an element for one inside of it is no leaving.
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) onFile(file);
    };
    const listeners = { dragover: over, dragleave: leave, drop };
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) window.addEventListener(name, listener);
    return () => all.forEach(([name, listener]) => window.removeEventListener(name, listener));
  }, [onFile]);
  return isOver;
}
