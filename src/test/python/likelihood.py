"""Makes the fixture of LikelihoodTests: the bound and importance-weighted estimates of trained VAEs, in float64.

Run from the project's folder, with torch and numpy:  python src/test/python/likelihood.py
Each VAE is that of parity.py, trained until its codes say something; log p(x) is estimated as in the IWAE's evaluation.
The fixture holds, for each: the weights (p.*), the items as bytes (x), and what came out for every item.
"""

import json
import math

import numpy as np
import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from fixtures import write
from parity import COLOUR, CONV, GREY, LATENT, MLP, Network

ITEMS, STEPS, DRAWS, MANY = 100, 3000, 200, 5000


def waves(shape):
    rng = np.random.default_rng(7)
    frequency, phase = rng.random((ITEMS, 1)), 6 * rng.random((ITEMS, 1))
    values = (np.sin(phase + np.arange(math.prod(shape)) * frequency) + 1) * 127.5
    return values.astype(np.uint8).reshape(ITEMS, *shape)


def train(network, x):
    optimizer = torch.optim.Adam(network.parameters(), lr=0.003)
    for step in range(STEPS):
        optimizer.zero_grad()
        network.losses(x, None, step)[0].backward()
        optimizer.step()


def likelihood(network, case, y, x):
    if case["likelihood"] == "bernoulli":
        return Bernoulli(logits=y, validate_args=False).log_prob(x)
    mean = torch.sigmoid(y) if x.dim() > 2 else y
    return Normal(mean, network.log_sigma.exp() if case.get("learnSigma") else 1.0).log_prob(x)


@torch.no_grad()
def evaluate(network, case, x):
    """KL(q ‖ p), mean −log p(x|z) over many draws, and the estimates from few and from many draws, for each item."""
    h = network.encoder(x)
    posterior, prior = Normal(network.mean(h), (network.log_variance(h) / 2).exp()), Normal(0.0, 1.0)
    conditional, weights = [], []
    for _ in range(MANY):
        z = posterior.sample()
        log_p = likelihood(network, case, network.decoder(z), x).flatten(1).sum(1)
        conditional.append(log_p)
        weights.append(log_p + prior.log_prob(z).sum(1) - posterior.log_prob(z).sum(1))
    weights = torch.stack(weights)
    return {
        "kl": kl_divergence(posterior, prior).sum(1),
        "reconstruction": -torch.stack(conditional).mean(0),
        "estimate": weights[:DRAWS].logsumexp(0) - math.log(DRAWS),
        "reference": weights.logsumexp(0) - math.log(MANY),
    }


def run(name, shape, case):
    case = {**case, **LATENT}
    items = waves(shape)
    x, statistics = torch.tensor(items).float() / 255, {}
    if len(shape) == 1:
        statistics = {"p.input.mean": x.mean(0), "p.input.std": x.std(0, correction=0)}
        x = (x - statistics["p.input.mean"]) / statistics["p.input.std"]
    torch.manual_seed(11)
    network = Network({"method": "vae", **case}, shape)
    train(network, x)
    weights = {"p." + key: value for key, value in network.state_dict().items()}
    results = evaluate(network.double(), case, x.double())
    print(name, {key: round(float(value.mean()), 4) for key, value in results.items()})
    write(
        f"src/test/resources/parity/likelihood-{name}.safetensors",
        {key: value.numpy() for key, value in {**weights, **statistics, **results}.items()} | {"x": items},
        {"method": "vae", "hyperparameters": json.dumps(case)},
    )


run("mlp", GREY, {**MLP, "likelihood": "bernoulli"})
run("conv", COLOUR, {**CONV, "likelihood": "bernoulli"})
run("conv-sigma", COLOUR, {**CONV, "likelihood": "gaussian", "learnSigma": True})
run("vectors", (9,), {**MLP, "likelihood": "gaussian"})
run("vectors-sigma", (9,), {**MLP, "likelihood": "gaussian", "learnSigma": True})
