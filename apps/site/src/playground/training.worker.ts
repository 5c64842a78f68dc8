import { parseCsv, type Table } from "@chainrule/data";
import { dataOf } from "./data.ts";
import { loadDigits } from "./digits.ts";
import type { Frame, Reply, Request } from "./messages.ts";
import type { Settings } from "./settings.ts";
import { Trial } from "./trial.ts";

// Trains beside the page, which stays alive meanwhile, and shows it how things stand as often as it can draw.

/** A larger table takes a page too long to read. */
const largestFile = 20_000_000;

/** The share of the time that may go into looking: at what is quick to see, and at what takes longer. */
const shares = { quick: 0.2, gradients: 0.05, answers: 0.05 };

let own: Table | undefined;
/** Where the digits are. */
let folder = "";
let trial: Trial | undefined;
let coming: Promise<Trial | undefined> = Promise.resolve(undefined);
let digits: ReturnType<typeof loadDigits> | undefined;
let pixels: Float32Array | undefined;
let speed = Infinity;
/** Whether the page has drawn the last frame. */
let isDrawn = true;
/** How often the page asked for a run, and for other settings: who waited meanwhile sees what is no longer wanted. */
let [ran, begun] = [0, 0];

const send = (reply: Reply): void => self.postMessage(reply);
const now = (): number => performance.now();
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** When each part of a frame may be made again. */
const due: Record<keyof typeof shares, number> = { quick: 0, gradients: 0, answers: 0 };

function timed<T>(part: keyof typeof shares, make: () => T): T {
  const begin = now();
  const made = make();
  const end = now();
  due[part] = end + Math.max(30, (end - begin) / shares[part]);
  return made;
}

/** Shows how things stand: all of it where training rests, else what there is time for. */
function show(current: Trial): void {
  const rests = current.state !== "running";
  if (!rests && (!isDrawn || now() < due.quick)) return;
  const isWanted = (part: keyof typeof shares): boolean => rests || now() >= due[part];
  let frame: Frame = timed("quick", () => current.frame(pixels));
  if (isWanted("gradients")) frame = { ...frame, ...timed("gradients", () => current.gradients()) };
  if (isWanted("answers")) {
    frame = { ...frame, ...timed("answers", () => answersOf(current)) };
  }
  isDrawn = false;
  send({ type: "frame", frame });
}

function answersOf(current: Trial): Pick<Frame, "answers"> {
  try {
    return current.answers();
  } catch (error) {
    return { answers: [{ question: "Gradients, dead and saturated neurons", lines: [messageOf(error)] }] };
  }
}

const handlers: { readonly [Type in Request["type"]]: (request: Extract<Request, { type: Type }>) => unknown } = {
  start(request) {
    ({ folder } = request);
  },
  async file({ file }) {
    if (file.size > largestFile) {
      const size = Math.round(file.size / 1e6);
      throw new Error(
        `${file.name} has ${size} MB, and a page reads up to ${largestFile / 1e6} MB well. Nothing was changed. ` +
          "Take some of its rows, or train on all of them with the command line: chainrule train.",
      );
    }
    let table: Table;
    try {
      table = parseCsv(await file.text());
    } catch (error) {
      throw new Error(`${file.name} could not be read, and nothing was changed. ${messageOf(error)}`, { cause: error });
    }
    own = table;
    send({ type: "table", table: { name: file.name, columns: own.columns, rows: own.rows.length } });
  },
  async begin({ settings }) {
    const mine = ++begun;
    const made = trialOf(settings);
    // Who asks for a run meanwhile means this one.
    coming = made.catch(() => undefined);
    const next = await made;
    if (mine !== begun) return;
    trial?.end();
    trial = next;
    send({ type: "begun", facts: trial.facts });
    show(trial);
  },
  async run() {
    await coming;
    if (trial?.state !== "paused") return;
    const [current, mine] = [trial, ++ran];
    const isWanted = (): boolean => current === trial && mine === ran;
    current.state = "running";
    try {
      while (current.state === "running" && isWanted()) {
        const next = now() + 1000 / speed;
        await current.step();
        if (isWanted()) show(current);
        await pause(next - now());
      }
    } finally {
      // Whatever went wrong: it does not run any more.
      if (isWanted()) rest();
      if (trial === current) show(current);
    }
  },
  pause() {
    rest();
    if (trial) show(trial);
  },
  async step() {
    await coming;
    if (!trial) return;
    const current = trial;
    rest();
    try {
      await current.step();
    } finally {
      show(current);
    }
  },
  save() {
    if (trial) send({ type: "model", bytes: trial.model() });
  },
  speed(request) {
    ({ speed } = request);
  },
  digit(request) {
    ({ pixels } = request);
    send({ type: "guess", guess: pixels && trial?.guess(pixels) });
  },
  drawn() {
    isDrawn = true;
  },
};

function rest(): void {
  ran++;
  if (trial?.state === "running") trial.state = "paused";
}

const pause = (time: number): Promise<void> | undefined =>
  time > 0 ? new Promise((awake) => setTimeout(awake, time)) : undefined;

async function trialOf(settings: Settings): Promise<Trial> {
  if (settings.data !== "digits") return new Trial(settings, dataOf(settings, own));
  digits ??= loadDigits(folder);
  // What could not be loaded may be there the next time.
  digits.catch(() => (digits = undefined));
  return new Trial(settings, await digits);
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    await (handlers[data.type] as (request: Request) => unknown)(data);
  } catch (error) {
    send({ type: "problem", message: messageOf(error) });
  }
};
