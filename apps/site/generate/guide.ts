import { globSync } from "node:fs";
import { basename } from "node:path";
import { markdown } from "../../bench/src/markdown.ts";
import { picture } from "../../bench/src/picture.ts";
import type { Results } from "../../bench/src/results.ts";
import { root } from "../packages.ts";
import { withFlowchart } from "./flowchart.ts";
import { read, write, writePage } from "./pages.ts";

/** The guide: docs/guide, how it works inside, and each example as a page. */
export function writeGuide(): void {
  const guides = globSync("docs/guide/*.md", { cwd: root }).map((path) => basename(path, ".md"));
  for (const name of guides)
    writePage(`guide/${name}.md`, `docs/guide/${name}.md`, withTimes(read(`docs/guide/${name}.md`)));
  const architecture = withFlowchart(read("docs/architecture.md"), "packages", (svg) =>
    write("guide/packages.svg", svg),
  );
  writePage("guide/architecture.md", "docs/architecture.md", architecture);
  writePage("guide/examples/index.md", "docs/examples/README.md", read("docs/examples/README.md"));
  writePage("guide/examples/data/index.md", "docs/examples/data/README.md", read("docs/examples/data/README.md"));

  const scripts = globSync("docs/examples/[0-9]*.ts", { cwd: root }).sort();
  for (const script of scripts) writePage(`guide/examples/${nameOf(script)}.md`, script, exampleOf(script));

  // In the order in which people need them, which is that of the first page.
  const links = [...read("docs/guide/index.md").matchAll(/\]\((\w+)\.md\)/g)].map(([, name = ""]) => name);
  const order = [...new Set(links)];
  const lost = guides.filter((name) => name !== "index" && !order.includes(name));
  if (lost.length > 0) throw new Error(`docs/guide/index.md does not lead to ${lost.join(", ")}.`);
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

/** The newest results of the bench in place of the comments that ask for them. */
function withTimes(text: string): string {
  if (!text.includes("<!-- times -->")) return text;
  const newest = globSync("apps/bench/results/*.json", { cwd: root }).sort().at(-1)!;
  const results = JSON.parse(read(newest)) as Results;
  write("guide/times.svg", picture(results));
  return text
    .replace("<!-- times -->", markdown(results))
    .replace("<!-- picture -->", "![Chainrule and its peers: times of the same work](./times.svg)");
}

const nameOf = (script: string): string => basename(script, ".ts");

/** Its file says what an example is called, its first comment what it shows. */
function exampleOf(script: string): string {
  const code = read(script);
  const title = nameOf(script).replace(/^\d+-/, "").replaceAll("-", " ");
  const [, sentence = ""] = /^\/\/ (.*)$/m.exec(code) ?? [];
  return `# ${title[0]!.toUpperCase()}${title.slice(1)}\n\n${sentence}\n\n\`\`\`ts\n${code.replace(`// ${sentence}\n`, "")}\`\`\`\n`;
}
