import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";

type Configuration = Parameters<NonNullable<Plugin["configureWebpack"]>>[0];

// Docusaurus gives each reader the table of all pages of the site: which modules a page is made of, and under which
// hash each lies. With every release of every package that is 90 kB, for a reader of one page. Here the pages of a
// version of a package are a section, whose table is loaded with its first page. And what is long and only to be read,
// as the reference of a package, is not loaded a second time as script (src/core/quiet.tsx).

/** A page or a layout around pages, as react-router has it. */
interface Route {
  readonly path: string;
  readonly hash: string;
  readonly routes?: readonly Route[];
  readonly exact?: boolean;
  readonly sidebar?: string;
}

/** Which chunks a route needs, by what they are for. */
type ChunkNames = Readonly<Record<string, unknown>>;

const site = join(import.meta.dirname, "..");

/** Modules are kept between builds: those made by other programs of ours, or for another base path, are none of it. */
const cacheFor = ({ experiments }: Configuration, baseUrl: string) => ({
  cache: {
    type: "persistent" as const,
    version: `${(experiments as { cache?: { version?: string } } | undefined)?.cache?.version} ${baseUrl}`,
    buildDependencies: globSync(["*.ts", "{generate,markdown,plugins}/*.ts"], { cwd: site }).map((file) =>
      join(site, file),
    ),
  },
});

/** Fewer pages are not worth a request. */
const fewest = 3;

/** Sections of routes, loaded when they are needed; in builds alone: a server for work makes what it is asked for. */
export function lean(context: LoadContext): Plugin {
  return {
    name: "lean",
    configureWebpack(config, isServer, tools) {
      if (process.env.NODE_ENV !== "production") return {};
      const { generatedFilesDir, baseUrl } = context;
      const experiments = cacheFor(config, baseUrl);
      const core = join(site, "src/core");
      const { NormalModuleReplacementPlugin } = tools.currentBundler.instance;
      if (isServer) {
        const made = writeQuietPages(generatedFilesDir, core);
        return {
          experiments,
          plugins: [
            new NormalModuleReplacementPlugin(/[\\/]codeBlock\.ts$/, join(core, "codeBlock.server.ts")),
            new NormalModuleReplacementPlugin(quietPages, (resource) => {
              resource.request = `${made.get(resource.request)}.server.js`;
            }),
          ],
        };
      }
      const made = writeQuietPages(generatedFilesDir, core);
      const replaced = writeSections(generatedFilesDir);
      return {
        mergeStrategy: { plugins: "replace" },
        experiments,
        // A name in the file's name is once more in the table of files.
        output: { chunkFilename: "assets/js/[id].[contenthash:8].js" },
        plugins: [
          // What it makes is for docusaurus.prefetch alone, and is a table of all chunks.
          ...(config.plugins ?? []).filter((plugin) => plugin?.constructor.name !== "ChunkAssetPlugin"),
          new NormalModuleReplacementPlugin(/^@generated\/(routes|registry|routesChunkNames)$/, (resource) => {
            resource.request = join(replaced, resource.request.replace("@generated/", ""));
          }),
          new NormalModuleReplacementPlugin(quietPages, (resource) => {
            resource.request = `${made.get(resource.request)}.js`;
          }),
          // It puts all languages of code into the first file; src/core/highlighted.ts imports it by name.
          new NormalModuleReplacementPlugin(
            /^[^@].*[\\/]theme-classic[\\/]lib[\\/]prism-include-languages$/,
            join(core, "nothing.ts"),
          ),
          new NormalModuleReplacementPlugin(/^\.\/(preload|docusaurus)$/, (resource) => {
            if (/core[\\/]lib[\\/]client$/.test(resource.context)) resource.request = join(core, resource.request);
          }),
        ],
      };
    },
  };
}

/** Pages that are long, and have nothing to run. */
const quietPages = /^@site\/.*\/api\.md$/;

/** Writes a module for each quiet page: the page but for its text. @returns the modules by page, without ".js" */
function writeQuietPages(generated: string, core: string): ReadonlyMap<string, string> {
  const folder = join(generated, "quiet");
  mkdirSync(folder, { recursive: true });
  const chunks = readFileSync(join(generated, "registry.js"), "utf8").matchAll(/^ {2}"(.*?)": .*?, "(.*?)", /gm);
  const pages = [...chunks].filter(([, , page]) => quietPages.test(page!));
  const made = new Map(pages.map(([, name, page]) => [page!, join(folder, name!)]));
  const quiet = JSON.stringify(join(core, "quiet.tsx"));
  for (const [page, file] of made) {
    const facts = `export * from ${JSON.stringify(`${page}?facts`)};`;
    const text = JSON.stringify(`${page}?text`);
    writeFileSync(
      `${file}.js`,
      `${facts}\nimport { quiet, sourceOf } from ${quiet};\nexport default quiet(sourceOf(() => import(${text})));\n`,
    );
    writeFileSync(
      `${file}.server.js`,
      `${facts}\nimport { quiet } from ${quiet};\nimport Text from ${text};\nexport default quiet({ now: () => Text });\n`,
    );
  }
  return made;
}

