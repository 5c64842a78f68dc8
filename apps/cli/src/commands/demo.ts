import pc from "picocolors";
import { article } from "../demo/article.ts";
import { digits } from "../demo/digits.ts";
import { say } from "../terminal.ts";

export async function demo(): Promise<void> {
  say(pc.bold("1. The article's network, every number beside what the article prints\n"));
  say(article());
  say(pc.bold("\n2. Digits, learned from handwriting: 784-128-10\n"));
  await digits();
}
