"""Writes the fixtures of the scripts beside this one."""

import json
import struct

import numpy as np


def write(path, tensors, metadata):
    """Safetensors: the length of a JSON header, the header, the bytes."""
    header, blobs, offset = {"__metadata__": metadata}, [], 0
    order = sorted(tensors, key=lambda name: (-tensors[name].dtype.itemsize, name))
    for name in order:
        array = np.ascontiguousarray(tensors[name])
        dtype = {"float32": "F32", "float64": "F64", "int64": "I64", "uint8": "U8"}[array.dtype.name]
        end = offset + array.nbytes
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [offset, end]}
        blobs.append(array.tobytes())
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))
