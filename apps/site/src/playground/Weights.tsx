import { useColorMode } from "@docusaurus/theme-common";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Drawing } from "../paper/Drawing.tsx";
import type { Layer } from "./messages.ts";
import styles from "./playground.module.css";

/** A net with more is too large to draw line by line. */
const drawable = { neurons: 16, layers: 7 };
/** And one with more than this is too large for a table. */
const tabled = 24;

interface Props {
  readonly layers: readonly Layer[];
  readonly parameters: number;
}

/** The weights: as lines where there is room, as squares for any net, and as numbers. */
export function Weights({ layers, parameters }: Props): ReactNode {
  const [touched, setTouched] = useState<{ layer: number; from: number; to: number }>();
  const sizes = [layers[0]?.shape[0] ?? 0, ...layers.map(({ shape }) => shape[1])];
  const isDrawable = layers.length < drawable.layers && Math.max(...sizes) <= drawable.neurons;
  const count = parameters.toLocaleString("en");
  if (layers.length === 0) {
    return <p>The net has {count} parameters: too large to draw. It trains all the same.</p>;
  }
  const weight = touched && layers[touched.layer - 1];
  const value = weight && weight.kernel[(touched.from - 1) * weight.shape[1] + touched.to - 1];
  return (
    <>
      {isDrawable ? (
        <div className={styles.net}>
          <Drawing
            layers={sizes}
            weights={layers.map(rowsOf)}
            outputs={[]}
            label={`The net: layers of ${sizes.join(", ")} neurons, a line for each weight`}
            lit={{ layer: 0, ...(touched && { weight: touched }) }}
            onTouch={setTouched}
          />
          <p className={styles.note}>
            As thick as a weight is large; orange where it is below 0.{" "}
            {touched && value !== undefined
              ? `Weight ${touched.layer}.${touched.from}.${touched.to}: ${number(value)}`
              : "Touch a line for its number."}
          </p>
        </div>
      ) : (
        <p className={styles.note}>
          Layers of {sizes.join(", ")} neurons with {count} parameters: too large to draw line by line. Each square
          below is a weight, a row for each neuron before it and a column for each of the layer.
        </p>
      )}
      {!isDrawable && (
        <div className={styles.heats}>
          {layers.map((layer) => (
            <Heat key={layer.name} layer={layer} />
          ))}
        </div>
      )}
      {Math.max(...sizes) <= tabled && (
        <details className={styles.more}>
          <summary>The numbers</summary>
          {layers.map((layer) => (
            <Table key={layer.name} layer={layer} />
          ))}
        </details>
      )}
    </>
  );
}

const rowsOf = ({ kernel, shape: [rows, columns] }: Layer): number[][] =>
  Array.from({ length: rows }, (_, r) => [...kernel.subarray(r * columns, (r + 1) * columns)]);

const number = (x: number): string => x.toPrecision(4).replace("-", "−");

/** A square for each weight: blue above 0, orange below, as strong as it is large. */
function Heat({ layer: { name, shape, kernel } }: { readonly layer: Layer }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { colorMode } = useColorMode();
  const largest = kernel.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const [rows, columns] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(columns, rows);
    const [above, below] =
      colorMode === "dark"
        ? [
            [143, 171, 255],
            [255, 171, 118],
          ]
        : [
            [39, 73, 184],
            [180, 64, 10],
          ];
    kernel.forEach((x, i) => {
      image.data.set(x < 0 ? below : above, 4 * i);
      image.data[4 * i + 3] = 255 * (largest > 0 ? Math.abs(x) / largest : 0);
    });
    context.putImageData(image, 0, 0);
  }, [kernel, columns, rows, largest, colorMode]);
  return (
    <figure>
      <canvas
        ref={canvas}
        width={columns}
        height={rows}
        role="img"
        aria-label={`Weights ${name}: ${rows} by ${columns}, the largest ${number(largest)}`}
      />
      <figcaption>
        {name}, {rows} × {columns}, up to {number(largest)}
      </figcaption>
    </figure>
  );
}

const Table = ({ layer }: { readonly layer: Layer }): ReactNode => (
  <div className={styles.scroll} tabIndex={0} role="group" aria-label={`${layer.name}, its numbers`}>
    <table>
      <caption>
        {layer.name}: a row for each neuron before it, a column for each of its own; below, their biases
      </caption>
      <tbody>
        {[...rowsOf(layer), [...layer.bias]].map((row, r) => (
          <tr key={r}>
            {row.map((x, c) => (
              <td key={c}>{number(x)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
