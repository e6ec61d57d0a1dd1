"""Makes the fixtures of ClassicalParityTests: what scikit-learn makes of digits.

Run from the project's folder, with numpy and scikit-learn:  python3 src/test/python/classical.py
The items are the training split of the sample `digits`, as bytes; values are those of images in [0, 1].
"""

import gzip

import numpy as np
from sklearn.decomposition import PCA, MiniBatchDictionaryLearning, sparse_encode

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


def dictionary(x):
    """The objective, mean per item, of the best of three runs, with codes to convergence."""
    flat, price, atoms = x.reshape(len(x), -1) / 255.0, 0.3, 32
    objectives = []
    for seed in range(3):
        learner = MiniBatchDictionaryLearning(
            atoms, alpha=price, max_iter=100, batch_size=32, fit_algorithm="cd", tol=0, max_no_improvement=None, random_state=seed
        ).fit(flat)
        codes = sparse_encode(flat, learner.components_, algorithm="lasso_cd", alpha=price, max_iter=5000)
        rest = flat - codes @ learner.components_
        objectives.append(((rest**2).sum(1) / 2 + price * abs(codes).sum(1)).mean())
        print("dictionary:", objectives[-1], "mse", (rest**2).mean(), "share", (codes != 0).mean())
    write(
        "src/test/resources/parity/dictionary.safetensors",
        {"x": x, "objective": np.array([min(objectives)])},
        {"atoms": str(atoms), "sparsity": str(price)},
    )


principal_components(digits()[:ITEMS])
dictionary(digits()[:1000])
