"""Makes the fixtures of ParityTests: 50 steps of each method in plain PyTorch.

Run from the project's folder, with torch and numpy:  python src/test/python/parity.py
Each file holds the initial weights (p.*), the data, the seeds of the noise, the learning rates, the losses of every
step and the final weights (e.*). The networks are written as a user of PyTorch would write them.
"""

import json
import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from fixtures import write

STEPS, BATCH, CLASSES = 50, 8, 3
torch.set_num_threads(1)


class Network(nn.Module):
    def __init__(self, case, shape):
        super().__init__()
        self.case = case
        if case["method"] == "classifier":
            self.classifier(case, shape)
            return
        hidden, latent, size = case["hidden"], case["latentSize"], math.prod(shape)
        conv = case["architecture"] == "conv"
        dense = case["method"] != "denoising-autoencoder"
        encoder, decoder, shapes = [], [], [shape]
        if conv:
            strides = case.get("strides", [2] * len(hidden))
            for width, stride in zip(hidden, strides):
                c, h, w = shapes[-1]
                encoder += [nn.Conv2d(c, width, 3, stride, 1), nn.ReLU()]
                shapes.append((width, (h - 1) // stride + 1, (w - 1) // stride + 1))
            features = math.prod(shapes[-1])
            if dense:
                encoder.append(nn.Flatten())
                decoder += [nn.Linear(latent, features), nn.ReLU(), nn.Unflatten(1, shapes[-1])]
            for (c, _, _), (d, h, w), stride in zip(shapes[:0:-1], shapes[-2::-1], strides[::-1]):
                decoder += [nn.ConvTranspose2d(c, d, 3, stride, 1, ((h - 1) % stride, (w - 1) % stride)), nn.ReLU()]
            decoder.pop()
        else:
            encoder.append(nn.Flatten())
            widths = [size] + hidden
            for a, b in zip(widths, widths[1:]):
                encoder += [nn.Linear(a, b), nn.ReLU()]
            features = widths[-1]
            if dense:
                decoder += [nn.Linear(latent, features), nn.ReLU()]
            for a, b in zip(widths[::-1], widths[-2::-1]):
                decoder += [nn.Linear(a, b), nn.ReLU()]
            decoder.pop()
            decoder.append(nn.Unflatten(1, shape))
        if case["method"] == "autoencoder":
            encoder.append(nn.Linear(features, latent))
        self.encoder, self.decoder = nn.Sequential(*encoder), nn.Sequential(*decoder)
        if case["method"] == "vae":
            self.mean, self.log_variance = nn.Linear(features, latent), nn.Linear(features, latent)
            if case.get("learnSigma"):
                self.log_sigma = nn.Parameter(torch.zeros(1))

    def classifier(self, case, shape):
        layers = []
        if case["architecture"] == "conv":
            (c, h, w), widths = shape, case["hidden"]
            for a, b, stride in zip([c] + widths, widths, case.get("strides", [2] * len(widths))):
                layers += [nn.Conv2d(a, b, 3, stride, 1), nn.ReLU()]
                h, w = (h - 1) // stride + 1, (w - 1) // stride + 1
            layers.append(nn.Flatten())
            width = widths[-1] * h * w
        else:
            widths = [math.prod(shape)] + case["hidden"]
            layers.append(nn.Flatten())
            for a, b in zip(widths, widths[1:]):
                layers += [nn.Linear(a, b), nn.ReLU()]
            width = widths[-1]
        self.encoder = nn.Sequential(*layers)
        if case.get("head") == "mlp":
            self.head = nn.Sequential(nn.Linear(width, case["headWidth"]), nn.ReLU(), nn.Linear(case["headWidth"], CLASSES))
        else:
            self.head = nn.Linear(width, CLASSES)

    def losses(self, x, labels, seed):
        if self.case["method"] == "classifier":
            scores = self.head(self.encoder((x - 0.5) / 0.5))
            right = (scores.argmax(1) == labels).float().mean()
            return [F.cross_entropy(scores, labels, label_smoothing=self.case.get("labelSmoothing", 0.0)), right]
        g = torch.Generator().manual_seed(seed)
        case, level = self.case, self.case.get("noiseLevel", 0)
        if case["method"] == "vae":
            h = self.encoder(x)
            mu, log_variance = self.mean(h), self.log_variance(h)
            y = self.decoder(mu + (log_variance / 2).exp() * torch.randn(mu.shape, generator=g))
            if case["likelihood"] == "bernoulli":
                reconstruction = F.binary_cross_entropy_with_logits(y, x, reduction="sum") / len(x)
            else:
                sigma = self.log_sigma.exp() if case.get("learnSigma") else 1.0
                normal = torch.distributions.Normal(torch.sigmoid(y) if x.dim() > 2 else y, sigma)
                reconstruction = -normal.log_prob(x).sum() / len(x)
            q = torch.distributions.Normal(mu, (log_variance / 2).exp())
            kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum() / len(x)
            return [reconstruction + case.get("beta", 1.0) * kl, reconstruction, kl]
        if case["method"] == "autoencoder":
            y = self.decoder(self.encoder(x))
            if case["loss"] == "bce":
                return [F.binary_cross_entropy(torch.sigmoid(y), x)]
            return [F.mse_loss(torch.sigmoid(y), x)]
        if case["noise"] == "gaussian":
            noisy = (x + level * torch.randn(x.shape, generator=g)).clamp(0, 1)
        elif case["noise"] == "masking":
            noisy = x * (torch.rand(x.shape, generator=g) >= level)
        else:
            u = torch.rand(x.shape, generator=g)
            noisy = torch.where(u < level / 2, 0.0, torch.where(u < level, 1.0, x))
        return [F.mse_loss(torch.sigmoid(self.decoder(self.encoder(noisy))), x)]


def run(name, shape, case):
    rng = np.random.default_rng(7)
    items = STEPS * BATCH
    waves = np.sin(rng.random((items, 1)) * 6 + np.arange(math.prod(shape)) * rng.random((items, 1)))
    x = ((waves + 1) * 127.5).astype(np.uint8).reshape(items, *shape)
    seeds = rng.integers(0, 2**62, STEPS)
    labels = np.arange(items, dtype=np.int64) * 7 % 5 % CLASSES
    rates = 0.01 * 0.5 * (1 + np.cos(np.pi * np.arange(STEPS) / STEPS))
    statistics = {}
    if len(shape) == 1:
        rows = x.astype(np.float64) / 255
        statistics = {"s.input.mean": rows.mean(0).astype(np.float32), "s.input.std": rows.std(0).astype(np.float32)}
    torch.manual_seed(3)
    network = Network(case, shape)
    initial = {"p." + key: value.numpy().copy() for key, value in network.state_dict().items()}
    algorithm = torch.optim.AdamW if case.get("optimizer") == "adamw" else torch.optim.Adam
    optimizer = algorithm(network.parameters(), lr=0.01, weight_decay=case.get("weightDecay", 0.0))
    losses = []
    for step in range(STEPS):
        batch = torch.tensor(x[step * BATCH : (step + 1) * BATCH]).float() / 255
        if statistics:
            batch = (batch - torch.tensor(statistics["s.input.mean"])) / torch.tensor(statistics["s.input.std"])
        optimizer.param_groups[0]["lr"] = rates[step]
        terms = network.losses(batch, torch.tensor(labels[step * BATCH : (step + 1) * BATCH]), int(seeds[step]))
        optimizer.zero_grad()
        terms[0].backward()
        if case.get("clipNorm"):
            nn.utils.clip_grad_norm_(network.parameters(), case["clipNorm"])
        optimizer.step()
        losses.append([float(term.detach()) for term in terms])
    final = {"e." + key: value.numpy() for key, value in network.state_dict().items()}
    method = case.pop("method")
    supervision = {"labels": labels} if method == "classifier" else {}
    write(
        f"src/test/resources/parity/{name}.safetensors",
        {**initial, **final, **statistics, **supervision, "x": x, "seeds": seeds, "rates": rates, "losses": np.array(losses)},
        {"method": method, "hyperparameters": json.dumps(case)},
    )
    print(name, losses[0], losses[-1])


GREY, COLOUR = (1, 7, 6), (3, 6, 7)
MLP, CONV = {"architecture": "mlp", "hidden": [12, 10]}, {"architecture": "conv", "hidden": [4, 6]}
LATENT = {"latentSize": 4}

if __name__ == "__main__":
    DENOISER = {"method": "denoising-autoencoder", **LATENT}
    run("autoencoder-mlp", GREY, {"method": "autoencoder", **MLP, **LATENT, "loss": "mse"})
    run("autoencoder-conv", COLOUR, {"method": "autoencoder", **CONV, **LATENT, "loss": "bce", "clipNorm": 0.05})
    run("denoiser-mlp-gaussian", GREY, {**DENOISER, **MLP, "noise": "gaussian", "noiseLevel": 0.4})
    run("denoiser-mlp-masking", GREY, {**DENOISER, **MLP, "noise": "masking", "noiseLevel": 0.4})
    run("denoiser-conv-impulses", COLOUR, {**DENOISER, **CONV, "noise": "salt-and-pepper", "noiseLevel": 0.3})
    run("denoiser-conv-strides", COLOUR, {**DENOISER, **CONV, "strides": [1, 2], "noise": "masking", "noiseLevel": 0.3})
    run("vae-mlp", GREY, {"method": "vae", **MLP, **LATENT, "likelihood": "bernoulli", "optimizer": "adamw", "weightDecay": 0.1})
    run("vae-conv", COLOUR, {"method": "vae", **CONV, **LATENT, "likelihood": "gaussian", "beta": 0.5, "weightDecay": 0.01})
    run("vae-vectors", (9,), {"method": "vae", **MLP, **LATENT, "likelihood": "gaussian", "learnSigma": True})
    run("autoencoder-conv-strides", GREY, {"method": "autoencoder", **CONV, "strides": [2, 1], **LATENT, "loss": "mse"})
    run("classifier-mlp", GREY, {"method": "classifier", **MLP, "labelSmoothing": 0.1, "weightDecay": 0.01})
    run("classifier-conv", COLOUR, {"method": "classifier", **CONV, "head": "mlp", "headWidth": 9, "clipNorm": 0.5})
    run("classifier-conv-strides", GREY, {"method": "classifier", **CONV, "strides": [1, 1]})
