/// <reference lib="webworker" />
import { training, type Training } from "./train.ts";

addEventListener("message", ({ data }: MessageEvent<Training>) => {
  void training(data)().then(() => postMessage("done"));
});
