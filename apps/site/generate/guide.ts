import { globSync } from "node:fs";
import { basename } from "node:path";
import { root } from "../packages.ts";
import { read, write, writePage } from "./pages.ts";

/** The guide: docs/guide, how it works inside, and each example as a page. */
export function writeGuide(): void {
  const guides = globSync("docs/guide/**/*.md", { cwd: root });
  for (const path of guides) writePage(path.replace("docs/", ""), path, read(path));
  writePage("guide/architecture.md", "docs/architecture.md", read("docs/architecture.md"));
  writePage("guide/examples/index.md", "docs/examples/README.md", read("docs/examples/README.md"));
  writePage("guide/examples/data/index.md", "docs/examples/data/README.md", read("docs/examples/data/README.md"));

  const scripts = globSync("docs/examples/[0-9]*.ts", { cwd: root }).sort();
  for (const script of scripts) writePage(`guide/examples/${nameOf(script)}.md`, script, exampleOf(read(script)));

  const order = guides
    .map((path) => path.replace("docs/guide/", "").replace(".md", ""))
    .filter((name) => name !== "index");
  write(
    "guide.sidebar.json",
    JSON.stringify({
      guide: [
        "index",
        ...order,
        "architecture",
        {
          type: "category",
          label: "Examples",
          link: { type: "doc", id: "examples/index" },
          items: scripts.map((script) => `examples/${nameOf(script)}`),
        },
      ],
    }),
  );
}

const nameOf = (script: string): string => basename(script, ".ts");

/** Its first comment says what an example shows. */
function exampleOf(code: string): string {
  const [, sentence = ""] = /^\/\/ (.*)$/m.exec(code) ?? [];
  return `# ${sentence}\n\n\`\`\`ts\n${code.replace(`// ${sentence}\n`, "")}\`\`\`\n`;
}
