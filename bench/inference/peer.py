"""The other side of bench/inference: the same two encoders behind FastAPI and uvicorn, as a user of PyTorch would serve them.

There is one worker process a core, each of which computes with one thread. Inference.java starts it; by hand, with an artifact of a fully connected autoencoder:

    LATENTRY_ARTIFACT=mlp.zip uvicorn --app-dir bench/inference --workers 2 --port 9000 peer:app
"""

import io
import json
import os
import pathlib
import platform
import struct
import sys
import zipfile
from typing import List

import fastapi
import numpy as np
import orjson
import pydantic
import torch
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import ORJSONResponse
from pydantic import BaseModel
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "src/test/python"))
import backbones

torch.set_num_threads(1)
app = FastAPI()


def tensors(blob):
    size = struct.unpack("<Q", blob[:8])[0]
    for name, entry in json.loads(blob[8 : 8 + size]).items():
        if name != "__metadata__":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            yield name, torch.from_numpy(np.frombuffer(blob[begin:end], "<f4").reshape(entry["shape"]).copy())


def fully_connected(artifact):
    """The encoder of an artifact whose layers are 784, 256 and 32 wide."""
    state = dict(tensors(zipfile.ZipFile(artifact).read("model.safetensors")))
    module = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 32))
    numbers = sorted({int(name.split(".")[1]) for name in state if name.startswith("encoder.")})
    for number, layer in zip(numbers, (module[1], module[3])):
        layer.load_state_dict({part: state[f"encoder.{number}.{part}"] for part in ("weight", "bias")})
    return module.eval()


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = backbones.filled("resnet18", 1000)
        self.network.fc = nn.Identity()
        self.network.to(memory_format=torch.channels_last)
        self.register_buffer("mean", torch.tensor(backbones.MEAN).view(-1, 1, 1))
        self.register_buffer("std", torch.tensor(backbones.STD).view(-1, 1, 1))

    def forward(self, x):
        return self.network(((x - self.mean) / self.std).contiguous(memory_format=torch.channels_last))


mlp = fully_connected(os.environ["LATENTRY_ARTIFACT"])
resnet = Backbone().eval()


class Items(BaseModel):
    items: List[List[float]]


class Codes(BaseModel):
    codes: List[List[float]]


def from_npy(module, body):
    with torch.inference_mode():
        codes = module(torch.from_numpy(np.load(io.BytesIO(body))))
    out = io.BytesIO()
    np.save(out, codes.numpy())
    return Response(out.getvalue(), media_type="application/x-npy")


@app.get("/ready")
async def ready():
    return {}


@app.get("/versions")
async def versions():
    return {"python": platform.python_version(), **{m.__name__: m.__version__ for m in (torch, np, fastapi, uvicorn, pydantic, orjson)}}


@app.post("/mlp/npy")
async def mlp_npy(request: Request):
    return from_npy(mlp, await request.body())


@app.post("/resnet/npy")
async def resnet_npy(request: Request):
    return from_npy(resnet, await request.body())


@app.post("/mlp/json", response_model=Codes)
async def mlp_json(request: Items):
    with torch.inference_mode():
        return {"codes": mlp(torch.tensor(request.items)).tolist()}


@app.post("/mlp/orjson")
async def mlp_orjson(request: Request):
    """For users who know that their items need no checks and that JSON is what costs."""
    items = orjson.loads(await request.body())["items"]
    with torch.inference_mode():
        codes = mlp(torch.from_numpy(np.asarray(items, np.float32)))
    return ORJSONResponse({"codes": codes.tolist()})
