// A drawing in the form of the digits that were trained on: MNIST's are 20 pixels at the longer side, and their
// centre of mass is in the middle of 28 by 28.

const [side, inner] = [28, 20];

/** Grey values from 0 to 255, row by row; undefined where nothing is drawn. */
export function digitOf(drawn: HTMLCanvasElement): Float32Array | undefined {
  const box = boxOf(drawn);
  if (!box) return undefined;
  const scale = inner / Math.max(box.width, box.height);
  const place = (x: number, y: number): Float32Array => shrunk(drawn, box, scale, x, y);
  const [x, y] = [(side - box.width * scale) / 2, (side - box.height * scale) / 2];
  const grey = place(x, y);
  const total = grey.reduce((sum, value) => sum + value, 0);
  const centre = (at: (i: number) => number): number =>
    grey.reduce((sum, value, i) => sum + value * (at(i) + 0.5), 0) / total;
  const [middleX, middleY] = [centre((i) => i % side), centre((i) => Math.floor(i / side))];
  return place(x + side / 2 - middleX, y + side / 2 - middleY);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn on, as white on nothing. */
function boxOf(canvas: HTMLCanvasElement): Box | undefined {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d", { willReadFrequently: true })!.getImageData(0, 0, width, height);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < width * height; i++) {
    if (data[4 * i + 3]! < 40) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function shrunk(drawn: HTMLCanvasElement, box: Box, scale: number, x: number, y: number): Float32Array {
  const small = new OffscreenCanvas(side, side);
  const context = small.getContext("2d", { willReadFrequently: true })!;
  context.imageSmoothingQuality = "high";
  context.drawImage(drawn, box.left, box.top, box.width, box.height, x, y, box.width * scale, box.height * scale);
  const { data } = context.getImageData(0, 0, side, side);
  return Float32Array.from({ length: side * side }, (_, i) => data[4 * i + 3]!);
}
