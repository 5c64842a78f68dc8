import { type Activation, refuse, ValueError } from "@chainrule/tensor";

/** Throws unless an activation is a function, if there is one: those who write without types may give its name. */
export function requireFunction(who: string, activation: Activation | undefined): void {
  if (activation === undefined || typeof activation === "function") return;
  const name = typeof activation === "string" ? (activation as string) : "relu";
  const cure = `Write import { ${name} } from "@chainrule/activations", and pass ${name} without quotes.`;
  refuse(ValueError, who, "a function as activation", typeof activation, cure);
}
