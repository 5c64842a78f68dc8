import LiveCode from "@site/src/components/LiveCode";
import { canRun } from "@site/src/components/canRun";
import QuietCode from "@site/src/components/QuietCode";
import type { Props } from "@theme/CodeBlock";
import type { ReactNode } from "react";

/** TypeScript that needs nothing but our packages can be run where it stands. */
export default function CodeBlockWithRun(props: Props): ReactNode {
  const { children, className, metastring } = props;
  const isLive =
    typeof children === "string" &&
    className?.includes("language-ts") &&
    !metastring?.includes("no-run") &&
    canRun(children);
  if (!isLive) return <QuietCode {...props} />;
  return (
    <LiveCode code={children}>
      <QuietCode {...props} />
    </LiveCode>
  );
}
