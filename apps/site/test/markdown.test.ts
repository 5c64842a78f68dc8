import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { outsideOfCode } from "../generate/pages.ts";
import { packages } from "../packages.ts";

// Each page of documentation as Markdown, and the list of them: for those who read without a browser.

const built = join(import.meta.dirname, "../build");
const read = (path: string): string => readFileSync(join(built, path), "utf8");
const prose = (text: string): string => {
  let all = "";
  outsideOfCode(text, (part) => {
    all += part;
    return part;
  });
  return all;
};

/** "/activations/elu" for each page that has text, of any version. */
const pages = ["guide", ...packages.map(({ id }) => id)]
  .flatMap((id) => [
    ...globSync(`${id}/index.html`, { cwd: built }),
    ...globSync(`${id}/**/index.html`, { cwd: built }),
  ])
  .filter((path, i, all) => all.indexOf(path) === i && read(path).includes("<article"))
  .map((path) => `/${posix.dirname(path.replaceAll("\\", "/"))}`);

/** The text of the page's own heading, as it stands in the page. */
const headingOf = (html: string): string =>
  (/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

const plain = (markdown: string): string => markdown.replaceAll(/[`*\\]/g, "");

test("there are pages of the guide and of every release of every package", () => {
  expect(pages).toContain("/guide");
  for (const { id, versions } of packages) {
    expect(pages).toEqual(expect.arrayContaining([`/${id}`, `/${id}/next`]));
    for (const old of versions.slice(1)) expect(pages).toContain(`/${id}/${old}`);
  }
});

test("each has its Markdown beside it, under the same heading, with nothing in it that only the site understands", () => {
  const faults = pages.flatMap((page) => {
    if (!existsSync(join(built, `${page}.md`))) return [`${page}: no Markdown`];
    const text = read(`${page}.md`);
    const [, heading = ""] = /^# (.*)$/m.exec(text) ?? [];
    const written = prose(text);
    return [
      ...(heading && plain(heading) === headingOf(read(`${page}/index.html`)) ? [] : [`${page}: heading ${heading}`]),
      ...(text.startsWith("# ") && text.trim().includes("\n\n") ? [] : [`${page}: begins with ${text.slice(0, 40)}`]),
      ...(/^:::|^(import|export) .*["{]|<[A-Z]\w*[\s/>]|\{\/\*|<!--|className=/m.exec(written)?.slice(0, 1) ?? []).map(
        (found) => `${page}: ${found}`,
      ),
    ];
  });
  expect(faults).toEqual([]);
});

/** Links of a text that lead somewhere on the site, as paths from its root. */
const linksOf = (text: string, from: string): string[] =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, url = ""]) => url)
    .filter((url) => !/^(https?:|mailto:|#)/.test(url))
    .map((url) => posix.resolve(dirname(from), url.split("#")[0]!));

describe("every link leads somewhere", () => {
  test("in the Markdown of the pages", () => {
    const lost = pages.flatMap((page) =>
      linksOf(read(`${page}.md`), `${page}.md`)
        .filter((target) => !existsSync(join(built, target)))
        .map((target) => `${page}.md: ${target}`),
    );
    expect(lost).toEqual([]);
  });

  test("in llms.txt, which has all pages of the guide and of the newest releases, once", () => {
    const newest = pages.filter((page) => !/^\/[^/]+\/(next|\d+\.\d+\.\d+)(\/|$)/.test(page));
    const listed = linksOf(read("llms.txt"), "/llms.txt");
    expect(listed.toSorted()).toEqual(newest.map((page) => `${page}.md`).toSorted());
    expect(read("llms.txt")).toMatch(/^# Chainrule\n\n> .+\n\n## guide\n/);
  });

  test("the pages that search engines are told of are among them", () => {
    const places = [...read("sitemap.xml").matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname);
    const documented = places.filter((path) => pages.includes(path.replace(/\/$/, "")));
    const programs = ["/", "/paper/", "/playground/", "/search/"];
    expect(places.filter((path) => !documented.includes(path) && !programs.includes(path))).toEqual([]);
    expect(documented.length).toBeGreaterThan(250);
  });
});
