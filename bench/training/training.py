"""Trains autoencoders and VAEs on MNIST here and in plain PyTorch, in turn; writes RESULTS.md.

    python bench/training/training.py target/latentry.jar MNIST-FOLDER [repetitions]

Starts a server for each number of threads, which nothing else may compete with. Needs torch and numpy for the peer.
"""

import json
import os
import pathlib
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import numpy as np

import peer

JAR, FOLDER = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
REPETITIONS = int(sys.argv[3]) if len(sys.argv) > 3 else 7
THREADS = (1, 2)
BATCH = 128
COMMON = {"batchSize": BATCH, "validationFraction": 0, "patience": 0}

# method, its settings, items, epochs
CASES = {
    "MLP autoencoder 784-256-32": ("autoencoder", {"hidden": [256], "latentSize": 32}, 60000, 3),
    "MLP VAE 784-400-20": ("vae", {"hidden": [400], "latentSize": 20}, 60000, 3),
    "convolutional VAE 32-64-20": ("vae", {"architecture": "conv", "hidden": [32, 64], "latentSize": 20}, 9600, 2),
}
OURS = {"here": "float32", "here, bfloat16": "bfloat16"}


class Server:
    """The packaged jar, with workers of so many threads."""

    def __init__(self, threads, store):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        settings = {"server.port": port, "latentry.home": store, "latentry.demo": "false", "latentry.training.threads": threads}
        command = ["java", "-jar", JAR, *(f"--{name}={value}" for name, value in settings.items())]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait()

    def wait(self):
        for _ in range(600):
            try:
                self.call("/actuator/health/readiness")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise SystemExit("The server does not start")

    def call(self, path, body=None, kind="application/json"):
        request = urllib.request.Request(self.address + path, body, {"Content-Type": kind})
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def upload(self, name, items):
        body = b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n' + name.encode()
        for field, array in items.items():
            body += f'\r\n--b\r\nContent-Disposition: form-data; name="{field}"; filename="{field}"\r\n\r\n'.encode() + npy(array)
        self.call("/v1/datasets", body + b"\r\n--b--\r\n", "multipart/form-data; boundary=b")

    def train(self, request):
        """The version's metrics."""
        job = self.call("/v1/jobs", json.dumps(request).encode())
        while job["state"] not in ("succeeded", "failed"):
            time.sleep(1)  # asked more often, a new server compiles what answers on the cores of its worker
            job = self.call(f"/v1/jobs/{job['id']}")
        if job["state"] == "failed":
            raise SystemExit(job)
        return self.call(f"/v1/models/{job['result']['model']}")["metrics"]


def npy(array):
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {array.shape}, }}"
    header += " " * (-(len(header) + 11) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + array.tobytes()


def images(name):
    return np.frombuffer((FOLDER / name).read_bytes(), np.uint8, offset=16).reshape(-1, 1, 28, 28)


def ours(server, case, precision, seed):
    """Items a second, and the test loss."""
    method, settings, items, epochs = CASES[case]
    hyperparameters = {**COMMON, **settings, "epochs": epochs, "precision": precision}
    request = {"method": method, "dataset": f"mnist-{items}", "model": "bench", "seed": seed, "hyperparameters": hyperparameters}
    metrics = server.train(request)
    return metrics["run.itemsPerSecond"], metrics["test.loss"]


def theirs(kind, case, data, seed, threads):
    method, settings, items, epochs = CASES[case]
    return peer.train(kind, method, settings, data["train"][:items], data["test"], epochs, BATCH, seed, threads)


def warm_up(server, threads, data):
    """A new server is compiled for some seconds, on the cores of its worker; PyTorch's first run does what it does once, too."""
    case = next(iter(CASES))
    ours(server, case, "float32", 0)
    for kind in peer.KINDS:
        theirs(kind, case, data, 0, threads)


def measure(servers, case, threads, data):
    """By side, the items a second and the losses of all repetitions."""
    seen = {side: [] for side in (*OURS, *peer.KINDS)}
    for repetition in range(REPETITIONS):
        sides = list(seen)
        for side in sides[repetition % len(sides) :] + sides[: repetition % len(sides)]:
            if side in OURS:
                seen[side].append(ours(servers[threads], case, OURS[side], repetition + 1))
            else:
                seen[side].append(theirs(side, case, data, repetition + 1, threads))
        print(case, threads, {side: round(values[-1][0]) for side, values in seen.items()}, flush=True)
    return seen


def ratio(seen, side, other):
    """Pairs of one repetition, which a busy neighbour slows alike."""
    return statistics.median(a[0] / b[0] for a, b in zip(seen[side], seen[other]))


def table(results):
    lines = ["| | threads | side | items/s | range | test loss |", "|---|---|---|---|---|---|"]
    for (case, threads), seen in results.items():
        for side, values in seen.items():
            speeds, losses = zip(*values)
            lines.append(
                f"| {case} | {threads} | {side} | {statistics.median(speeds):,.0f} | {min(speeds):,.0f}–{max(speeds):,.0f}"
                f" | {statistics.median(losses):.4g} |"
            )
    return lines


RATIOS = (
    ("here", "PyTorch, Adam"),
    ("here", "PyTorch, fused Adam"),
    ("here, bfloat16", "PyTorch, Adam"),
    ("here, bfloat16", "PyTorch, fused Adam, bfloat16 autocast"),
)


def ratios(results):
    lines = ["| | threads | " + " | ".join(f"{a} ÷ {b}" for a, b in RATIOS) + " |", "|---|---|" + "---|" * len(RATIOS)]
    for (case, threads), seen in results.items():
        lines.append(f"| {case} | {threads} | " + " | ".join(f"{ratio(seen, a, b):.2f}" for a, b in RATIOS) + " |")
    means = [statistics.geometric_mean(ratio(seen, a, b) for seen in results.values()) for a, b in RATIOS]
    return lines + ["| geometric mean | | " + " | ".join(f"{mean:.2f}" for mean in means) + " |"]


def java():
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    return "Java " + re.search(r'version "([^"]+)"', said).group(1)


JAVA = java()


def processor():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))


def write(results):
    lines = [
        "# Training",
        "",
        f"MNIST, batches of {BATCH}, Adam at 1e-3; medians of {REPETITIONS} alternating runs, and of the ratios of the runs of one"
        " alternation. Above 1 is faster than the peer. Runs are of "
        + ", ".join(f"{epochs} × {items:,} items ({case})" for case, (_, _, items, epochs) in CASES.items())
        + ".",
        "",
        *ratios(results),
        "",
        *table(results),
        "",
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, {peer.version()}, {JAVA}.",
    ]
    pathlib.Path(__file__).with_name("RESULTS.md").write_text("\n".join(lines) + "\n")


def main():
    data = {"train": images("train-images-idx3-ubyte"), "test": images("t10k-images-idx3-ubyte")}
    with tempfile.TemporaryDirectory() as folder:
        servers = {threads: Server(threads, f"{folder}/{threads}") for threads in THREADS}
        try:
            for threads, server in servers.items():
                for items in {case[2] for case in CASES.values()}:
                    server.upload(f"mnist-{items}", {"train": data["train"][:items], "test": data["test"]})
                warm_up(server, threads, data)
            write({(c, t): measure(servers, c, t, data) for c in CASES for t in THREADS})
        finally:
            for server in servers.values():
                server.process.terminate()
                server.process.wait()


main()
