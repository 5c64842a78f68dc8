import { type Optimizer, type Parameters, refuse, type StateTree, type Tensor, ValueError } from "@chainrule/tensor";
import { branch, mapRecord, parameterOf } from "../internal/record.ts";

/**
 * A different optimizer for each group of parameters, such as no weight decay for biases.
 *
 * Each sees its own parameters alone: `clipByGlobalNorm` in a group means the norm of that group. The states stand
 * under the names of the groups. PyTorch's parameter groups; optax's `partition`, once `multi_transform`.
 *
 * @param groups - optimizers by the names of their groups
 * @param groupOf - the group of a parameter, by its name, shape and dtype
 * @throws ValueError at `init` if a parameter falls into no group
 */
export function partition(
  groups: Readonly<Record<string, Optimizer>>,
  groupOf: (name: string, parameter: Tensor) => string,
): Optimizer {
  const own = (group: string, record: Parameters, parameters: Parameters): Parameters =>
    Object.fromEntries(
      Object.entries(record).filter(([name]) => groupOf(name, parameterOf(parameters, name)) === group),
    );
  const entries = Object.entries(groups);

  return {
    init(parameters) {
      for (const [name, parameter] of Object.entries(parameters)) requireGroup(groups, name, groupOf(name, parameter));
      return Object.fromEntries(entries.map(([group, part]) => [group, part.init(own(group, parameters, parameters))]));
    },

    update(gradients, state, context) {
      const updates: Record<string, Tensor> = {};
      const next: Record<string, StateTree> = {};
      for (const [group, part] of entries) {
        const parameters = own(group, context.parameters, context.parameters);
        const gradientsOfGroup = own(group, gradients, context.parameters);
        const [moved, memory] = part.update(gradientsOfGroup, branch(state, group), { ...context, parameters });
        Object.assign(updates, moved);
        next[group] = memory;
      }
      return [mapRecord(gradients, (_, name) => updates[name]!), next];
    },

    predictWith: (parameters, state) =>
      entries.reduce((now, [group, part]) => {
        const used = part.predictWith?.(own(group, parameters, parameters), branch(state, group));
        return { ...now, ...used };
      }, parameters),
  };
}

function requireGroup(groups: Readonly<Record<string, unknown>>, name: string, group: string): void {
  if (Object.hasOwn(groups, group)) return;
  const known = Object.keys(groups).join(", ");
  refuse(ValueError, "partition", `a group of ${known} for ${name}`, group, "Give every parameter one of them.");
}