/** Writes the tables anew, those of sections apart. @returns their folder */
function writeSections(generated: string): string {
  const read = (file: string): string => readFileSync(join(generated, file), "utf8");
  const names = JSON.parse(read("routesChunkNames.json")) as Readonly<Record<string, ChunkNames>>;
  const loaders = new Map(
    [...read("registry.js").matchAll(/^ {2}"(.*?)": \[(.*?), "/gm)].map(([, name, loader]) => [name!, loader!]),
  );
  const folder = join(generated, "sections");
  mkdirSync(folder, { recursive: true });
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const registryOf = (chunks: Iterable<string>): string =>
    `{${[...chunks].map((name) => `${JSON.stringify(name)}: [${loaders.get(name)!}]`).join(",\n")}}`;
  const namesOf = (all: readonly Route[]): Readonly<Record<string, ChunkNames>> =>
    Object.fromEntries(all.map(({ path, hash }) => [`${path}-${hash}`, names[`${path}-${hash}`]!]));
  const chunksOf = (all: readonly Route[]): Set<string> => new Set(Object.values(namesOf(all)).flatMap(strings));

  const routes = routesIn(read("routes.js"));
  const sections = routes.flatMap(sectionsIn);
  const inSections = new Set(sections.flatMap(({ routes = [] }) => routes));
  const kept = routes.flatMap(allIn).filter((route) => !inSections.has(route));
  const atOnce = chunksOf(kept);
  sections.forEach(({ routes: pages = [] }, i) => {
    const chunks = [...chunksOf(pages)].filter((name) => !atOnce.has(name));
    write(
      `section${i}.js`,
      `export const registry = ${registryOf(chunks)};\nexport const names = ${JSON.stringify(namesOf(pages))};\nexport const pages = ${JSON.stringify(pages)};\n`,
    );
  });

  const written = (route: Route): string => {
    const { path, hash, routes: inner, ...rest } = route;
    const at = sections.indexOf(route);
    const parts = [
      ...Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
      `path: ${JSON.stringify(path)}`,
      `component: ComponentCreator(${[path, hash].map((text) => JSON.stringify(text)).join(", ")})`,
      ...(at >= 0 ? [`routes: [], section: () => import("./section${at}.js")`] : []),
      ...(at < 0 && inner ? [`routes: [${inner.map(written).join(",\n")}]`] : []),
    ];
    return `{${parts.join(", ")}}`;
  };
  const list = routes.map(written).join(",\n");
  write(
    "routes.js",
    `import ComponentCreator from "@docusaurus/ComponentCreator";\nexport default [${list},\n{ path: "*", component: ComponentCreator("*") }];\n`,
  );
  write("registry.js", `export default ${registryOf(atOnce)};\n`);
  write("routesChunkNames.js", `export default ${JSON.stringify(namesOf(kept))};\n`);
  return folder;
}

/** The routes in the module that Docusaurus writes, which is a list of plain objects but for their components. */
function routesIn(code: string): Route[] {
  const list = code.slice(code.indexOf("["), code.lastIndexOf("]") + 1);
  const json = list
    .replaceAll(/component: ComponentCreator\('.*?'(?:, '(.*?)')?\)/g, '"hash": "$1"')
    .replaceAll(/^( +)(\w+): /gm, '$1"$2": ')
    .replaceAll(/"path": '(.*)'/g, '"path": "$1"')
    .replaceAll(/,(\s*[}\]])/g, "$1");
  return (JSON.parse(json) as Route[]).filter(({ path }) => path !== "*");
}

/** The innermost lists that are long enough. */
const sectionsIn = (route: Route): Route[] => {
  const { routes = [] } = route;
  if (routes.some((inner) => inner.routes)) return routes.flatMap(sectionsIn);
  return routes.length >= fewest ? [route] : [];
};

const allIn = (route: Route): Route[] => [route, ...(route.routes ?? []).flatMap(allIn)];

const strings = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value as Readonly<Record<string, unknown>>).flatMap(strings);
