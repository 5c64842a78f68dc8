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
let [ran, begun, shown] = [0, 0, 0];

const send = (reply: Reply): void => self.postMessage(reply);
const now = (): number => performance.now();
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Look = keyof typeof shares;
const looks = Object.keys(shares) as Look[];

/** When each part of a frame may be made again, how long it took the last time, and how often it was made. */
let times: Record<Look, { due: number; took: number; count: number }>;

const forget = (): void => {
  const never = { due: 0, took: 0, count: 0 };
  times = { quick: never, gradients: never, answers: never };
};
forget();

/** What takes longer, in ms, is left until training rests: whoever presses Pause meanwhile would wait for it. */
const longest = 40;

/** The first time it was compiled, too. */
const isLong = (part: Look): boolean => times[part].count > 1 && times[part].took > longest;

function timed<T>(part: Look, make: () => T): T {
  const begin = now();
  const made = make();
  const end = now();
  const took = end - begin;
  times[part] = { due: end + Math.max(30, took / shares[part]), took, count: times[part].count + 1 };
  return made;
}

/** Shows how things stand while training runs: what there is time for. */
function show(current: Trial): void {
  if (!isDrawn || now() < times.quick.due) return;
  const isWanted = (part: Look): boolean => now() >= times[part].due && !isLong(part);
  let frame: Partial<Frame> = isWanted("quick") ? timed("quick", () => current.frame(pixels)) : current.standing();
  if (isWanted("gradients")) frame = { ...frame, ...timed("gradients", () => current.gradients()) };
  if (isWanted("answers")) frame = { ...frame, ...timed("answers", () => answersOf(current)) };
  isDrawn = false;
  send({ type: "frame", frame });
}

/** Shows how things stand where training rests: at once that it does, then all there is to see, while it rests. */
async function showAll(current: Trial): Promise<void> {
  send({ type: "frame", frame: current.standing() });
  const made: Readonly<Record<Look, () => Partial<Frame>>> = {
    quick: () => current.frame(pixels),
    gradients: () => current.gradients(),
    answers: () => answersOf(current),
  };
  const mine = ++shown;
  for (const part of looks) {
    await turn();
    if (current !== trial || current.state === "running" || mine !== shown) return;
    send({ type: "frame", frame: timed(part, made[part]) });
  }
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
    forget();
    await showAll(trial);
    // Once more, to know how long it takes.
    if (looks.some((part) => times[part].took > longest)) await showAll(trial);
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
      if (trial === current && current.state !== "running") await showAll(current);
    }
  },
  // Shown by the run itself, which has a step to end.
  pause: rest,
  async step() {
    await coming;
    if (!trial) return;
    const current = trial;
    rest();
    try {
      await current.step();
    } finally {
      await showAll(current);
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
  awaken?.();
  if (trial?.state === "running") trial.state = "paused";
}

/** Ends the wait for the next step. */
let awaken: (() => void) | undefined;

const pause = (time: number): Promise<void> | undefined =>
  time > 0 ? new Promise((awake) => setTimeout((awaken = awake), time)) : undefined;

/** Lets what the page has sent have its turn. */
const turn = (): Promise<void> => new Promise((awake) => setTimeout(awake));

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
