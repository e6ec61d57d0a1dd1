"""Makes the fixtures of ClassicalParityTests: what scikit-learn makes of digits.

Run from the project's folder, with numpy and scikit-learn:  python3 src/test/python/classical.py
The items are the training split of the sample `digits`, as bytes; values are those of images in [0, 1].
"""

import gzip

import numpy as np
from sklearn.decomposition import PCA

from fixtures import write

ITEMS, LATENT = 400, 10


def digits():
    with gzip.open("src/main/resources/samples/digits/images-idx3-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 8, 8)


def principal_components(x):
    flat = x.reshape(len(x), -1) / 255.0
    pca = PCA(LATENT, svd_solver="full").fit(flat)
    white = PCA(LATENT, svd_solver="full", whiten=True).fit(flat)
    error = ((pca.inverse_transform(pca.transform(flat)) - flat) ** 2).mean()
    print("pca: explained", pca.explained_variance_ratio_.sum(), "mse", error)
    write(
        "src/test/resources/parity/pca.safetensors",
        {
            "x": x,
            "mean": pca.mean_,
            "components": pca.components_,
            "explained_variance": pca.explained_variance_,
            "share": np.array([pca.explained_variance_ratio_.sum()]),
            "mse": np.array([error]),
            "whitened": white.transform(flat)[:20],
        },
        {},
    )


principal_components(digits()[:ITEMS])
