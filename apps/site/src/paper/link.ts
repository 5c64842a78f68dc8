// The whole state of a page in its link: as JSON, deflated, in letters that an address may hold. On the paper also
// where one stands in it.

/** No sheet that was written by hand has more characters. */
export const longest = 2_000_000;

/** Where one stands: the weight whose path is lit, "3.1.1", and the step, from 1. */
export interface Stand {
  readonly weight?: string | undefined;
  readonly step?: number | undefined;
}

/** @param name - what it is called in the link */
export async function toLink(state: unknown, name = "sheet"): Promise<string> {
  const bytes = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const letters = String.fromCharCode(...new Uint8Array(await new Response(bytes).arrayBuffer()));
  return `#${name}=${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * The state in a link; undefined if there is none of this name in it.
 *
 * @throws Error if what is in it cannot be read
 */
export async function fromLink(hash: string, name = "sheet"): Promise<unknown> {
  const [, found, letters] = /^#(\w+)=([^&]+)/.exec(hash) ?? [];
  if (found !== name || !letters) return undefined;
  const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(await textOf(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))));
}

/** A link that also says where one stands. */
export const withStand = (link: string, { weight, step }: Stand): string =>
  `${link}${weight ? `&weight=${weight}` : ""}${step ? `&step=${step}` : ""}`;

export function standOf(hash: string): Stand {
  const parts = new URLSearchParams(hash.slice(1));
  return { weight: parts.get("weight") ?? undefined, step: Number(parts.get("step")) || undefined };
}

/** A few letters may unfold to gigabytes: it stops when there are too many. */
async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > longest) throw new Error("longer than any sheet");
  }
}
