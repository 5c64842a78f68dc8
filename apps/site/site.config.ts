import type { UserThemeConfig } from "@docusaurus/theme-common";
import type { Config, PluginConfig } from "@docusaurus/types";
import type { PrismTheme } from "prism-react-renderer";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { inlinePlots } from "./markdown/inlinePlots.ts";
import { siteLinks } from "./markdown/siteLinks.ts";
import { usable } from "./markdown/usable.ts";
import { type Package, packages } from "./packages.ts";
import { drawings } from "./plugins/drawings.ts";
import { lean } from "./plugins/lean.ts";
import { markdownPages } from "./plugins/markdownPages.ts";
import { sources } from "./plugins/sources.ts";

const shared = {
  numberPrefixParser: false,
  // Those of Docusaurus make files of drawings.
  beforeDefaultRemarkPlugins: [siteLinks, inlinePlots],
  remarkPlugins: [remarkMath],
  rehypePlugins: [rehypeKatex, usable],
};

/** The pages of a package: the newest release at /id/, older ones at /id/1.2.3/, what is on main at /id/next/. */
const docsOf = ({ id, versions: [newest, ...older] }: Package): PluginConfig => [
  "@docusaurus/plugin-content-docs",
  {
    id,
    path: `.pages/${id}`,
    routeBasePath: id,
    sidebarPath: `.pages/${id}.sidebar.json`,
    lastVersion: newest ?? "current",
    versions: {
      current: newest
        ? { label: "next", path: "next", banner: "unreleased", noIndex: true }
        : { label: "next", path: "", banner: "none" },
      ...Object.fromEntries(older.map((version) => [version, { banner: "unmaintained", noIndex: true }])),
    },
    ...shared,
  },
];

/** The newest release is also found under its number: /activations/0.2.0/elu/ leads to /activations/elu/. */
function numbered(path: string): string[] {
  const [, id = "", rest = ""] = /^\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const { versions: [newest, ...older] = [] } = packages.find((candidate) => candidate.id === id) ?? {};
  const isOther = ["next", ...older].some((version) => rest.startsWith(`${version}/`));
  return newest && !isOther ? [`/${id}/${newest}/${rest}`] : [];
}

const inked = (colour: string, ...types: readonly string[]): PrismTheme["styles"][number] => ({
  types: [...types],
  style: { color: `var(--code-${colour})` },
});

/** Code takes its colours from the style sheet, src/css/custom.css: a page follows the theme before its script does. */
const codeTheme: PrismTheme = {
  plain: { color: "var(--code-text)", backgroundColor: "var(--code-ground)" },
  styles: [
    inked("comment", "comment", "prolog", "doctype", "cdata"),
    inked("string", "string", "char", "regex", "attr-value", "inserted", "template-string"),
    inked("number", "number", "boolean", "constant", "symbol", "builtin", "class-name"),
    inked("keyword", "keyword", "atrule", "tag", "selector", "attr-name", "important"),
    inked("function", "function", "function-variable", "deleted"),
  ],
};

const routes = ["guide", ...packages.map(({ id }) => id)];

export default {
  title: "Chainrule",
  tagline: "Neural networks whose every number you can check",
  favicon: "img/logo.svg",
  url: process.env.SITE_URL ?? "http://localhost:3000",
  baseUrl: process.env.SITE_BASE ?? "/",
  trailingSlash: true,
  staticDirectories: ["static", ".static"],
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  future: { v4: true, faster: true },
  markdown: {
    format: "detect",
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
  },
  themes: [
    ["@docusaurus/theme-classic", { customCss: "src/css/custom.css" }],
    [
      "@easyops-cn/docusaurus-search-local",
      {
        hashed: true,
        docsPluginIdForPreferredVersion: "guide",
        indexBlog: false,
        docsRouteBasePath: routes,
        docsDir: routes.map((route) => `.pages/${route}`),
        // Old releases and what is on main are read there; a search finds what people have installed.
        ignoreFiles: [/^[a-z]+\/(next|\d+\.\d+\.\d+)(\/|$)/],
        searchBarShortcutHint: false,
        explicitSearchResultPath: true,
      },
    ],
  ],
  plugins: [
    sources,
    lean,
    drawings,
    "@docusaurus/plugin-content-pages",
    "@docusaurus/plugin-sitemap",
    markdownPages,
    ["@docusaurus/plugin-client-redirects", { createRedirects: numbered }],
    [
      "@docusaurus/plugin-content-docs",
      {
        id: "guide",
        path: ".pages/guide",
        routeBasePath: "guide",
        sidebarPath: ".pages/guide.sidebar.json",
        ...shared,
      },
    ],
    ...packages.map(docsOf),
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: "Chainrule",
      logo: { alt: "", src: "img/logo.svg" },
      items: [
        { to: "/guide/", label: "Guide", position: "left", activeBaseRegex: "/guide/" },
        {
          type: "dropdown",
          label: "Packages",
          position: "left",
          items: packages.map(({ id }) => ({ to: `/${id}/`, label: id, activeBaseRegex: `/${id}/` })),
        },
        { to: "/paper/", label: "Paper", position: "left" },
        { to: "/playground/", label: "Playground", position: "left" },
        // src/theme/NavbarItem/ComponentTypes.tsx
        { type: "custom-versions", position: "right" },
      ],
    },
    // The first one also keeps the list of all languages there are out of the bundle.
    prism: { additionalLanguages: ["bash"], theme: codeTheme, darkTheme: codeTheme },
  } satisfies UserThemeConfig,
} satisfies Config;
