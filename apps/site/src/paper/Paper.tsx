import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import {
  layoutSheet,
  makeExercise,
  readSheet,
  readSheetText,
  renderLatex,
  renderMarkdown,
  type SheetJson,
  toJson,
  weightPath,
  type Worksheet,
} from "@chainrule/worksheet";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Drawing, type Lit } from "./Drawing.tsx";
import { fromLink, toLink } from "./link.ts";
import { articleNet, gridOf, largest, type Net, sheetOf, withLayers, withNeurons, withNumber } from "./net.ts";
import { isNumber, Numbers } from "./Numbers.tsx";
import { type Digits, OwnSheet, type Sheet } from "./OwnSheet.tsx";
import styles from "./paper.module.css";
import { Steps } from "./Steps.tsx";

type Weight = NonNullable<Lit["weight"]>;

/** A sheet of paper with a net on it: everything follows from the numbers at once, and can be written by hand. */
export default function Paper(): ReactNode {
  const [net, setNet] = useState<Net>(articleNet);
  const [own, setOwn] = useState<Sheet>();
  const [weight, setWeight] = useState<Weight>();
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState("");
  const [seed, setSeed] = useState("1");
  const file = useRef<HTMLInputElement>(null);
  const articleSheet = useBaseUrl("/article.json");
  const { worksheet, failure } = useWorksheet(net);

  /** Takes a sheet as it comes, from a link or a file; says what is wrong with it and keeps what is there. */
  const open = (json: unknown, what: string): void => {
    try {
      const { net: read, title } = readSheet(json);
      const { steps = [] } = json as Partial<Sheet>;
      setNet(netOf(read, json));
      setOwn(steps.length > 0 ? { ...(json as Sheet), title, steps } : undefined);
      setWeight(undefined);
      setAt(0);
      setProblem("");
    } catch (error) {
      setProblem(`${what} could not be read, and nothing was changed. ${messageOf(error)}`);
    }
  };

  useEffect(() => {
    const read = (): void => {
      fromLink(location.hash).then(
        (json) => json !== undefined && open(json, "The sheet in this link"),
        () => setProblem("The sheet in this link is damaged, and nothing was changed. Ask for the link once more."),
      );
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const change = (next: Net): void => {
    setNet(next);
    setWeight((before) =>
      before && gridOf(next, `W${before.layer}`)?.[before.from - 1]?.[before.to - 1] ? before : undefined,
    );
    if (own && String(next.layers) === String(net.layers)) setOwn({ ...own, network: next });
    else if (own) void putAside();
  };
  /** What somebody wrote belongs to another net now: it stays one step back in the browser. */
  const putAside = async (): Promise<void> => {
    history.replaceState(null, "", await toLink(json()));
    history.pushState(null, "", location.pathname);
    setOwn(undefined);
    setProblem("What you wrote belongs to the net as it was. To return to it, go back in the browser.");
  };
  const setNumber = (name: string, row: number, column: number, text: string): void =>
    change(withNumber(net, name, row, column, text));
  const json = (): SheetJson => (own ? ({ ...sheetOf(net), ...own, network: net } as SheetJson) : sheetOf(net));
  const share = async (): Promise<void> => {
    const link = await toLink(json());
    history.replaceState(null, "", link);
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    setProblem("The link to this sheet is in the address bar, and copied.");
  };
  const exercise = (): void => {
    try {
      const { layers, activations: names } = net;
      open(makeExercise({ seed: Number(seed), layers, activations: names }).sheet, "The exercise");
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  const writeOwn = (): void => setOwn({ ...sheetOf(net), steps: blankSteps(worksheet) });
  const article = async (): Promise<void> => {
    try {
      open(await (await fetch(articleSheet)).json(), "The article");
    } catch {
      setProblem("The article's numbers could not be loaded. Try again when this site can be reached.");
    }
  };
  const openFile = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > 2_000_000)
      return setProblem(`${chosen.name} has more than 2 MB: no sheet that was written by hand is as large.`);
    try {
      const text = await chosen.text();
      readSheetText(text);
      open(JSON.parse(text), chosen.name);
    } catch (error) {
      setProblem(`${chosen.name} could not be read, and nothing was changed. ${messageOf(error)}`);
    }
  };
  const go = (to: number): void => {
    const place = Math.max(0, Math.min(worksheet.steps.length - 1, to));
    setAt(place);
    document.getElementById(`step-${worksheet.steps[place]!.id}`)?.scrollIntoView({ block: "nearest" });
  };

  const focus = weight ? weightPath(worksheet, `${weight.layer}.${weight.from}.${weight.to}`) : undefined;
  const here = worksheet.steps[at] ?? worksheet.steps[0]!;
  const loss = worksheet.steps.find(({ id }) => id === "loss")!.value.item();
  const after = worksheet.steps.find(({ id }) => id === "loss_after")?.value.item();
  return (
    <div className={styles.paper}>
      {(problem || failure) && (
        <p role="alert" className={styles.problem}>
          {problem || failure}
        </p>
      )}
      <div className={styles.board}>
        <Drawing
          layers={worksheet.problem.layers.reduce(
            (sizes, { weights }) => [...sizes, weights.shape[1]!],
            [worksheet.problem.input.shape[1]!],
          )}
          weights={worksheet.problem.layers.map(({ weights }) => weights.toArray() as number[][])}
          outputs={["x", ...worksheet.problem.layers.map((_, i) => `a${i + 1}`)].map((id) => rowOf(worksheet, id))}
          lit={{ weight, layer: here.layer }}
          onTouch={setWeight}
        />
        <p className={styles.loss} role="status">
          loss <b data-testid="loss">{loss.toPrecision(6)}</b>
          {after !== undefined && (
            <>
              {" "}
              → after this step <b>{after.toPrecision(6)}</b>
            </>
          )}
        </p>
      </div>
      <Structure net={net} onChange={change} />
      <div className={styles.numbers}>
        <Numbers net={net} name="x" label="Input x" onChange={setNumber} />
        {net.layers.slice(1).map((_, i) => (
          <div key={i} className={styles.layer}>
            <Numbers
              net={net}
              name={`W${i + 1}`}
              label={`Weights W${i + 1}`}
              onChange={setNumber}
              onTouch={(row, column) => setWeight({ layer: i + 1, from: row + 1, to: column + 1 })}
            />
            <Numbers net={net} name={`b${i + 1}`} label={`Bias b${i + 1}`} onChange={setNumber} />
          </div>
        ))}
        <Numbers net={net} name="y" label="Target y" onChange={setNumber} />
      </div>
      <div className={styles.tools} role="toolbar" aria-label="Paper">
        <Tool onClick={() => open(sheetOf(articleNet), "The article's net")}>The article’s net</Tool>
        <Tool onClick={() => void article()}>The article’s own numbers</Tool>
        <Tool onClick={own ? () => setOwn(undefined) : writeOwn}>
          {own ? "Show the calculation" : "Write it yourself"}
        </Tool>
        <label>
          Seed{" "}
          <input
            className={styles.small}
            inputMode="numeric"
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        </label>
        <Tool onClick={exercise}>Exercise</Tool>
        <Tool onClick={() => void share()}>Link</Tool>
        <Tool onClick={() => window.print()}>Print</Tool>
        <Tool onClick={() => file.current?.click()}>Open …</Tool>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void openFile(event.target.files?.[0])}
        />
        <Tool onClick={() => download("worksheet.md", renderMarkdown(worksheet))}>Markdown</Tool>
        <Tool onClick={() => download("worksheet.tex", renderLatex(worksheet))}>LaTeX</Tool>
        <Tool onClick={() => download("worksheet.json", JSON.stringify(own ? json() : toJson(worksheet), null, 1))}>
          JSON
        </Tool>
      </div>
      {own ? (
        <OwnSheet
          sheet={own}
          onChange={(index, printed) =>
            setOwn({ ...own, steps: own.steps.map((step, i) => (i === index ? { ...step, printed } : step)) })
          }
        />
      ) : (
        <>
          <div className={styles.walk} role="toolbar" aria-label="Calculation">
            <Tool onClick={() => go(at - 1)}>Back</Tool>
            <span aria-live="polite">
              Step {at + 1} of {worksheet.steps.length}: {here.title}
            </span>
            <Tool onClick={() => go(at + 1)}>Forward</Tool>
            {weight && (
              <>
                <span>
                  Path of weight {weight.layer}.{weight.from}.{weight.to}
                </span>
                <Tool onClick={() => setWeight(undefined)}>Show all</Tool>
              </>
            )}
          </div>
          <Steps worksheet={worksheet} focus={focus} at={at} onGo={go} />
        </>
      )}
    </div>
  );
}

const Tool = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }): ReactNode => (
  <button type="button" className="button button--sm button--secondary" onClick={onClick}>
    {children}
  </button>
);

