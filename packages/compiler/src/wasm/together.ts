import { Code, type Local } from "./code.ts";
import * as types from "./types.ts";
import * as atomics from "./atomics.ts";
import * as ops from "./ops.ts";
import { type Kernel, pushLeast } from "./kernel.ts";
import * as meeting from "./meeting.ts";
import { pushLength } from "./space.ts";

// Several threads run the same module on the same memory. One of them runs the program. For a piece of work that can be
// done in parts it publishes a phase, and whoever is there takes parts, one at a time, until all are taken. So nobody
// waits for a thread that is late, and which thread does a part changes no bit of the result.

/** Nobody takes anything from a memory before there is a phase. */
export const nothing = -1;

/** Parts of a piece at most: as many as there are bits for. */
const most = 16;

/** A thread looks so often whether there is news before it goes to sleep: to be woken up takes longer than that. */
const looks = 20_000;

/** After so many ns in which no part is done, the thread that has taken one is lost. */
const patience = 2e9;

/** In how many parts of at least so many ns a kernel is done; 1 where one thread does it. */
export function partsOf({ length, grain, time }: Kernel, capacity: number, least: number): number {
  const atMost = (x: number): number => (x < 0 ? -x * capacity : x);
  return Math.max(1, Math.min(most, Math.floor(atMost(time) / least), Math.ceil(atMost(length) / grain)));
}

/** A kernel that is done in parts, and the number of its function. */
export interface Shared {
  readonly kernel: Kernel;
  readonly index: number;
  readonly parts: number;
}

/**
 * What a module has more when threads share its pieces: the last function is what the other threads run, the one before
 * it is what the program calls for a piece, with the number of the piece, the rows, and the parts.
 *
 * @param first - the number of the first of these functions
 */
export function togetherOn(pieces: readonly Shared[], first: number): Code[] {
  return [doPart(pieces), takeParts(first), share(first + 1), work(first + 1)];
}

const read = (code: Code, address: number): Code => code.i32(0).op(ops.i32Load, 2).index(address);
const readNow = (code: Code, address: number): Code => code.i32(0).atomic(atomics.load32, address);
const locals = (code: Code, count: number, type: number = types.i32): Local[] =>
  Array.from({ length: count }, () => code.local(type));

/** (rows, piece, part) */
function doPart(pieces: readonly Shared[]): Code {
  const code = new Code();
  const to = code.local(types.i32);
  pieces.forEach(() => code.op(ops.block, 0x40));
  code.get(1).op(ops.brTable).index(pieces.length);
  for (let i = 0; i < pieces.length; i++) code.index(i);
  code.index(0);
  for (const { kernel, index, parts } of pieces) {
    const { length, grain } = kernel;
    /** Where the part on the stack begins, in elements. */
    const begin = (): Code => {
      pushLength(code, length)
        .i32(grain - 1)
        .op(ops.i32Add)
        .i32(grain)
        .op(ops.i32DivU, ops.i32Mul);
      return code.i32(parts).op(ops.i32DivU).i32(grain).op(ops.i32Mul);
    };
    code.op(ops.end).get(2).i32(1).op(ops.i32Add).also(begin).set(to);
    code.get(0).get(2).also(begin);
    pushLeast(code, to, length).op(ops.call).index(index).op(ops.return);
  }
  return code;
}

/** (index of the thread, threads, phase): takes parts of the piece of a phase as long as there are some. */
function takeParts(doing: number): Code {
  const code = new Code();
  const [parts, piece, rows, part, tried] = locals(code, 5) as [Local, Local, Local, Local, Local];
  const [state, bit] = locals(code, 2, types.i64) as [Local, Local];
  read(code, meeting.parts).set(parts);
  read(code, meeting.piece).set(piece);
  read(code, meeting.rows).set(rows);
  // Each begins elsewhere, at the same place every time: what it has worked on before may be near.
  code.get(0).get(parts).op(ops.i32Mul).get(1).op(ops.i32DivU).set(part);
  code.loop(tried, 0, { local: parts }, 1, () => {
    code.i64(1).get(part).op(ops.i64ExtendI32U, ops.i64Shl).set(bit);
    code.op(ops.block, 0x40, ops.loop, 0x40);
    code.i32(0).atomic(atomics.load64, meeting.state).set(state);
    // The program has gone on. Else what was read above was for this phase: the state is the last to change.
    code.get(state).i64(32).op(ops.i64ShrU, ops.i32WrapI64).get(2).op(ops.i32Ne, ops.if, 0x40, ops.return, ops.end);
    code.get(state).get(bit).op(ops.i64And).i64(0).op(ops.i64Ne, ops.brIf, 1);
    code.i32(0).get(state).get(state).get(bit).op(ops.i64Or).atomic(atomics.exchange64, meeting.state);
    code.get(state).op(ops.i64Ne, ops.brIf, 0);
    code.get(rows).get(piece).get(part).op(ops.call).index(doing);
    code.i32(0).get(bit).i64(16).op(ops.i64Shl).atomic(atomics.or64, meeting.state).op(ops.drop);
    code.get(0).op(ops.if, 0x40);
    code.i32(0).i32(1).atomic(atomics.add32, meeting.helped).op(ops.drop);
    readNow(code, meeting.waiting).op(ops.if, 0x40);
    code.i32(0).i32(1).atomic(atomics.notify, meeting.state).op(ops.drop, ops.end, ops.end);
    code.op(ops.end, ops.end);
    code.get(part).i32(1).op(ops.i32Add, ops.localTee).index(part);
    code.get(parts).op(ops.i32Eq, ops.if, 0x40).i32(0).set(part).op(ops.end);
  });
  return code;
}

