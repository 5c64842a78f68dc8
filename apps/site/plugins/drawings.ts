import type { Plugin } from "@docusaurus/types";
import { chartStyle } from "../generate/chart.ts";

/** The style of the drawings that stand in pages (markdown/inlinePlots.ts). */
export function drawings(): Plugin {
  return {
    name: "drawings",
    injectHtmlTags: () => ({
      headTags: [{ tagName: "style", innerHTML: chartStyle.replaceAll(/<\/?style>/g, "") }],
    }),
  };
}
