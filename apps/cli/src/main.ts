import "../bin/requireNode.js";
import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { demo, type DemoFlags } from "./commands/demo.ts";
import { docs, type DocsFlags } from "./commands/docs.ts";
import { evaluate, type EvaluateFlags } from "./commands/evaluate.ts";
import { exercise, type ExerciseFlags } from "./commands/exercise.ts";
import { explain, type ExplainFlags } from "./commands/explain.ts";
import { mark, type MarkFlags } from "./commands/mark.ts";
import { predict } from "./commands/predict.ts";
import { train, type TrainFlags } from "./commands/train.ts";
import { exitCodeOf, report } from "./failure.ts";
import { decimal, names, rowNumbers, sizes, whole } from "./flags.ts";
import { trainable } from "./parts.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const wantsJson = process.argv.includes("--json");
const json = new Option("--json", "machine-readable lines on stdout, and nothing else there");

function program(): Command {
  const chainrule = new Command("chainrule")
    .description("Neural networks whose every number you can check")
    .version(version)
    .exitOverride()
    // Errors are reported in one place, as text or as JSON.
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError();

  chainrule
    .command("demo")
    .description("the article's network beside what the article prints, then digits learned from handwriting")
    .option("--sheet", "only write the article's calculation to stdout, as a sheet for explain and mark")
    .action((flags: DemoFlags) => demo(flags));

  chainrule
    .command("train <csv>")
    .description("train on a table, or on stdin for -: splits, normalizes, trains, reports and saves")
    .option("--target <column>", "what to predict: classes, numbers or yes/no (needed)")
    .option("--hidden <layers>", "hidden layers as units:activation, separated by commas", "16,16")
    .option("--activation <name>", "of the hidden layers that name none: any of ours, or npm:package#export", "relu")
    .option("--loss <name>", "default by the kind of target: one of ours that suits it, or npm:package#export")
    .option("--epochs <count>", "times through the training part", whole, 100)
    .option("--batch <rows>", "rows a step", whole, 16)
    .option("--threads <count>", "that share the work of a step; the result has the same bits", whole, 1)
    .option("--optimizer <name>", `${Object.keys(trainable).join(", ")}, or npm:package#export`, "adam")
    .option("--rate <number>", "its step size; default that of the optimizer, 0.01 for adam", decimal)
    .option("--seed <number>", "split, first weights and order of the rows follow from it", whole, 0)
    .option("--out <file>", "where the model goes; an existing file is replaced as a whole", "model.safetensors")
    .addOption(
      new Option("--kind <kind>", "kind of target; default by its cells").choices(["classes", "number", "boolean"]),
    )
    .option("--positive <label>", "of two labels the one that counts as yes")
    .option("--drop <columns>", "columns to leave out, such as id,date", names)
    .option("--categories <columns>", "columns of numbers that stand for categories, such as postcode", names)
    .addOption(
      new Option("--missing <way>", "what becomes of missing cells").choices(["error", "mean"]).default("error"),
    )
    .addOption(json)
    .action((csv: string, flags: Partial<TrainFlags>, command: Command) =>
      // Not `requiredOption`: that one would be missed before a flag that does not exist, and hide it.
      flags.target === undefined
        ? command.error("error: required option '--target <column>' not specified")
        : train(csv, flags as TrainFlags),
    );

  chainrule
    .command("predict <model> <csv>")
    .description("the table, or stdin for -, with a prediction for each row, as CSV")
    .addOption(json)
    .action((model: string, csv: string, flags: { json?: boolean }) => predict(model, csv, flags));

  chainrule
    .command("evaluate <model> <csv>")
    .description("loss, metrics and confusion of a model on a table, or on stdin for -, with its target column")
    .option("--loss <name>", "that of the training, if it was another than usual: one of ours, or npm:package#export")
    .addOption(json)
    .action((model: string, csv: string, flags: EvaluateFlags) => evaluate(model, csv, flags));

  chainrule
    .command("explain <file>")
    .description("every number of a training step, as one would write it on paper: of a sheet, or of a model on rows")
    .option("--input <csv>", "for a model: the table with the rows")
    .option("--row <numbers>", "which of its rows, from 1: 3, or 3,5,8 for a batch; default 1", rowNumbers)
    .option("--optimizer <name>", "for a model: any optimizer of @chainrule/optimizers; default sgd")
    .option("--rate <number>", "its step size; default that of the optimizer", decimal)
    .option("--seed <number>", "for a model: dropout as in the first step of train; default 0", whole)
    .addOption(
      new Option("--format <format>", "how it is written; default text").choices(["text", "markdown", "html", "latex"]),
    )
    .option("--digits <count>", "significant digits; default 6", whole)
    .option("--decimals <count>", "digits after the point, in place of significant ones", whole)
    .option("--most <count>", "rows and columns of a table that are shown", whole, 8)
    .option("--neuron <layer.neuron>", "only what goes through one neuron, such as 2.3")
    .option("--weight <layer.from.to>", "only the chain from the loss to one weight, such as 1.2.3")
    .option("--out <file>", "where it goes, in place of stdout")
    .addOption(json)
    .action((file: string, flags: ExplainFlags) => explain(file, flags));

  chainrule
    .command("mark <sheets...>")
    .description("mark calculations done by hand: sheets in JSON, CSV or Markdown; names each mistake")
    .option("--summary", "one table for all sheets: who, first wrong step, mistake; and the mistakes by how often")
    .addOption(json)
    .action((sheets: string[], flags: MarkFlags) => mark(sheets, flags));

  chainrule
    .command("exercise")
    .description("set an exercise: a fresh net with friendly numbers and a sheet to fill in, which mark takes back")
    .option("--seed <number>", "the same seed makes the same exercise everywhere", whole, 0)
    .addOption(
      new Option("--layers <sizes>", "neurons of each layer, the inputs first, such as 2-3-2 or 2,3,2")
        .argParser(sizes)
        .default([2, 3, 2], "2-3-2"),
    )
    .option(
      "--activations <names>",
      "one for each layer of weights; default sigmoid, and softmax on several outputs",
      names,
    )
    .option("--loss <name>", "half_sq, mse, cce, bce or another; default cce, bce or half_sq, as suits the output")
    .option("--examples <count>", "rows of the batch", whole, 1)
    .option("--decimals <count>", "digits after the point", whole, 4)
    .option("--blanks <quantities>", "what is left to fill in, such as delta1,dW1; default everything", names)
    .option("--key", "with all numbers, in place of blanks")
    .option("--plant", "with all numbers and a mistake to find; mark says which")
    .addOption(
      new Option("--format <format>", "how it is written")
        .choices(["json", "csv", "markdown", "html", "latex"])
        .default("json"),
    )
    .option("--out <file>", "where it goes, in place of stdout")
    .action((flags: ExerciseFlags) => exercise(flags));

  chainrule
    .command("docs [package]")
    .description("opens the documentation: of a package, of a version of it as in activations@0.1.0, or all of it")
    .option("--site <address>", "where it is served", "https://chainrule.github.io/chainrule/")
    .option("--print", "only print the address")
    .action((what: string | undefined, flags: DocsFlags) => docs(what, flags));

  chainrule.commands.forEach((command) => command.copyInheritedSettings(chainrule));
  return chainrule;
}

// Whoever reads may stop reading: `chainrule predict … | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  report(new Error(`expected a stdout that can be written, received ${error.message}.`), wantsJson);
  process.exit(3);
});
// Where nothing can be said, the work goes on all the same.
process.stderr.on("error", () => undefined);

try {
  await program().parseAsync();
} catch (error) {
  // Help and version come this way too.
  if (!(error instanceof CommanderError && error.exitCode === 0)) report(error, wantsJson);
  process.exitCode = exitCodeOf(error);
}
