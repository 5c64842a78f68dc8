import {
  makeExercise,
  readSheet,
  readSheetText,
  renderLatex,
  renderMarkdown,
  type SheetJson,
  sheetMarkdown,
  toJson,
  weightPath,
  type Worksheet,
} from "@chainrule/worksheet";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import fields from "../components/fields.module.css";
import { Drawing, type Lit } from "./Drawing.tsx";
import { fromLink, longest, type Stand, standOf, toLink, withStand } from "./link.ts";
import { articleNet, type Net, netOf, sheetOf, tooLarge, withNumber } from "./net.ts";
import { Numbers } from "./Numbers.tsx";
import { blankSheet, OwnSheet, type Sheet } from "./OwnSheet.tsx";
import styles from "./paper.module.css";
import { Steps } from "./Steps.tsx";
import { Structure } from "./Structure.tsx";
import { useWorksheet } from "./useWorksheet.ts";

type Weight = NonNullable<Lit["weight"]>;

/** A sheet of paper with a net on it: everything follows from the numbers at once, and can be written by hand. */
export default function Paper(): ReactNode {
  const [net, setNet] = useState<Net>(articleNet);
  const [own, setOwn] = useState<Sheet>();
  const [weight, setWeight] = useState<Weight>();
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState("");
  const [seed, setSeed] = useState("1");
  const [printing, setPrinting] = usePrinting();
  const file = useRef<HTMLInputElement>(null);
  const articleSheet = useBaseUrl("/article.json");
  const { worksheet, written, failure } = useWorksheet(net);

  /** Takes a sheet as it comes, from a link or a file; says what is wrong with it and keeps what is there. */
  const open = (json: unknown, what: string, { weight: path, step = 1 }: Stand = {}): void => {
    try {
      const { net: read, title } = readSheet(json);
      const { steps = [] } = json as Partial<Sheet>;
      const opened = netOf(read, json);
      const problem = tooLarge(opened);
      if (problem) return setProblem(`${what} was not opened. ${problem}`);
      setNet(opened);
      setOwn(steps.length > 0 ? { ...(json as Sheet), title, steps } : undefined);
      const [layer = 0, from = 0, to = 0] = path?.split(".").map(Number) ?? [];
      setWeight(withinNet(opened, { layer, from, to }));
      setAt(step - 1);
      setProblem("");
    } catch (error) {
      setProblem(`${what} could not be read, and nothing was changed. ${messageOf(error)}`);
    }
  };

  useEffect(() => {
    const read = (): void => {
      fromLink(location.hash).then(
        (sheet) => sheet !== undefined && open(sheet, "The sheet in this link", standOf(location.hash)),
        () => setProblem("The sheet in this link is damaged, and nothing was changed. Ask for the link once more."),
      );
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);

  const change = (next: Net): void => {
    setNet(next);
    setWeight((before) => before && withinNet(next, before));
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
    const path = weight && `${weight.layer}.${weight.from}.${weight.to}`;
    history.replaceState(null, "", withStand(await toLink(json()), { weight: path, step: at + 1 }));
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
  const article = async (): Promise<void> => {
    try {
      open(await (await fetch(articleSheet)).json(), "The article");
    } catch {
      setProblem("The article's numbers could not be loaded. Try again when this site can be reached.");
    }
  };
  const openFile = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > longest)
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
  const shown = own ?? (printing === "blanks" ? blankSheet(net, worksheet) : undefined);
  const loss = worksheet.steps.find(({ id }) => id === "loss")!.value.item();
  const after = worksheet.steps.find(({ id }) => id === "loss_after")?.value.item();
  return (
    <div className={`${fields.fields} ${styles.paper}`}>
      {(problem || failure) && (
        <p role="alert" className={styles.problem}>
          {problem || failure}
        </p>
      )}
      <div className={styles.top}>
        <div className={styles.board}>
          <Drawing
            layers={worksheet.problem.layers.reduce(
              (sizes, { outputs }) => [...sizes, outputs],
              [worksheet.problem.inputs[0]!.value.shape[1]!],
            )}
            weights={worksheet.problem.layers.map(({ parameters }) => parameters[0]!.value.toArray() as number[][])}
            outputs={["x", ...(shown ? [] : worksheet.problem.layers.map((_, i) => `a${i + 1}`))].map((id) =>
              rowOf(worksheet, id),
            )}
            lit={{ weight, layer: here.layer }}
            onTouch={setWeight}
          />
          {/* Who calculates by hand is not told. */}
          {!shown && (
            <p className={styles.loss} role="status">
              loss <b data-testid="loss">{loss.toPrecision(6)}</b>
              {after !== undefined && (
                <>
                  {" "}
                  → after this step <b>{after.toPrecision(6)}</b>
                </>
              )}
            </p>
          )}
        </div>
        <Structure net={net} onChange={change} />
      </div>
      <div className={styles.numbers}>
        <div className={styles.layer}>
          <Numbers net={net} name="x" label="Input x" onChange={setNumber} />
          <Numbers net={net} name="y" label="Target y" onChange={setNumber} />
        </div>
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
      </div>
      <div className={styles.tools} role="toolbar" aria-label="Paper">
        <Tool onClick={() => open(sheetOf(articleNet), "The article's net")}>The article’s net</Tool>
        <Tool onClick={() => void article()}>The article’s own numbers</Tool>
        <Tool onClick={() => setOwn(own ? undefined : blankSheet(net, worksheet))}>
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
        <Tool onClick={() => setPrinting(own ? "sheet" : "key")}>Print</Tool>
        <Tool onClick={() => setPrinting(own ? "key" : "blanks")}>{own ? "Print with key" : "Print to fill in"}</Tool>
        <Tool onClick={() => file.current?.click()}>Open …</Tool>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void openFile(event.target.files?.[0])}
        />
        <Tool onClick={() => download("worksheet.md", own ? sheetMarkdown(json()) : renderMarkdown(worksheet))}>
          Markdown
        </Tool>
        <Tool onClick={() => download("worksheet.tex", renderLatex(worksheet))}>LaTeX</Tool>
        <Tool onClick={() => download("worksheet.json", JSON.stringify(own ? json() : toJson(worksheet), null, 1))}>
          JSON
        </Tool>
      </div>
      {shown && (
        <OwnSheet
          sheet={shown}
          onChange={(index, printed) =>
            setOwn({ ...shown, steps: shown.steps.map((step, i) => (i === index ? { ...step, printed } : step)) })
          }
        />
      )}
      {!own && !printing && (
        <div className={styles.walk} role="toolbar" aria-label="Calculation">
          <Tool onClick={() => go(at - 1)}>Back</Tool>
          <Tool onClick={() => go(at + 1)}>Forward</Tool>
          <span aria-live="polite">
            Step {at + 1} of {worksheet.steps.length}: {here.title}
          </span>
          {weight && (
            <>
              <span>
                Path of weight {weight.layer}.{weight.from}.{weight.to}
              </span>
              <Tool onClick={() => setWeight(undefined)}>Show all</Tool>
            </>
          )}
        </div>
      )}
      {(!shown || printing === "key") && (
        <div className={own ? styles.key : undefined}>
          <Steps worksheet={worksheet} written={written} focus={focus} at={at} onGo={go} />
        </div>
      )}
    </div>
  );
}

const Tool = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }): ReactNode => (
  <button type="button" className="button button--sm button--secondary" onClick={onClick}>
    {children}
  </button>
);

/** What is being printed: what stands on the screen, with all numbers, or with blanks for them. */
type Printing = "sheet" | "key" | "blanks" | undefined;

/** Puts on the page what is to be printed, until it is. */
function usePrinting(): [Printing, (what: Printing) => void] {
  const [printing, setPrinting] = useState<Printing>();
  useEffect(() => {
    if (!printing) return;
    const done = (): void => setPrinting(undefined);
    window.addEventListener("afterprint", done);
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, [printing]);
  return [printing, setPrinting];
}

/** The weight, if the net has it. */
const withinNet = (net: Net, weight: Weight): Weight | undefined =>
  net.weights[`W${weight.layer}`]?.[weight.from - 1]?.[weight.to - 1] === undefined ? undefined : weight;

const rowOf = (worksheet: Worksheet, id: string): number[] => {
  const { value } = worksheet.steps.find((step) => step.id === id)!;
  return [...value.toTypedArray()].slice(0, value.shape.at(-1));
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
