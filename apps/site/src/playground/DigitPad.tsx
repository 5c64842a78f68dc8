import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { digitOf } from "./digitImage.ts";
import { Button } from "./fields.tsx";
import styles from "./playground.module.css";

const side = 280;
const pen = 24;

interface Props {
  readonly guess: readonly number[] | undefined;
  readonly isTrained: boolean;
  readonly onDraw: (pixels: Float32Array | undefined) => void;
}

type Spot = readonly [x: number, y: number];

/** A sheet to draw a digit on, with mouse, finger, or keys, and what the net takes it for. */
export function DigitPad({ guess, isTrained, onDraw }: Props): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Spot | undefined>(undefined);
  const [keys, setKeys] = useState<{ at: Spot; isDown: boolean }>({ at: [side / 2, side / 4], isDown: false });

  const line = (from: Spot, to: Spot): void => {
    const context = canvas.current!.getContext("2d", { willReadFrequently: true })!;
    context.lineWidth = pen;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = "#fff";
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    onDraw(digitOf(canvas.current!));
  };
  const spotOf = ({ nativeEvent: { offsetX, offsetY }, currentTarget }: PointerEvent<HTMLElement>): Spot => {
    const scale = side / currentTarget.clientWidth;
    return [offsetX * scale, offsetY * scale];
  };
  const clear = (): void => {
    canvas.current!.getContext("2d")!.clearRect(0, 0, side, side);
    onDraw(undefined);
  };
  const press = (event: KeyboardEvent): void => {
    const [x, y] = keys.at;
    const moves: Readonly<Record<string, Spot>> = {
      ArrowLeft: [-10, 0],
      ArrowRight: [10, 0],
      ArrowUp: [0, -10],
      ArrowDown: [0, 10],
    };
    const move = moves[event.key];
    if (event.key === " ") {
      if (!keys.isDown) line(keys.at, keys.at);
      setKeys({ ...keys, isDown: !keys.isDown });
    } else if (event.key === "Delete" || event.key === "Backspace") clear();
    else if (move) {
      const within = (place: number): number => Math.min(side, Math.max(0, place));
      const to: Spot = [within(x + move[0]), within(y + move[1])];
      if (keys.isDown) line(keys.at, to);
      setKeys({ ...keys, at: to });
    } else return;
    event.preventDefault();
  };

  const best = guess?.indexOf(Math.max(...guess));
  return (
    <div className={styles.pad}>
      <div>
        <div
          className={styles.sheet}
          tabIndex={0}
          role="application"
          aria-label={`Sheet to draw a digit on. Arrow keys move the pen, the space bar puts it down and lifts it, delete clears. The pen is ${keys.isDown ? "down" : "up"}.`}
          onKeyDown={press}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            last.current = spotOf(event);
            line(last.current, last.current);
          }}
          onPointerMove={(event) => {
            if (!last.current) return;
            const to = spotOf(event);
            line(last.current, to);
            last.current = to;
          }}
          onPointerUp={() => (last.current = undefined)}
          onPointerCancel={() => (last.current = undefined)}
        >
          <canvas ref={canvas} width={side} height={side} />
          <span
            className={styles.pen}
            data-down={keys.isDown}
            style={{ left: `${(100 * keys.at[0]) / side}%`, top: `${(100 * keys.at[1]) / side}%` }}
          />
        </div>
        <Button onClick={clear}>Clear</Button>
      </div>
      <div>
        <p role="status" className={styles.guess}>
          {guess && best !== undefined ? (
            <>
              {isTrained ? "It is taken for " : "Not trained yet, the net takes it for "}
              <b data-testid="digit">{best}</b> ({(100 * guess[best]!).toFixed(0)} %).
            </>
          ) : (
            "Draw a digit, with mouse, finger, or the arrow keys and the space bar. The net that trains here says what it is."
          )}
        </p>
        <ol className={styles.guesses} start={0} aria-label="How likely each digit is">
          {Array.from({ length: 10 }, (_, digit) => (
            <li key={digit}>
              <span>{digit}</span>
              <span className={styles.track}>
                <span className={styles.bar} style={{ width: `${100 * (guess?.[digit] ?? 0)}%` }} />
              </span>
              <span>{guess ? `${(100 * guess[digit]!).toFixed(1)} %` : ""}</span>
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
