import { ChainruleError } from "@chainrule/tensor";

/** A table or a file of data that does not fit: the message names line and column and the step that fixes it. */
export class DataError extends ChainruleError {
  constructor(message: string) {
    super("DataError", message);
  }
}
