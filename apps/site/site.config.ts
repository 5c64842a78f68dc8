import type { UserThemeConfig } from "@docusaurus/theme-common";
import type { Config, PluginConfig } from "@docusaurus/types";
import { type PrismTheme, themes } from "prism-react-renderer";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { focusable } from "./markdown/focusable.ts";
import { inlinePlots } from "./markdown/inlinePlots.ts";
import { siteLinks } from "./markdown/siteLinks.ts";
import { type Package, packages } from "./packages.ts";
import { markdownPages } from "./plugins/markdownPages.ts";
import { sources } from "./plugins/sources.ts";

const shared = {
  numberPrefixParser: false,
  beforeDefaultRemarkPlugins: [siteLinks],
  remarkPlugins: [remarkMath, inlinePlots],
  rehypePlugins: [rehypeKatex, focusable],
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

/** The colours of a theme, those changed that are too close to their background. */
function legible(theme: PrismTheme): PrismTheme {
  const clearer = {
    "#e3116c": "#b80d58",
    "#d73a49": "#b3202f",
    "#36acaa": "#146b69",
    "#999988": "#63635a",
    "#00a4db": "#006a8e",
    "hsl(220, 10%, 40%)": "#9aa3b2",
  };
  return JSON.parse(
    JSON.stringify(theme).replaceAll(
      /#[0-9a-f]{6}|hsl\([^)]*\)/gi,
      (colour) => clearer[colour as keyof typeof clearer] ?? colour,
    ),
  ) as PrismTheme;
}

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
    mermaid: true,
    hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" },
  },
  themes: [
    ["@docusaurus/theme-classic", { customCss: "src/css/custom.css" }],
    "@docusaurus/theme-mermaid",
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
    prism: { theme: legible(themes.github), darkTheme: legible(themes.oneDark) },
  } satisfies UserThemeConfig,
} satisfies Config;
