"""Reproduces `encode` of a network with fully connected ReLU layers: read_artifact.py ARTIFACT.zip ITEMS.npy CODES.npy"""
import json, struct, sys, zipfile
import numpy as np

files = zipfile.ZipFile(sys.argv[1])
config, blob = json.loads(files.read("config.json")), files.read("model.safetensors")
size = struct.unpack("<Q", blob[:8])[0]
tensors = {name: np.frombuffer(blob, "<f4", np.prod(t["shape"], dtype=int), 8 + size + t["data_offsets"][0]).reshape(t["shape"])
           for name, t in json.loads(blob[8:8 + size]).items() if name != "__metadata__"}
x, codes = np.load(sys.argv[2]).reshape(-1, *config["itemShape"]), np.load(sys.argv[3])
assert config["hyperparameters"]["architecture"] == "mlp", "convolutions take more than NumPy"
x = ((x - tensors.get("input.mean", 0)) / tensors.get("input.std", 1)).reshape(len(x), -1).astype("f4")
layers = sorted(int(name.split(".")[1]) for name in tensors if name.startswith("encoder.") and name.endswith(".weight"))
for i in layers:
    x = x @ tensors[f"encoder.{i}.weight"].T + tensors[f"encoder.{i}.bias"]
    x = np.maximum(x, 0) if i != layers[-1] or config["method"] != "autoencoder" else x
if config["method"] == "vae":
    x = x @ tensors["mean.weight"].T + tensors["mean.bias"]
print(config["method"], x.shape, "largest difference", error := np.abs(x - codes).max())
sys.exit(bool(error > 1e-5))
