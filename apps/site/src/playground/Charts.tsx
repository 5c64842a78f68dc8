import { drawChart, type Series } from "@site/generate/chart";
import { memo, type ReactNode } from "react";
import type { Curves } from "./messages.ts";
import styles from "./playground.module.css";

/** The loss over the epochs, and the metric: on what is trained on and on what is held out. */
export const Charts = memo(function Charts({
  curves,
  loss,
  metric,
}: {
  readonly curves: Curves;
  readonly loss: string;
  readonly metric: string;
}): ReactNode {
  const named = (training: Series["points"], heldOut: Series["points"]): Series[] => [
    { label: "training", points: training },
    { label: "held out", points: heldOut },
  ];
  const isBegun = curves.training.length > 1;
  return (
    <div className={styles.charts}>
      <Chart
        title={loss}
        series={isBegun ? named(curves.training, curves.heldOut) : [{ label: "each batch", points: curves.steps }]}
        background={isBegun ? [curves.steps] : []}
        note={isBegun ? "Thin: each batch." : "Each batch; the curves by epoch begin with the second one."}
      />
      <Chart title={metric} series={named(curves.metric, curves.heldOutMetric)} background={[]} note="" />
    </div>
  );
});

interface ChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly background: readonly Series["points"][];
  readonly note: string;
}

function Chart({ title, series, background, note }: ChartProps): ReactNode {
  const last = series.map(({ label, points }) => `${label} ${points.at(-1)?.[1].toPrecision(3) ?? "nothing yet"}`);
  const svg =
    series[0]!.points.length > 1 &&
    drawChart({ title: `${title}: ${last.join(", ")}`, x: "epoch", series, background, size: [360, 250] });
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{title}</b> {svg ? note : "There is a curve after two epochs."}
      </figcaption>
      {svg && <div dangerouslySetInnerHTML={{ __html: svg }} />}
    </figure>
  );
}
