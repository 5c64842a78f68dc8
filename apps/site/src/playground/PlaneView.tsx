import { useColorMode } from "@docusaurus/theme-common";
import { scaleLinear } from "d3-scale";
import { symbol, symbolsFill } from "d3-shape";
import { memo, type ReactNode, useEffect, useRef } from "react";
import type { Picture, Plane } from "./messages.ts";
import styles from "./playground.module.css";

interface Props {
  readonly plane: Plane;
  readonly labels: readonly string[];
  readonly target: string;
  readonly picture: Picture | undefined;
}

/** What the net says all over the plane, with the points on it. */
export function PlaneView({ plane, labels, target, picture }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { colorMode } = useColorMode();
  useEffect(() => {
    if (canvas.current && picture) paint(canvas.current, picture, plane, labels.length);
  }, [picture, plane, labels, colorMode]);
  const [x, y] = plane.names;
  const isOver = plane.all > plane.x.length;
  return (
    <figure className={styles.plane}>
      <div className={styles.pane} role="img" aria-label={`What the net says of ${target} for each ${x} and ${y}`}>
        <canvas ref={canvas} />
        <Points plane={plane} count={labels.length} />
      </div>
      <figcaption>
        {x} from left to right ({short(plane.left)} to {short(plane.right)}), {y} upwards ({short(plane.low)} to{" "}
        {short(plane.high)}).{" "}
        {labels.length > 0 ? (
          <Legend labels={labels} target={target} />
        ) : (
          `Stronger: ${target} further from the middle; blue above it, orange below.`
        )}{" "}
        Hollow marks are held out.
        {isOver && ` The first ${plane.x.length} of ${plane.all} points are drawn.`}
      </figcaption>
    </figure>
  );
}

const Legend = ({ labels, target }: { readonly labels: readonly string[]; readonly target: string }): ReactNode => (
  <>
    {target}:{" "}
    {labels.map((label, i) => (
      <span key={label} className={styles.key}>
        <svg viewBox="-8 -8 16 16" aria-hidden="true">
          <path d={mark(i)} style={{ fill: colourOf(i) }} />
        </svg>
        {label}
        {i < labels.length - 1 ? ", " : "."}
      </span>
    ))}
  </>
);

/** As many colours as the style sheet has. */
const colours = 8;
const colourOf = (label: number): string => `var(--class-${(label % colours) + 1})`;

const mark = (label: number): string => symbol(symbolsFill[label % symbolsFill.length], 60)() ?? "";

/** Drawn once for a set: there may be many. */
const Points = memo(function Points({ plane, count }: { readonly plane: Plane; readonly count: number }): ReactNode {
  const toX = scaleLinear([plane.left, plane.right], [0, 400]);
  const toY = scaleLinear([plane.low, plane.high], [400, 0]);
  const middle = middleOf(plane.value);
  return (
    <svg viewBox="0 0 400 400" aria-hidden="true">
      {Array.from(plane.x, (x, i) => {
        const value = plane.value[i]!;
        const label = count > 0 ? value : value > middle ? 0 : 1;
        const [fill, stroke] = plane.isHeldOut[i]
          ? ["var(--ifm-background-color)", colourOf(label)]
          : [colourOf(label), "var(--ifm-background-color)"];
        return (
          <path
            key={i}
            d={mark(count > 0 ? label : 0)}
            transform={`translate(${toX(x).toFixed(1)} ${toY(plane.y[i]!).toFixed(1)}) scale(0.9)`}
            style={{ fill, stroke }}
          />
        );
      })}
    </svg>
  );
});

const middleOf = (values: Float64Array): number => (Math.min(...values) + Math.max(...values)) / 2;

/** A colour for each label, as strong as the net is sure of it; for numbers two colours, from the middle out. */
function paint(canvas: HTMLCanvasElement, { side, value, sure }: Picture, plane: Plane, count: number): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  canvas.width = canvas.height = side;
  const style = getComputedStyle(canvas);
  const channels = Array.from({ length: colours }, (_, i) => rgb(style.getPropertyValue(`--class-${i + 1}`)));
  const image = context.createImageData(side, side);
  const middle = middleOf(plane.value);
  const reach = Math.max(...plane.value) - middle || 1;
  for (let i = 0; i < value.length; i++) {
    const isAbove = value[i]! > middle;
    const label = count > 0 ? value[i]! : isAbove ? 0 : 1;
    // Of two labels the likelier has at least one half, of three a third.
    const strength = count > 0 ? (sure[i]! - 1 / count) / (1 - 1 / count) : Math.abs(value[i]! - middle) / reach;
    image.data.set(channels[label % colours]!, 4 * i);
    image.data[4 * i + 3] = 255 * (0.06 + 0.5 * Math.min(1, Math.max(0, strength)));
  }
  context.putImageData(image, 0, 0);
}

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.trim().slice(at, at + 2), 16));

const short = (x: number): string => String(Number(x.toPrecision(3))).replace("-", "−");
