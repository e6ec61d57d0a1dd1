"""Fine-tunes a frozen ResNet-18 at 224×224 here and in plain PyTorch, in turn; writes RESULTS.md.

    python bench/finetune/finetune.py http://localhost:8080 [repetitions]

The server must be idle. Both sides compute with as many threads as the server's worker does. Needs torch and numpy for the
peer, which is reported as missing if they are.
"""

import io
import json
import pathlib
import platform
import statistics
import sys
import tempfile
import time
import urllib.request
import zipfile

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src/test/python"))
import torch
import torch.nn.functional as F
import backbones

SERVER = sys.argv[1]
REPETITIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
TRAIN, TEST, CLASSES, EPOCHS, BATCH = 160, 32, 4, 10, 16


def call(method, path, body=None, kind="application/json"):
    request = urllib.request.Request(SERVER + path, body, {"Content-Type": kind}, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


def form(fields):
    body = b""
    for name, value in fields.items():
        file = b'; filename="x"' if isinstance(value, bytes) else b""
        value = value if isinstance(value, bytes) else value.encode()
        body += b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + file + b"\r\n\r\n" + value + b"\r\n"
    return body + b"--b--\r\n", "multipart/form-data; boundary=b"


def import_backbone():
    with tempfile.TemporaryDirectory() as folder:
        backbones.export(folder, "resnet18")
        config = pathlib.Path(folder) / "config.json"
        # Images are of the network's size; neither side resizes them.
        config.write_text(config.read_text().replace('"crop_pct": 0.875', '"crop_pct": 1.0'))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            for file in ("config.json", "model.safetensors"):
                z.write(pathlib.Path(folder) / file, file)
    return call("POST", "/v1/models?name=bench-resnet18", out.getvalue(), "application/zip")["model"]


def pictures(seed):
    random = np.random.default_rng(seed)
    labels = random.integers(0, CLASSES, TRAIN + TEST)
    images = random.integers(0, 128, (TRAIN + TEST, 3, 224, 224), dtype=np.uint8)
    for image, label in zip(images, labels):
        image[:, 56 * label : 56 * label + 56] += 100
    return images, labels.astype(np.int64)


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def ours(model, name, freeze, epochs, **further):
    settings = {"epochs": epochs, "batchSize": BATCH, "patience": 0, "validationFraction": 0, **further}
    request = {"newModel": name, "dataset": name, "freeze": freeze, "seed": 1, "hyperparameters": settings}
    began = time.time()
    job = call("POST", f"/v1/models/{model}/fine-tune", json.dumps(request).encode())
    while job["state"] not in ("succeeded", "failed"):
        time.sleep(0.05)
        job = call("GET", f"/v1/jobs/{job['id']}")
    if job["state"] == "failed":
        raise SystemExit(job)
    return call("GET", f"/v1/models/{job['result']['model']}")["metrics"], time.time() - began


def extractor(images, threads):
    torch.set_num_threads(threads)
    network = backbones.filled("resnet18", 1000).to(memory_format=torch.channels_last)
    network.fc = torch.nn.Identity()
    mean, std = (torch.tensor(v).view(-1, 1, 1) for v in (backbones.MEAN, backbones.STD))

    def features(indices):
        x = (torch.from_numpy(images[indices]).float() / 255 - mean) / std
        with torch.no_grad():
            return network(x.contiguous(memory_format=torch.channels_last))

    return features


def all_features(features):
    return torch.cat([features(np.arange(i, min(i + 32, TRAIN + TEST))) for i in range(0, TRAIN + TEST, 32)])


def head_of(name):
    """The head in a model's artifact."""
    with urllib.request.urlopen(f"{SERVER}/v1/models/{name}/artifact") as answer:
        with zipfile.ZipFile(io.BytesIO(answer.read())) as z:
            file = z.read("model.safetensors")
    size = int.from_bytes(file[:8], "little")
    header = json.loads(file[8 : 8 + size])

    def tensor(key):
        begin, end = header[key]["data_offsets"]
        values = np.frombuffer(file[8 + size + begin : 8 + size + end], "<f4").copy()
        return torch.from_numpy(values).reshape(header[key]["shape"])

    head = torch.nn.Linear(512, CLASSES)
    head.load_state_dict({"weight": tensor("fc.weight"), "bias": tensor("fc.bias")})
    return head


def agreement(model, name, images, labels, threads):
    """The largest difference of log-probabilities: a head trained here, and one that PyTorch trains from the same beginning,
    both by whole batches, whose order does not matter."""
    ours(model, name, "all", 1, batchSize=TRAIN, learningRate=1e-30)
    head = head_of(name)
    z, y = all_features(extractor(images, threads)), torch.from_numpy(labels)
    adam = torch.optim.Adam(head.parameters(), 1e-3)
    for _ in range(EPOCHS):
        loss = F.cross_entropy(head(z[:TRAIN]), y[:TRAIN])
        adam.zero_grad()
        loss.backward()
        adam.step()
    ours(model, name, "all", EPOCHS, batchSize=TRAIN)
    items = {"dataset": name, "split": "test", "indices": list(range(TEST)), "top": CLASSES}
    answer = call("POST", f"/v1/models/{name}/classify", json.dumps(items).encode())
    told = torch.zeros(TEST, CLASSES)
    for row, predictions in enumerate(answer["predictions"]):
        for prediction in predictions:
            told[row, prediction["label"]] = prediction["probability"]
    return (told.log() - F.log_softmax(head(z[TRAIN:]), 1)).abs().max().item()


def peer(images, labels, threads, cached):
    features = extractor(images, threads)
    head = torch.nn.Linear(512, CLASSES)
    adam = torch.optim.Adam(head.parameters(), 1e-3)
    y = torch.from_numpy(labels)
    began = time.time()
    if cached:
        kept = all_features(features)
    for _ in range(EPOCHS):
        for batch in torch.randperm(TRAIN).split(BATCH):
            z = kept[batch] if cached else features(batch.numpy())
            loss = F.cross_entropy(head(z), y[batch])
            adam.zero_grad()
            loss.backward()
            adam.step()
    test = kept[TRAIN:] if cached else features(np.arange(TRAIN, TRAIN + TEST))
    head(test)
    return time.time() - began


def main():
    model = import_backbone()
    threads = None
    rows = {"here, frozen": [], "PyTorch, frozen backbone every epoch": [], "PyTorch, cached features": []}
    again, frozen, unfrozen, difference = [], 0, 0, 0
    for repetition in range(REPETITIONS):
        images, labels = pictures(repetition)
        name = f"bench-pictures-{repetition}-{int(time.time())}"
        parts = {"name": name, "train": npy(images[:TRAIN]), "trainLabels": npy(labels[:TRAIN]),
                 "test": npy(images[TRAIN:]), "testLabels": npy(labels[TRAIN:])}
        call("POST", "/v1/datasets", *form(parts))
        metrics, wall = ours(model, name, "all", EPOCHS)
        rows["here, frozen"].append(metrics["run.featureSeconds"] + metrics["run.trainingSeconds"])
        frozen = max(frozen, metrics["run.peakMemoryBytes"])
        if threads is None:
            card = call("GET", f"/v1/models/{name}/card")
            threads = card["training"]["threads"]
            unfrozen = ours(model, name, "none", 1)[0]["run.peakMemoryBytes"]
            difference = agreement(model, name, images, labels, threads)
            print("largest difference of log-probabilities:", difference, flush=True)
        metrics, _ = ours(model, name, "all", EPOCHS)
        again.append(metrics["run.featureSeconds"] + metrics["run.trainingSeconds"])
        rows["PyTorch, frozen backbone every epoch"].append(peer(images, labels, threads, False))
        rows["PyTorch, cached features"].append(peer(images, labels, threads, True))
        print(repetition, {k: round(v[-1], 2) for k, v in rows.items()}, flush=True)
    rows["here, a second job on the same data"] = again
    report(rows, threads, frozen, unfrozen, difference)


def report(rows, threads, frozen, unfrozen, difference):
    base = statistics.median(rows["here, frozen"])
    lines = [
        "# Fine-tuning a frozen ResNet-18",
        "",
        f"{TRAIN} training and {TEST} test images of 224×224, {EPOCHS} epochs, batch {BATCH}, float32, {threads} thread(s); "
        f"medians and ranges of {REPETITIONS} alternating runs, without the start of processes.",
        "",
        "| | seconds | range | times ours |",
        "|---|---|---|---|",
    ]
    for name, times in rows.items():
        m = statistics.median(times)
        lines.append(f"| {name} | {m:.2f} | {min(times):.2f}–{max(times):.2f} | {m / base:.2f} |")
    lines += [
        "",
        f"Peak memory of the worker's process (its Java heap and mapped files included): frozen {frozen / 2**20:.0f} MiB, "
        f"unfrozen {unfrozen / 2**20:.0f} MiB, a ratio of {frozen / unfrozen:.2f}.",
        "",
        f"Heads that both sides trained from the same beginning tell the test images' log-probabilities with a largest difference of "
        f"{difference:.1e}.",
        "",
        f"{platform.system()} {platform.machine()}, torch {torch.__version__}.",
        "",
    ]
    target = pathlib.Path(__file__).parent / "RESULTS.md"
    target.write_text("\n".join(lines))
    print(target.read_text())


main()
