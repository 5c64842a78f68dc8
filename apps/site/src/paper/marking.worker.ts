import { endResult, markSheet, mistakeById, readSheet } from "@chainrule/worksheet";

// Marks a sheet beside the page, which stays alive meanwhile.

/** A marked step with the words that go with it. */
export type Judged = ReturnType<typeof markSheet>["steps"][number] & {
  readonly words: readonly {
    readonly id: string;
    readonly message: string;
    readonly hint: string;
    readonly evidence: string;
  }[];
};

export type Reply =
  { readonly steps: readonly Judged[]; readonly end: ReturnType<typeof endResult> } | { readonly failure: string };

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  self.postMessage(judge(data));
};

function judge(json: unknown): Reply {
  try {
    const sheet = readSheet(json);
    const { steps } = markSheet(sheet);
    return {
      end: endResult(sheet),
      steps: steps.map((step) => ({
        ...step,
        words: step.mistakes.map(({ id, evidence }) => {
          const { message = "", hint = "" } = mistakeById(id) ?? {};
          return { id, message, hint, evidence };
        }),
      })),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
