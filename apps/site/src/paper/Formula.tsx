import katex from "katex";
import { memo, type ReactNode } from "react";
import styles from "./paper.module.css";

/** A formula, set in type. It is made once for each text, however often the numbers change. */
export const Formula = memo(function Formula({ latex }: { readonly latex: string }): ReactNode {
  const html = katex.renderToString(latex, { displayMode: true, throwOnError: false, strict: false });
  return (
    <div
      className={styles.formula}
      tabIndex={0}
      role="group"
      aria-label="Formula"
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
});
