"""PyTorch with one thread at one work: `pytorch.py FOLDER`, which holds work.json, examples.json and the numbers.

Speaks as process.ts does: a line of JSON for each request. The gradient by autograd, the update by the multi-tensor
functions, which are the fastest that PyTorch has for this.
"""

import json
import math
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)

folder = Path(sys.argv[1])
work = json.loads((folder / "work.json").read_text())
examples = json.loads((folder / "examples.json").read_text())
training = work["training"]
rows, width, classes = examples["rows"], examples["width"], examples["classes"]


def numbers(name, dtype):
    return torch.frombuffer(bytearray((folder / name).read_bytes()), dtype=dtype)


inputs = numbers("inputs", torch.float32).reshape(rows, width)
labels = numbers("labels", torch.int32).long()
targets = numbers("targets", torch.float32).reshape(rows, classes)
squared = training["loss"] == "squared"
rate = training["optimizer"]["rate"]
batch = training["batch"]


def make():
    weights, n = [], width
    for layer in training["layers"]:
        linear = torch.nn.Linear(n, layer["units"])
        torch.nn.init.xavier_uniform_(linear.weight)
        torch.nn.init.zeros_(linear.bias)
        weights += [linear.weight, linear.bias]
        n = layer["units"]
    return weights


class SGD:
    def __init__(self, weights):
        self.weights = weights

    @torch.no_grad()
    def step(self, gradients):
        torch._foreach_add_(self.weights, gradients, alpha=-rate)


class Momentum:
    def __init__(self, weights):
        self.weights = weights
        self.velocity = [torch.zeros_like(w) for w in weights]

    @torch.no_grad()
    def step(self, gradients):
        torch._foreach_mul_(self.velocity, 0.9)
        torch._foreach_add_(self.velocity, gradients)
        torch._foreach_add_(self.weights, self.velocity, alpha=-rate)


class Adam:
    def __init__(self, weights):
        self.weights = weights
        self.optimizer = torch.optim.Adam(weights, lr=rate, foreach=True)

    def step(self, gradients):
        for w, g in zip(self.weights, gradients):
            w.grad = g
        self.optimizer.step()


def scores(weights, x):
    for i, layer in enumerate(training["layers"]):
        x = F.linear(x, weights[2 * i], weights[2 * i + 1])
        x = torch.relu_(x) if layer["activation"] == "relu" else torch.sigmoid(x) if layer["activation"] == "sigmoid" else x
    return x


weights = make()
optimizer = {"sgd": SGD, "momentum": Momentum, "adam": Adam}[training["optimizer"]["name"]](weights)
order, at = torch.arange(rows), rows


def next_batch():
    global order, at
    if at >= rows:
        at = 0
        if training["shuffle"]:
            order = torch.randperm(rows)
    chosen = order[at : at + batch]
    at += batch
    return chosen


def steps(count):
    for _ in range(count):
        chosen = next_batch()
        prediction = scores(weights, inputs[chosen])
        loss = F.mse_loss(prediction, targets[chosen]) if squared else F.cross_entropy(prediction, labels[chosen])
        optimizer.step(torch.autograd.grad(loss, weights))
        if not math.isfinite(loss.item()):
            raise ArithmeticError("the loss is not finite")


def fits(count):
    global weights, optimizer
    for _ in range(count):
        weights = make()
        optimizer = type(optimizer)(weights)
        steps(work["epochs"] * math.ceil(rows / batch))


def predictions(count):
    batches = inputs.split(work["rows"])
    with torch.inference_mode():
        for i in range(count):
            predict(batches[i % len(batches)])


def predict(x):
    z = scores(weights, x)
    return z if squared else torch.softmax(z, -1)


def judged(count):
    with torch.no_grad():
        p = predict(inputs[:count])
    if squared:
        right = (p > 0.5).float() == targets[:count]
        loss = (p - targets[:count]).square().mean()
    else:
        right = p.argmax(-1) == labels[:count]
        loss = -p[torch.arange(count), labels[:count]].log().mean()
    return {"accuracy": right.float().mean().item(), "loss": loss.item()}


def answer(message):
    print(json.dumps(message), flush=True)


run = {"step": steps, "fit": fits, "predict": predictions}[work["kind"]]
answer({"version": torch.__version__})
for line in sys.stdin:
    request = json.loads(line)
    if "count" in request:
        begin, begin_of_thread = time.perf_counter(), time.thread_time()
        run(request["count"])
        seconds, processor = time.perf_counter() - begin, time.thread_time() - begin_of_thread
        answer({"done": request["count"], "seconds": seconds, "processor": processor})
    else:
        answer(judged(min(1024, rows)))
