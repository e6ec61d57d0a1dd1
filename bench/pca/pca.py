"""Trains PCA by HTTP and prints what it loses: the floor that other methods must beat.

Run with a server that has the datasets:  python3 bench/pca/pca.py http://localhost:8080 mnist fashion-mnist
"""

import json
import sys
import time
import urllib.request

SIZES = (10, 16, 32, 64)


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(sys.argv[1] + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def train(dataset, size, solver):
    settings = {"latentSize": size, "solver": solver}
    request = {"method": "pca", "dataset": dataset, "model": "bench-pca", "seed": 1, "hyperparameters": settings}
    job = call("/v1/jobs", request)["id"]
    while (state := call(f"/v1/jobs/{job}"))["state"] not in ("succeeded", "failed", "cancelled"):
        time.sleep(0.5)
    assert state["state"] == "succeeded", state
    return call("/v1/models/bench-pca/card")["metrics"]


print("| dataset | solver | k | test MSE | PSNR | variance explained | seconds | peak memory, MB |")
print("|---|---|---|---|---|---|---|---|")
for dataset in sys.argv[2:]:
    for solver in ("exact", "randomized"):
        for size in SIZES:
            m = train(dataset, size, solver)
            share, peak = m["train.explainedVariance"], m["run.peakMemoryBytes"] / 1e6
            print(
                f"| {dataset} | {solver} | {size} | {m['test.mse']:.5f} | {m['test.psnr']:.2f} | {share:.4f}"
                f" | {m['run.trainingSeconds']:.1f} | {peak:.0f} |",
                flush=True,
            )
