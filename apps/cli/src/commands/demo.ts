import pc from "picocolors";
import { article, articleText } from "../demo/article.ts";
import { digits } from "../demo/digits.ts";
import { marked } from "../demo/marked.ts";
import { writeOutput } from "../files.ts";
import { say } from "../terminal.ts";

export interface DemoFlags {
  readonly sheet?: boolean;
}

export async function demo({ sheet = false }: DemoFlags): Promise<void> {
  if (sheet) {
    await writeOutput(articleText());
    return;
  }
  say(pc.bold("1. The article's network, every number beside what the article prints\n"));
  say(article());
  say(pc.bold("\n2. The same calculation, marked: each slip by its name\n"));
  say(marked(articleText()));
  say(pc.bold("\n3. Digits, learned from handwriting: 784-128-10\n"));
  await digits();
}