/** The calculation of the net; while a field holds no number, the last one that could be made. */
function useWorksheet(net: Net): { worksheet: Worksheet; failure: string } {
  const last = useRef<Worksheet>(undefined);
  return useMemo(() => {
    try {
      last.current = layoutSheet(readSheet(sheetOf(checked(net))));
      return { worksheet: last.current, failure: "" };
    } catch (error) {
      return { worksheet: (last.current ??= layoutSheet(readSheet(sheetOf(articleNet)))), failure: messageOf(error) };
    }
  }, [net]);
}

function checked(net: Net): Net {
  const names = ["x", ...net.layers.slice(1).flatMap((_, i) => [`W${i + 1}`, `b${i + 1}`]), "y"];
  const odd = names.find((name) =>
    gridOf(net, name)
      .flat()
      .some((text) => !isNumber(text)),
  );
  if (odd)
    throw new Error(
      `${odd} holds something that is not a number. The calculation below is still that of the last numbers.`,
    );
  if (!isNumber(net.learning_rate)) throw new Error("The rate is not a number. Write one such as 0.01.");
  return net;
}

/** What can be changed about the shape of the net. */
function Structure({ net, onChange }: { readonly net: Net; readonly onChange: (net: Net) => void }): ReactNode {
  const { layers } = net;
  return (
    <div className={styles.structure}>
      {layers.map((count, i) => (
        <fieldset key={i} className={styles.matrix}>
          <legend>{i === 0 ? "Inputs" : i === layers.length - 1 ? "Output" : `Layer ${i}`}</legend>
          <button
            type="button"
            className="button button--sm button--secondary"
            disabled={count <= 1}
            aria-label={`One neuron less in layer ${i}`}
            onClick={() => onChange(withNeurons(net, i, count - 1))}
          >
            −
          </button>
          <span>{count}</span>
          <button
            type="button"
            className="button button--sm button--secondary"
            disabled={count >= largest.neurons}
            aria-label={`One neuron more in layer ${i}`}
            onClick={() => onChange(withNeurons(net, i, count + 1))}
          >
            +
          </button>
          {i > 0 && (
            <Choice
              label={`Activation of layer ${i}`}
              value={net.activations[i - 1]!}
              names={Object.keys(activations)}
              onChange={(name) =>
                onChange({ ...net, activations: net.activations.map((old, k) => (k === i - 1 ? name : old)) })
              }
            />
          )}
        </fieldset>
      ))}
      <fieldset className={styles.matrix}>
        <legend>Hidden layers</legend>
        <button
          type="button"
          className="button button--sm button--secondary"
          disabled={layers.length <= 2}
          onClick={() => onChange(withLayers(net, -1))}
        >
          Fewer
        </button>
        <button
          type="button"
          className="button button--sm button--secondary"
          disabled={layers.length >= largest.layers}
          onClick={() => onChange(withLayers(net, 1))}
        >
          More
        </button>
      </fieldset>
      <fieldset className={styles.matrix}>
        <legend>Training</legend>
        <Choice
          label="Loss"
          value={net.loss.name}
          names={["bce", "cce", "mse", "half_sq", ...Object.keys(losses)]}
          onChange={(name) => onChange({ ...net, loss: { ...net.loss, name } })}
        />
        <label>
          Rate{" "}
          <input
            className={styles.small}
            inputMode="decimal"
            value={net.learning_rate}
            onChange={(event) => onChange({ ...net, learning_rate: event.target.value })}
          />
        </label>
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
  readonly onChange: (name: string) => void;
}

const Choice = ({ label, value, names, onChange }: ChoiceProps): ReactNode => (
  <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    {[...new Set([value, ...names])].map((name) => (
      <option key={name}>{name}</option>
    ))}
  </select>
);

/** The net of a sheet in our own names, whatever the sheet calls its parts. */
function netOf(read: ReturnType<typeof readSheet>["net"], json: unknown): Net {
  const text = (rows: readonly (readonly number[])[]): string[][] => rows.map((row) => row.map(String));
  const { loss } = (json as SheetJson).network;
  return {
    layers: read.sizes,
    activations: read.activations.map(({ name }) => name),
    input: text(read.input).slice(0, 1),
    target: text(read.target).slice(0, 1),
    weights: Object.fromEntries(read.weights.map((rows, i) => [`W${i + 1}`, text(rows)])),
    biases: Object.fromEntries(read.biases.map((row, i) => [`b${i + 1}`, row.map(String)])),
    loss: {
      name: loss.name in losses || ["bce", "cce", "mse", "half_sq"].includes(loss.name) ? loss.name : read.loss,
      batch: "mean",
    },
    learning_rate: String(read.rate),
  };
}

const rowOf = (worksheet: Worksheet, id: string): number[] => {
  const { value } = worksheet.steps.find((step) => step.id === id)!;
  return [...value.toTypedArray()].slice(0, value.shape.at(-1));
};

/** Every step that is not given, with a blank for each number. */
const blankSteps = ({ steps }: Worksheet): Sheet["steps"] =>
  steps
    .filter((step) => step.formula() !== "" && step.quantity !== "loss_after")
    .map(({ quantity, title, value }) => ({ id: quantity, quantity, label: title, printed: blanks(value.shape) }));

const blanks = ([length, ...rest]: readonly number[]): Digits =>
  length === undefined ? "?" : Array.from({ length }, () => blanks(rest));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