/** (piece, rows, parts): has a piece done, and returns when it is. */
function share(taking: number): Code {
  const code = new Code();
  const [phase, looked, low] = locals(code, 3) as [Local, Local, Local];
  [meeting.piece, meeting.rows, meeting.parts].forEach((address, i) => {
    code.i32(0).get(i).op(ops.i32Store, 2).index(address);
  });
  readNow(code, meeting.phase).i32(1).op(ops.i32Add).set(phase);
  // Parts that there are not count as taken and done: between two phases all bits are set, and nobody takes anything.
  code.i32(0).get(phase).op(ops.i64ExtendI32U).i64(32).op(ops.i64Shl);
  code.i32(-1).get(2).op(ops.i32Shl).i32(0xffff).op(ops.i32And).i32(0x10001).op(ops.i32Mul, ops.i64ExtendI32U);
  code.op(ops.i64Or).atomic(atomics.store64, meeting.state);
  readNow(code, meeting.asleep).op(ops.if, 0x40);
  code.i32(0).i32(-1).atomic(atomics.notify, meeting.phase).op(ops.drop, ops.end);
  code.i32(0).i32(1).get(phase).op(ops.call).index(taking);
  const done = (): unknown => readNow(code, meeting.state).op(ops.localTee).index(low).i32(-1).op(ops.i32Eq);
  until(code, done, looked, () => {
    const waiting = (now: number): Code => code.i32(0).i32(now).atomic(atomics.store32, meeting.waiting);
    waiting(1).i32(0).get(low).i64(patience).atomic(atomics.wait32, meeting.state);
    code.i32(timedOut).op(ops.i32Eq, ops.if, 0x40).i32(0).i32(1).op(ops.i32Store, 2).index(meeting.lost);
    code.op(ops.unreachable, ops.end);
    waiting(0);
  });
  return code;
}

/** What waiting gives when nobody has woken the thread up. */
const timedOut = 2;

/** (program, index of the thread, threads): takes part until another program is run. */
function work(taking: number): Code {
  const code = new Code();
  const [seen, phase, looked] = locals(code, 3) as [Local, Local, Local];
  // The phase that is now may have parts left.
  readNow(code, meeting.phase).i32(1).op(ops.i32Sub).set(seen);
  code.op(ops.loop, 0x40);
  const news = (): unknown => readNow(code, meeting.phase).op(ops.localTee).index(phase).get(seen).op(ops.i32Ne);
  until(code, news, looked, () => {
    const asleep = (by: number): Code => code.i32(0).i32(by).atomic(atomics.add32, meeting.asleep).op(ops.drop);
    asleep(1).i32(0).get(seen).i64(-1).atomic(atomics.wait32, meeting.phase).op(ops.drop);
    asleep(-1);
  });
  code.get(phase).set(seen);
  read(code, meeting.program).get(0).op(ops.i32Ne, ops.if, 0x40, ops.return, ops.end);
  code.get(1).get(2).get(phase).op(ops.call).index(taking);
  return code.op(ops.br, 0, ops.end);
}

/** Looks for a while whether a condition holds, then sleeps, and so on until it does. */
function until(code: Code, condition: () => unknown, looked: Local, sleep: () => unknown): void {
  code.i32(0).set(looked).op(ops.block, 0x40, ops.loop, 0x40);
  condition();
  code.op(ops.brIf, 1).get(looked).i32(1).op(ops.i32Add, ops.localTee).index(looked);
  code.i32(looks).op(ops.i32LtS, ops.brIf, 0);
  sleep();
  code.i32(0).set(looked).op(ops.br, 0, ops.end, ops.end);
}
