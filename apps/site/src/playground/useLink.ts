import { useEffect } from "react";
import { fromLink } from "../paper/link.ts";
import { readSettings, type Settings, start } from "./settings.ts";

/** The settings that the link holds, at the start and whenever it changes; those from before where it holds none. */
export function useLink(
  onSettings: (change: (before?: Settings) => Settings) => void,
  say: (note: string) => void,
): void {
  useEffect(() => {
    const read = async (): Promise<void> => {
      const refuse = (why: string): void => {
        onSettings((before = start) => before);
        say(`The settings in this link could not be read, and nothing was changed. ${why}`);
      };
      let json: unknown;
      try {
        json = await fromLink(location.hash, "run");
      } catch {
        return refuse("The link is damaged: ask for it once more.");
      }
      try {
        const settings = json === undefined ? undefined : readSettings(json);
        onSettings((before = start) => settings ?? before);
      } catch (error) {
        refuse((error as Error).message);
      }
    };
    const listen = (): void => void read();
    listen();
    window.addEventListener("hashchange", listen);
    return () => window.removeEventListener("hashchange", listen);
  }, []);
}
