import { ChainruleError } from "@chainrule/tensor";

/** A sheet that cannot be read at all: the message says where, what was expected and what to write. */
export class SheetError extends ChainruleError {
  constructor(message: string) {
    super("SheetError", message);
  }
}
