import { globSync, readFileSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { Plugin } from "@docusaurus/types";
import { outsideOfCode, withoutComment } from "../generate/pages.ts";
import { addressOf, resolveLink } from "../markdown/resolveLink.ts";
import { packages, pages, pagesOf, pathOf } from "../packages.ts";

/** Each page as Markdown beside the page, /activations/elu.md, with its drawing; /llms.txt lists the newest ones. */
export function markdownPages(): Plugin {
  return {
    name: "markdown-pages",
    async postBuild({ outDir, siteConfig: { title, tagline, baseUrl } }) {
      const sets = [
        { id: "guide", version: "next", folder: join(pages, "guide") },
        ...packages.flatMap(({ id, versions }) =>
          ["next", ...versions].map((version) => ({ id, version, folder: pagesOf(id, version) })),
        ),
      ];
      const lists = new Map<string, string[]>();
      for (const { id, version, folder } of sets) {
        for (const page of globSync("**/*.md", { cwd: folder }).sort()) {
          const file = join(folder, page);
          const { text, heading, description } = readPage(readFileSync(file, "utf8"));
          const address = `${addressOf({ id, version, page: page.replaceAll("\\", "/") }).replace(/\/$/, "")}.md`;
          await mkdir(dirname(join(outDir, address)), { recursive: true });
          await writeFile(
            join(outDir, address),
            withSiteLinks(text, version === "next" ? file : placed(id, version, page), baseUrl),
          );
          for (const [, drawing] of text.matchAll(/\]\(\.\/([^)/]+\.svg)\)/g)) {
            await copyFile(join(dirname(file), drawing!), join(outDir, dirname(address), drawing!));
          }
          // Only what people have: at an address without a number or `next`.
          if (pathOf(id, version) === id) {
            const line = `- [${heading}](${baseUrl}${address})${description ? `: ${description}` : ""}`;
            lists.set(id, [...(lists.get(id) ?? []), line]);
          }
        }
      }
      const sections = [...lists].map(([id, lines]) => `## ${id}\n\n${lines.join("\n")}\n`);
      await writeFile(join(outDir, "llms.txt"), [`# ${title}\n`, `> ${tagline}\n`, ...sections].join("\n"));
    },
  };
}

function readPage(source: string): { text: string; heading: string; description: string } {
  const [, matter = "", body = source] = /^---\n(.*?)\n---\n+(.*)$/s.exec(source) ?? [];
  const text = withoutComment(body);
  const [, heading = ""] = /^# (.*)$/m.exec(text) ?? [];
  const [, description = '""'] = /^description: (.*)$/m.exec(matter) ?? [];
  return { text, heading, description: JSON.parse(description) as string };
}

/** The copy of a page that Docusaurus reads: links are resolved from there. */
const placed = (id: string, version: string, page: string): string =>
  join(dirname(pages), `${id}_versioned_docs/version-${version}/${page}`);

/** Links lead to the Markdown of other pages. */
const withSiteLinks = (text: string, file: string, baseUrl: string): string =>
  outsideOfCode(text, (prose) =>
    prose.replaceAll(/\]\((\.\.?\/[^)\s]+)\)/g, (whole, url: string) => {
      const address = resolveLink(file, url);
      return address ? `](${posix.join(baseUrl, address.replace(/\/(#|$)/, ".md$1"))})` : whole;
    }),
  );
