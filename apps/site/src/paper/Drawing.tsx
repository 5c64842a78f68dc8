import type { ReactNode } from "react";
import styles from "./paper.module.css";

/** What is lit: everything between two layers from a weight on, or a single layer. */
export interface Lit {
  /** A weight, counted from 1. */
  readonly weight?: { readonly layer: number; readonly from: number; readonly to: number } | undefined;
  /** The layer that the present step belongs to; 0 for none. */
  readonly layer: number;
}

interface Props {
  readonly layers: readonly number[];
  /** Values of the weights by layer, `[from][to]`. */
  readonly weights: readonly (readonly (readonly number[])[])[];
  /** What the neurons give, layer by layer, the input first. */
  readonly outputs: readonly (readonly number[])[];
  readonly lit: Lit;
  /** What there is to see, for those who do not; default the layers, with what each neuron gives. */
  readonly label?: string;
  readonly onTouch: (weight: { layer: number; from: number; to: number }) => void;
}

/** As narrow as there is room for six layers: the less is it shrunk on a telephone. */
const narrowest = 480;
/** The most a drawing is high, with room for ten neurons in a layer at their full size. */
const most = 620;

/** The net: a line for each weight, as thick as the weight is large, and dashed where it is negative. */
export function Drawing({
  layers,
  weights,
  outputs,
  lit,
  label = `The net: layers of ${layers.join(", ")} neurons, with what each gives`,
  onTouch,
}: Props): ReactNode {
  const distance = Math.min(62, most / Math.max(...layers));
  const radius = Math.min(24, distance / 2.6);
  const height = Math.max(...layers) * distance + 30;
  const width = Math.max(narrowest, 0.9 * height);
  // Many lines side by side would be a single area.
  const thickest = layers.some((count, l) => count * (layers[l + 1] ?? 0) > 64) ? 1.5 : 4;
  const x = (layer: number): number => 30 + (layer * (width - 60)) / Math.max(1, layers.length - 1);
  const y = (layer: number, neuron: number): number => height / 2 + (neuron - (layers[layer]! - 1) / 2) * distance - 4;
  const largest = Math.max(1e-9, ...weights.flat(2).map(Math.abs));
  const isLit = (layer: number, from: number, to: number): boolean => {
    const { weight } = lit;
    if (!weight) return lit.layer === layer;
    if (layer === weight.layer) return from === weight.from && to === weight.to;
    return layer === weight.layer + 1 ? from === weight.to : layer > weight.layer + 1;
  };
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.drawing} role="img" aria-label={label}>
      {weights.flatMap((rows, l) =>
        rows.flatMap((row, from) =>
          row.map((weight, to) => {
            const shines = isLit(l + 1, from + 1, to + 1);
            const place = {
              x1: x(l) + radius,
              y1: y(l, from),
              x2: x(l + 1) - radius,
              y2: y(l + 1, to),
            };
            return (
              <g
                key={`${l} ${from} ${to}`}
                data-edge={`${l + 1}.${from + 1}.${to + 1}`}
                data-lit={shines || undefined}
                onPointerEnter={() => onTouch({ layer: l + 1, from: from + 1, to: to + 1 })}
              >
                <line
                  {...place}
                  className={styles.edge}
                  strokeWidth={(shines ? 2 : thickest / 4) + (thickest * Math.abs(weight)) / largest}
                  data-negative={weight < 0 || undefined}
                  strokeDasharray={weight < 0 ? "6 4" : undefined}
                />
                {/* Wide enough for a finger. */}
                <line {...place} className={styles.reach} />
              </g>
            );
          }),
        ),
      )}
      {layers.flatMap((count, l) =>
        Array.from({ length: count }, (_, n) => (
          <g key={`${l} ${n}`}>
            <circle cx={x(l)} cy={y(l, n)} r={radius} className={styles.neuron} />
            <text x={x(l)} y={y(l, n) + 4} textAnchor="middle">
              {short(outputs[l]?.[n])}
            </text>
          </g>
        )),
      )}
    </svg>
  );
}

function short(value: number | undefined): string {
  if (value === undefined) return "";
  const size = Math.abs(value);
  const isPlain = value === 0 || (size >= 0.001 && size < 1000);
  // Five characters and a sign, as there is room for.
  const text = isPlain ? value.toFixed(size < 10 ? 3 : size < 100 ? 2 : 1) : value.toExponential(0);
  return text.replaceAll("-", "−").replace("Infinity", "∞");
}
