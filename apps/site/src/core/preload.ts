import ComponentCreator from "@docusaurus/ComponentCreator";
import preload from "@docusaurus/core/lib/client/preload";
import registry from "@generated/registry";
import allRoutes from "@generated/routes";
import routesChunkNames from "@generated/routesChunkNames";

// In place of Docusaurus' own, for tables of pages in sections (plugins/lean.ts).

/** A route as plugins/lean.ts writes it. */
interface Route {
  readonly path: string;
  readonly routes?: unknown[];
  /** Where its pages are not there yet. */
  readonly section?: () => Promise<Section>;
}

interface Section {
  readonly registry: Readonly<Record<string, unknown>>;
  readonly names: Readonly<Record<string, unknown>>;
  readonly pages: readonly { readonly path: string; readonly hash: string }[];
}

const routes = allRoutes as readonly Route[];

/** Loads what the page at this address needs, the table of its section first. */
export default async function preloadWithSection(path: string): Promise<unknown> {
  const place = `${decodeURI(path).replace(/\/$/, "")}/`;
  const [within] = sectionsIn(routes)
    .filter((route) => place.startsWith(route.path))
    .sort((a, b) => b.path.length - a.path.length);
  if (within) await enter(within);
  return preload(path);
}

const sectionsIn = (list: readonly Route[]): Route[] =>
  list.flatMap((route) => (route.section ? [route] : sectionsIn((route.routes ?? []) as Route[])));

/** Once: the first call takes the loader away when it is done. */
async function enter(route: Route): Promise<void> {
  const { registry: chunks, names, pages }: Section = await route.section!();
  if (route.routes!.length > 0) return;
  Object.assign(registry, chunks);
  Object.assign(routesChunkNames, names);
  // The list itself is what has been rendered with.
  route.routes!.push(
    ...pages.map(({ path, hash, ...rest }) => ({ ...rest, path, component: ComponentCreator(path, hash) })),
  );
}
