import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { Application, ReflectionKind, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { packages, root } from "../packages.ts";
import { outsideOfCode, withoutAccidentalLinks, write } from "./pages.ts";

/** A page for each package with everything that it exports, `api.md`, written by TypeDoc. */
export async function writeApi(): Promise<void> {
  const documented = packages.filter(({ folder }) => existsSync(join(root, folder, "src/index.ts")));
  const out = mkdtempSync(join(tmpdir(), "chainrule-api-"));
  const options: Partial<TypeDocOptions & PluginOptions> = {
    plugin: ["typedoc-plugin-markdown"],
    entryPoints: documented.map(({ folder }) => join(root, folder, "src/index.ts")),
    tsconfig: join(root, "tsconfig.json"),
    out,
    logLevel: "Error",
    // The type check is a command of its own.
    skipErrorChecking: true,
    readme: "none",
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    router: "module",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    // Its own anchors, as it counts headings of the same name differently.
    useHTMLAnchors: true,
    parametersFormat: "table",
    propertiesFormat: "table",
    interfacePropertiesFormat: "table",
    typeDeclarationFormat: "table",
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (!project)
    throw new Error("typedoc: expected sources that can be read. Run `pnpm typecheck` to see what is wrong.");
  // Options that a function takes apart have no name in the code.
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.name.startsWith("__namedParameters")) parameter.name = "options";
  }
  await app.generateOutputs(project);

  for (const path of globSync("*/src{.md,/**/*.md}", { cwd: out }).map((one) => one.replaceAll("\\", "/"))) {
    const page = pageOf(path);
    const text = readFileSync(join(out, path), "utf8").replace(/^# .*/, `# API: ${titleOf(page)}`);
    write(
      page,
      outsideOfCode(withoutAccidentalLinks(text), (prose) => withLinks(prose, path, page)),
    );
  }
  rmSync(out, { recursive: true });
}

/** "network/src/README.md" is network/api.md, and a record of functions in it a page beside that. */
const pageOf = (path: string): string =>
  path.replace(/^([^/]+)\/src(?:\/README|\/namespaces\/([^/]+))?\.md$/, (_, id: string, record?: string) =>
    record ? `${id}/api-${record}.md` : `${id}/api.md`,
  );

const titleOf = (page: string): string =>
  posix.basename(page, ".md").replace("api-", "").replace("api", posix.dirname(page));

function withLinks(text: string, from: string, page: string): string {
  return text.replaceAll(/\]\(([^)\s:#]+\.md)/g, (_, target: string) => {
    const path = pageOf(posix.normalize(posix.join(posix.dirname(from), target)));
    const relative = posix.relative(posix.dirname(page), path);
    return `](${relative.startsWith(".") ? relative : `./${relative}`}`;
  });
}
