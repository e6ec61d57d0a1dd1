"""Encodes images with a ResNet-18 here and in plain PyTorch, in turn; writes RESULTS.md.

    python bench/encode/encode.py http://localhost:8080 [repetitions]

The server must be idle, and must have been started with --latentry.models.bfloat16=bench-half. One call is computed by one
thread on either side. Needs torch and numpy.
"""

import io
import pathlib
import platform
import re
import statistics
import sys
import tempfile
import time
import urllib.request

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src/test/python"))
import torch
import backbones

SERVER = sys.argv[1]
REPETITIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
BATCHES = (8, 32)
WARM_UP = 3
CALLS = {8: 8, 32: 3}
torch.set_num_threads(1)


def send(path, body=None, kind="application/json", accept="*/*"):
    request = urllib.request.Request(SERVER + path, body, {"Content-Type": kind, "Accept": accept})
    with urllib.request.urlopen(request) as answer:
        return answer.read()


def import_as(name):
    """With a crop of 1, images of 224×224 stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        backbones.export(folder, "resnet18")
        weights = (pathlib.Path(folder) / "model.safetensors").read_bytes()
    send(f"/v1/models?name={name}&architecture=resnet18&crop=1", weights, "application/octet-stream")


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def computed():
    text = send("/actuator/prometheus").decode()
    return float(re.search(r'latentry_inference_compute_seconds_sum\{[^}]*operation="encode"[^}]*\} (\S+)', text).group(1))


def ours(name, body, calls):
    """Seconds a call, computed and waited for."""
    before, began = computed(), time.perf_counter()
    for _ in range(calls):
        send(f"/v1/models/{name}/encode", body, "application/x-npy", "application/x-npy")
    waited = time.perf_counter() - began
    return (computed() - before) / calls, waited / calls


class Prepared(torch.nn.Module):
    """The backbone with its normalisation, as the server has it."""

    def __init__(self, dtype=torch.float32, channels_last=True):
        super().__init__()
        self.network = backbones.filled("resnet18", 1000)
        self.network.fc = torch.nn.Identity()
        self.network.to(dtype)
        self.format = torch.channels_last if channels_last else torch.contiguous_format
        self.network.to(memory_format=self.format)
        self.dtype = dtype
        self.register_buffer("mean", torch.tensor(backbones.MEAN).view(-1, 1, 1))
        self.register_buffer("std", torch.tensor(backbones.STD).view(-1, 1, 1))

    def forward(self, x):
        x = ((x - self.mean) / self.std).to(self.dtype).contiguous(memory_format=self.format)
        return self.network(x).float()


def optimised(x):
    with torch.no_grad():
        traced = torch.jit.trace(Prepared().eval(), x)
        return torch.jit.optimize_for_inference(torch.jit.freeze(traced.eval()))


def peer(module, x, calls):
    with torch.inference_mode():
        began = time.perf_counter()
        for _ in range(calls):
            module(x)
        return (time.perf_counter() - began) / calls


def measure(batch):
    images = np.random.default_rng(batch).random((batch, 3, 224, 224), dtype=np.float32)
    x, body, calls = torch.from_numpy(images), npy(images), CALLS[batch]
    peers = {
        "PyTorch": Prepared(channels_last=False).eval(),
        "PyTorch, channels-last": Prepared().eval(),
        "PyTorch, optimize_for_inference": optimised(x),
        "PyTorch, channels-last, bfloat16": Prepared(torch.bfloat16).eval(),
    }
    names = {"here": "bench-full", "here, bfloat16": "bench-half"}
    agree(names, peers, body, x)
    times = {name: [] for name in (*names, *(n + ", waited for" for n in names), *peers)}
    for repetition in range(-WARM_UP, REPETITIONS):
        seen = {}
        for label, name in names.items():
            seen[label], seen[label + ", waited for"] = ours(name, body, calls)
        for label, module in peers.items():
            seen[label] = peer(module, x, calls)
        if repetition >= 0:
            for label, seconds in seen.items():
                times[label].append(seconds)
        print(batch, {k: round(1000 * v) for k, v in seen.items()}, flush=True)
    return times


def agree(names, peers, body, x):
    """A fast answer must be the right one."""
    with torch.inference_mode():
        expected = peers["PyTorch"](x).numpy()
    for label, tolerance in zip(names, (1e-5, 0.05)):
        codes = np.load(io.BytesIO(send(f"/v1/models/{names[label]}/encode", body, "application/x-npy", "application/x-npy")))
        error = np.abs(codes - expected).max() / np.abs(expected).max()
        print(label, "differs by", error, "of the largest value")
        assert error < tolerance, (label, error)


def main():
    for name in ("bench-full", "bench-half"):
        import_as(name)
    lines = [
        "# Encoding with a ResNet-18",
        "",
        f"Images of 224×224, one thread, medians of {REPETITIONS} alternating runs. The ratio is to the best PyTorch of the same"
        " precision; above 1 is faster than that.",
        "",
        "| | batch | images/s | range | ratio |",
        "|---|---|---|---|---|",
    ]
    for batch in BATCHES:
        times = measure(batch)
        medians = {label: statistics.median(seconds) for label, seconds in times.items()}
        for label, seconds in times.items():
            half = "bfloat16" in label
            best = min(m for n, m in medians.items() if n.startswith("PyTorch") and ("bfloat16" in n) == half)
            low, high = batch / max(seconds), batch / min(seconds)
            lines.append(
                f"| {label} | {batch} | {batch / medians[label]:.0f} | {low:.0f}–{high:.0f} | {best / medians[label]:.2f} |")
    lines += ["", f"{platform.system()} {platform.machine()}, torch {torch.__version__}.", ""]
    target = pathlib.Path(__file__).parent / "RESULTS.md"
    target.write_text("\n".join(lines))
    print(target.read_text())


main()
