import { memo, type ReactNode } from "react";
import type { Answer, Gradient } from "./messages.ts";
import styles from "./playground.module.css";

/** From the largest norm down, this many powers of ten are shown. */
const decades = 6;

/** How large the gradient is at each layer. */
export const Gradients = memo(function Gradients({
  gradients,
}: {
  readonly gradients: readonly Gradient[];
}): ReactNode {
  const most = Math.max(...gradients.map(({ norm }) => norm));
  const share = (norm: number): number =>
    norm > 0 && most > 0 ? Math.max(0.01, 1 + Math.log10(norm / most) / decades) : 0;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label="Gradients by layer">
      <table className={styles.gradients}>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Norm, on a scale of powers of ten</th>
            <th scope="col">To the weights</th>
            <th scope="col">Zeros</th>
          </tr>
        </thead>
        <tbody>
          {gradients.map(({ name, norm, relative, zeros }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <span className={styles.bar} style={{ width: `${100 * Math.max(0, share(norm))}%` }} />
                <span>{norm.toExponential(2).replaceAll("-", "−")}</span>
              </td>
              <td>{Number.isFinite(relative) ? `${Number((100 * relative).toPrecision(2))} %` : "∞"}</td>
              <td>{(100 * zeros).toFixed(0)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

/** In words, as the worksheet answers. */
export const Answers = memo(function Answers({ answers }: { readonly answers: readonly Answer[] }): ReactNode {
  return answers.map(({ question, lines }) => (
    <section key={question} className={styles.answer}>
      <h3>{question}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  ));
});
