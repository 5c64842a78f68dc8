const families = [
  "x",
  "y",
  "W",
  "b",
  "z",
  "a",
  "loss_terms",
  "loss",
  "dL_da",
  "da_dz",
  "delta",
  "dW",
  "db",
  "W_new",
  "b_new",
  "loss_after",
  "dx",
  "m_W",
  "v_W",
  "m_b",
  "v_b",
  // Of a solver: all gradients in one row, the direction and its parts, how far it went.
  "g",
  "d",
  "slope",
  "step",
  "d_W",
  "d_b",
  // Of the article: what comes in through each weight, and the products that add up to a derivative.
  "dz_dW",
  "dL_da_terms",
] as const;

/** A kind of quantity; all but `x y loss_terms loss loss_after dx g d slope step` exist once for each layer. */
export type Family = (typeof families)[number];

/** What a step computes. */
export interface Quantity {
  readonly family: Family;
  /** 1 for the first layer of weights; 0 for what belongs to no layer. */
  readonly layer: number;
  /** Canonical: `z1`, `dL_da2`, `W1_new`, `loss`. */
  readonly name: string;
}

const layerless: ReadonlySet<string> = new Set<Family>([
  "x",
  "y",
  "loss_terms",
  "loss",
  "loss_after",
  "dx",
  "g",
  "d",
  "slope",
  "step",
]);
const known: ReadonlySet<string> = new Set(families);

// A marker asks for the same few again and again; filled as they are used, not beyond what a sheet holds.
const read = new Map<string, Quantity | undefined>();
const mostKept = 5000;

/** Reads a canonical name; undefined if it is none. */
export function readQuantity(name: string): Quantity | undefined {
  if (read.has(name)) return read.get(name);
  if (read.size >= mostKept) read.clear();
  const found = parse(name);
  read.set(name, found);
  return found;
}

function parse(name: string): Quantity | undefined {
  const match = /^([a-z_]+?)(\d{1,3})?(_new|_terms)?$/i.exec(name);
  if (!match) return undefined;
  const family = `${match[1]!}${match[3] ?? ""}`;
  const layer = Number(match[2] ?? 0);
  if (!known.has(family) || layerless.has(family) !== (layer === 0)) return undefined;
  return quantity(family as Family, layer);
}

const made = new Map<Family, Quantity[]>();

export function quantity(family: Family, layer = 0): Quantity {
  const layers = made.get(family) ?? [];
  made.set(family, layers);
  return (layers[layer] ??= {
    family,
    layer,
    name: layer === 0 ? family : family.replace(/(_new|_terms)?$/, (ending) => `${layer}${ending}`),
  });
}
