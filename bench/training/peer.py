"""The networks of the benchmark as a user of PyTorch would write and train them."""

import time

import torch
import torch.nn.functional as F
from torch import nn

KINDS = ("PyTorch, Adam", "PyTorch, fused Adam", "PyTorch, fused Adam, bfloat16 autocast")


def version():
    return f"torch {torch.__version__}"


class Autoencoder(nn.Module):
    def __init__(self, hidden, latent):
        super().__init__()
        self.encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, latent))
        self.decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 784), nn.Sigmoid())

    def loss(self, x):
        y = self.decoder(self.encoder(x))
        return F.mse_loss(y.float(), x.flatten(1))


class Vae(nn.Module):
    def __init__(self, encoder, features, latent, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.mean, self.log_variance = nn.Linear(features, latent), nn.Linear(features, latent)

    def loss(self, x):
        h = self.encoder(x)
        mu, log_variance = self.mean(h).float(), self.log_variance(h).float()
        y = self.decoder(mu + torch.exp(0.5 * log_variance) * torch.randn_like(mu)).float()
        reconstruction = F.binary_cross_entropy_with_logits(y, x.view_as(y), reduction="sum")
        kl = 0.5 * torch.sum(mu * mu + log_variance.exp() - 1 - log_variance)
        return (reconstruction + kl) / len(x)


def network(method, settings):
    hidden, latent = settings["hidden"], settings["latentSize"]
    if settings.get("architecture") == "conv":
        first, second = hidden
        features = second * 7 * 7
        encoder = nn.Sequential(
            nn.Conv2d(1, first, 3, 2, 1), nn.ReLU(), nn.Conv2d(first, second, 3, 2, 1), nn.ReLU(), nn.Flatten()
        )
        decoder = nn.Sequential(
            nn.Linear(latent, features),
            nn.ReLU(),
            nn.Unflatten(1, (second, 7, 7)),
            nn.ConvTranspose2d(second, first, 3, 2, 1, 1),
            nn.ReLU(),
            nn.ConvTranspose2d(first, 1, 3, 2, 1, 1),
        )
        return Vae(encoder, features, latent, decoder)
    if method == "autoencoder":
        return Autoencoder(hidden[0], latent)
    encoder = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden[0]), nn.ReLU())
    decoder = nn.Sequential(nn.Linear(latent, hidden[0]), nn.ReLU(), nn.Linear(hidden[0], 784))
    return Vae(encoder, hidden[0], latent, decoder)


def train(kind, method, settings, images, test, epochs, batch, seed, threads):
    """Items a second, and the test loss. The images are converted before the clock starts."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    x, model = floats(images), network(method, settings)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused="fused" in kind)
    half = "bfloat16" in kind
    began = time.perf_counter()
    for _ in range(epochs):
        for indices in torch.randperm(len(x)).split(batch):
            optimizer.zero_grad()
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                loss = model.loss(x[indices])
            loss.backward()
            optimizer.step()
    speed = epochs * len(x) / (time.perf_counter() - began)
    with torch.no_grad():
        losses = [model.loss(part).item() * len(part) for part in floats(test).split(500)]
    return speed, sum(losses) / len(test)


def floats(images):
    return torch.from_numpy(images.copy()).float() / 255
