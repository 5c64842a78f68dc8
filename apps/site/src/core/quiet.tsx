import { type ComponentType, type ReactNode, startTransition, useEffect, useState } from "react";

// Parts of a page that stay as they came, with all that stands in them, until somebody is there to use them: whoever
// only reads does not load them a second time as script. On the server they are made as ever (plugins/lean.ts).

/** Where the component comes from. */
export interface Source<Props> {
  /** The component where it is loaded already. */
  readonly now: () => ComponentType<Props> | undefined;
  readonly load: () => Promise<ComponentType<Props>>;
}

/** What is loaded by an import. */
export function sourceOf<Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>): Source<Props> {
  let loaded: ComponentType<Props> | undefined;
  return { now: () => loaded, load: async () => (loaded = (await load()).default) };
}

/** Whether the page as it came is being taken over. */
const isAsItCame = (): boolean =>
  Boolean(process.env.HYDRATE_CLIENT_ENTRY) && document.documentElement.dataset.hasHydrated === "false";

/** Resolves when somebody first does something on the page. */
const touched =
  typeof window === "undefined"
    ? undefined
    : new Promise<unknown>((resolve) => {
        for (const event of ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"]) {
          window.addEventListener(event, resolve, { once: true, passive: true, capture: true });
        }
      });

/** @param waiting - what stands there while it is loaded on a page that did not come with it */
export function quiet<Props extends object>(
  { now, load }: Source<Props>,
  waiting: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  return function Quiet(props: Props): ReactNode {
    const [Part, setPart] = useState(now);
    const [hasContent] = useState(() => !Part && isAsItCame());
    useEffect(() => {
      if (Part) return undefined;
      let isHere = true;
      const wake = async (): Promise<void> => {
        if (hasContent) await touched;
        const loaded = await load();
        if (isHere) startTransition(() => setPart(() => loaded));
      };
      void wake();
      return () => void (isHere = false);
    }, []);

    if (Part) {
      return (
        <div key="awake">
          <Part {...props} />
        </div>
      );
    }
    if (!hasContent) return waiting(props);
    // React leaves what such an element holds as it finds it.
    return <div key="asleep" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />;
  };
}
