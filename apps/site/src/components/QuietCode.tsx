import { codeBlock } from "../core/codeBlock.ts";
import { quiet } from "../core/quiet.tsx";

/** A block of code that gets its script when somebody is there to press its buttons. */
export default quiet(codeBlock, ({ children }) => (
  <pre>
    <code>{children}</code>
  </pre>
));
