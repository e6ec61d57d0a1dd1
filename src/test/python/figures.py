"""Makes the reference values of ReferenceFiguresTests, and the tables that they are of.

Run from the project's folder, with numpy and scikit-learn:  python3 src/test/python/figures.py
The tables are scikit-learn's copies of two datasets of the UCI Machine Learning Repository. They are split as the server
splits a table by default, which is written here once more: java.util.Random with the seed 42, a fifth of each class.
"""

import gzip
import json
from math import floor

import numpy as np
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

FOLDER = "src/test/resources/figures/"


class JavaRandom:
    """java.util.Random, as its documentation defines it."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits(self, count):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return self.state >> (48 - count)

    def below(self, bound):
        if bound & (bound - 1) == 0:
            return (bound * self.bits(31)) >> 31
        while True:
            drawn = self.bits(31)
            if drawn - drawn % bound + bound - 1 < 1 << 31:
                return drawn % bound


def test_items(labels, fraction=0.2, seed=42):
    total = floor(fraction * len(labels) + 0.5)
    sizes = np.bincount(labels)
    exact = sizes * total / len(labels)
    quotas = exact.astype(int)
    for label in sorted(range(len(sizes)), key=lambda label: quotas[label] - exact[label])[: total - quotas.sum()]:
        quotas[label] += 1
    order, random = list(range(len(labels))), JavaRandom(seed)
    for i in range(len(labels) - 1, 0, -1):
        j = random.below(i + 1)
        order[i], order[j] = order[j], order[i]
    chosen = np.zeros(len(labels), bool)
    for item in order:
        if quotas[labels[item]] > 0:
            quotas[labels[item]] -= 1
            chosen[item] = True
    return chosen


def nearest_five(train, labels, test):
    """Of equals the one with the lower index, and of classes with as many votes that of the nearest voter."""
    told = []
    for item in test:
        near = np.argsort(((train - item) ** 2).sum(1), kind="stable")[:5]
        votes = np.bincount(labels[near])
        told.append(next(labels[i] for i in near if votes[labels[i]] == votes.max()))
    return np.array(told)


def table(name, loaded):
    text = ",".join(loaded.feature_names) + ",class\n"
    for row, target in zip(loaded.data, loaded.target):
        text += ",".join(repr(float(value)) for value in row) + "," + loaded.target_names[target] + "\n"
    with open(FOLDER + name + ".csv.gz", "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        packed.write(text.encode())


def reference(name, loaded, components):
    table(name, loaded)
    names = np.unique(loaded.target_names[loaded.target])
    labels = np.searchsorted(names, loaded.target_names[loaded.target])
    test = test_items(labels)
    train = ~test
    scaler = StandardScaler().fit(loaded.data[train])
    scaled = scaler.transform(loaded.data)
    pca = PCA(components, svd_solver="full").fit(scaled[train])
    lost = scaled[test] - pca.inverse_transform(pca.transform(scaled[test]))
    figures = {
        "train": int(train.sum()),
        "test": int(test.sum()),
        "ratios": pca.explained_variance_ratio_.tolist(),
        "sum": float(pca.explained_variance_ratio_.sum()),
        "mse": float((lost**2).mean()),
    }
    # Tipping and Bishop's noise is what the components leave, over the directions that they leave.
    covariance = np.cov(scaled[train].T, bias=True)
    values, vectors = np.linalg.eigh(covariance)
    noise = values[:-components].mean()
    model = noise * np.eye(len(values))
    for value, vector in zip(values[-components:], vectors.T[-components:]):
        model += (value - noise) * np.outer(vector, vector)
    inside = np.einsum("ni,ij,nj->n", scaled[test], np.linalg.inv(model), scaled[test]).mean()
    figures["density"] = float(0.5 * (len(values) * np.log(2 * np.pi) + np.linalg.slogdet(model)[1] + inside))
    for kind, items in (("raw", loaded.data), ("standardised", scaled)):
        told = nearest_five(items[train], labels[train], items[test])
        theirs = KNeighborsClassifier(5).fit(items[train], labels[train]).score(items[test], labels[test])
        figures[kind] = float((told == labels[test]).mean())
        # Scikit-learn gives equal votes to the first class, so that its figure may differ by such items.
        print(kind, figures[kind], "by scikit-learn's rule", theirs)
    print(name, figures)
    return figures


with open(FOLDER + "reference.json", "w") as file:
    json.dump(
        {"wine": reference("wine", load_wine(), 5), "breast-cancer": reference("breast-cancer", load_breast_cancer(), 5)},
        file,
        indent=2,
    )
    file.write("\n")
