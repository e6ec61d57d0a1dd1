"""The published networks in plain PyTorch, with torchvision's names: the reference of BackboneParityTests.

Run from the project's folder, with torch and numpy:

    python src/test/python/backbones.py                            # makes the tests' fixtures
    python src/test/python/backbones.py names                      # hashes of the parameters' names and shapes
    python src/test/python/backbones.py export FOLDER resnet18     # a folder as timm publishes it
                                        [float32|float16|bfloat16] [torchvision]
    python src/test/python/backbones.py script                     # PyTorch's own files for TorchFileTests

Weights and pictures come from a generator that the Java test has, too. The fixture holds, of every network and stage, the
largest magnitude, the Euclidean norm, the projection on a random vector, and some values; under "code", the same of what the
last layer is given.
"""

import hashlib
import json
import math
import pathlib
import re
import struct
import sys
import zlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SAMPLES = 64
NETWORKS = ["resnet18", "resnet34", "resnet50", "resnet20", "resnet32", "resnet44", "resnet56"]
NETWORKS += [f"vgg{depth}{norm}" for depth in (11, 13, 16, 19) for norm in ("", "_bn")]
NETWORKS += ["densenet121", "densenet169", "densenet201"]
TYPES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
torch.set_num_threads(1)


def draw(name, count):
    """Uniform in [-1, 1): SplitMix64, begun by the name's CRC-32."""
    with np.errstate(over="ignore"):
        z = np.uint64(zlib.crc32(name.encode())) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float64) * 2.0**-23 - 1


def weights(name, shape):
    u = draw(name, math.prod(shape))
    if len(shape) > 1:
        values = u * math.sqrt(6 / math.prod(shape[1:]))
    elif name.endswith("running_var"):
        values = 1 + 0.5 * u
    elif name.endswith("weight"):
        values = 0.8 + 0.2 * u
    else:
        values = 0.1 * u
    return torch.from_numpy(values.astype(np.float32)).reshape(shape)


def picture(name, shape):
    u = draw(name, math.prod(shape))
    return torch.from_numpy((0.5 + 0.5 * u).astype(np.float32)).reshape(shape)


def conv(i, o, kernel, stride=1, bias=False):
    return nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=bias)


class Basic(nn.Module):
    def __init__(self, i, width, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(i, width, 3, stride), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3), nn.BatchNorm2d(width)
        self.downsample = shortcut(i, width, stride)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.downsample(x))


class Bottleneck(nn.Module):
    def __init__(self, i, width, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(i, width, 1), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = conv(width, width, 3, stride), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = conv(width, 4 * width, 1), nn.BatchNorm2d(4 * width)
        self.downsample = shortcut(i, 4 * width, stride)

    def forward(self, x):
        y = F.relu(self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))))
        return F.relu(self.bn3(self.conv3(y)) + self.downsample(x))


def shortcut(i, o, stride):
    if stride == 1 and i == o:
        return nn.Identity()
    return nn.Sequential(conv(i, o, 1, stride), nn.BatchNorm2d(o))


class ResNet(nn.Module):
    def __init__(self, block, depths, classes):
        super().__init__()
        self.conv1, self.bn1 = conv(3, 64, 7, 2), nn.BatchNorm2d(64)
        i, factor = 64, 4 if block is Bottleneck else 1
        for stage, depth in enumerate(depths):
            blocks = []
            for k in range(depth):
                blocks.append(block(i, 64 << stage, 2 if stage and not k else 1))
                i = factor * (64 << stage)
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(i, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


class SmallBlock(nn.Module):
    """He et al. 2016, option A: the shortcut skips pixels and pads channels with zeros."""

    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(i, o, 3, stride), nn.BatchNorm2d(o)
        self.conv2, self.bn2 = conv(o, o, 3), nn.BatchNorm2d(o)
        self.stride, self.more = stride, o - i

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        before = self.more // 2
        x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, before, self.more - before))
        return F.relu(y + x)


class SmallResNet(nn.Module):
    def __init__(self, depth, classes, channels):
        super().__init__()
        self.conv1, self.bn1 = conv(channels, 16, 3), nn.BatchNorm2d(16)
        i = 16
        for stage in range(3):
            blocks = []
            for k in range((depth - 2) // 6):
                blocks.append(SmallBlock(i, 16 << stage, 2 if stage and not k else 1))
                i = 16 << stage
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(F.relu(self.bn1(self.conv1(x))))))
        return self.fc(x.mean((2, 3)))


class Vgg(nn.Module):
    def __init__(self, depths, norm, classes):
        super().__init__()
        layers, i = [], 3
        for block, depth in enumerate(depths):
            o = min(64 << block, 512)
            for _ in range(depth):
                layers += [conv(i, o, 3, bias=True)] + ([nn.BatchNorm2d(o)] if norm else []) + [nn.ReLU()]
                i = o
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(
            nn.Linear(512 * 49, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(),
            nn.Linear(4096, classes))

    def forward(self, x):
        return self.classifier(F.adaptive_avg_pool2d(self.features(x), 7).flatten(1))


class DenseLayer(nn.Module):
    def __init__(self, i):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(i), conv(i, 128, 1)
        self.norm2, self.conv2 = nn.BatchNorm2d(128), conv(128, 32, 3)

    def forward(self, x):
        return self.conv2(F.relu(self.norm2(self.conv1(F.relu(self.norm1(x))))))


class DenseBlock(nn.Module):
    def __init__(self, i, depth):
        super().__init__()
        for k in range(depth):
            setattr(self, f"denselayer{k + 1}", DenseLayer(i + 32 * k))

    def forward(self, x):
        for layer in self.children():
            x = torch.cat([x, layer(x)], 1)
        return x


class Transition(nn.Module):
    def __init__(self, i):
        super().__init__()
        self.norm, self.conv = nn.BatchNorm2d(i), conv(i, i // 2, 1)

    def forward(self, x):
        return F.avg_pool2d(self.conv(F.relu(self.norm(x))), 2)


class DenseNet(nn.Module):
    def __init__(self, depths, classes):
        super().__init__()
        features = nn.Sequential()
        features.conv0, features.norm0 = conv(3, 64, 7, 2), nn.BatchNorm2d(64)
        features.relu0, features.pool0 = nn.ReLU(), nn.MaxPool2d(3, 2, 1)
        i = 64
        for k, depth in enumerate(depths):
            setattr(features, f"denseblock{k + 1}", DenseBlock(i, depth))
            i += 32 * depth
            if k < 3:
                setattr(features, f"transition{k + 1}", Transition(i))
                i //= 2
        features.norm5 = nn.BatchNorm2d(i)
        self.features, self.classifier = features, nn.Linear(i, classes)

    def forward(self, x):
        return self.classifier(F.relu(self.features(x)).mean((2, 3)))


def network(name, classes, channels=3):
    if name in ("resnet18", "resnet34", "resnet50"):
        block = Bottleneck if name == "resnet50" else Basic
        return ResNet(block, (2, 2, 2, 2) if name == "resnet18" else (3, 4, 6, 3), classes)
    if name.startswith("resnet"):
        return SmallResNet(int(name[6:]), classes, channels)
    if name.startswith("densenet"):
        depths = {"121": (6, 12, 24, 16), "169": (6, 12, 32, 32), "201": (6, 12, 48, 32)}
        return DenseNet(depths[name[8:]], classes)
    depths = {"11": (1, 1, 2, 2, 2), "13": (2, 2, 2, 2, 2), "16": (2, 2, 3, 3, 3), "19": (2, 2, 4, 4, 4)}
    return Vgg(depths[name[3:5]], name.endswith("_bn"), classes)


def filled(name, classes, channels=3):
    module = network(name, classes, channels).eval()
    state = {k: weights(k, v.shape) if v.dim() else v for k, v in module.state_dict().items()}
    module.load_state_dict(state)
    return module


def safetensors(path, tensors, metadata=None):
    header, data = {"__metadata__": metadata} if metadata else {}, []
    offset = 0
    for name, tensor in sorted(tensors.items()):
        tensor = tensor.detach().contiguous()
        raw = (tensor.view(torch.int16) if tensor.element_size() == 2 else tensor).numpy().tobytes()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + len(raw)]}
        offset += len(raw)
        data.append(raw)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(data)


STAGES = {
    "resnet": r"conv1|bn1|layer1\.0\.(conv1|bn1|conv2|bn2|conv3|bn3)|layer2\.0\.downsample|layer\d(\.\d+)?|fc",
    "densenet": r"features\.(conv0|norm0|relu0|pool0|denseblock\d|denseblock1\.denselayer2(\.\w+)?|transition\d(\.\w+)?|norm5)"
                r"|classifier",
    "vgg": r"features(\.\d+)?|classifier\.\d",
}


def stages(name, module):
    pattern = STAGES[name.rstrip("0123456789_bn") if name.startswith("vgg") else name.rstrip("0123456789")]
    found = [stage for stage, _ in module.named_modules() if re.fullmatch(pattern, stage)]
    return [stage for stage in found if not isinstance(module.get_submodule(stage), nn.Identity)]


def digest(value):
    flat = value.flatten()
    exact = flat.to(torch.float64)
    projection = (exact * torch.from_numpy(draw("projection", flat.numel()))).sum()
    spread = (np.arange(min(SAMPLES, flat.numel()), dtype=np.int64) * 2654435761) % flat.numel()
    return torch.cat([torch.stack([exact.abs().max(), exact.norm(), projection]).float(), flat[torch.from_numpy(spread)]])


def measured(key, module, x, names, tensors):
    def note(name, value):
        tensors[f"{key}/{name}"] = digest(value)

    for name in names:
        module.get_submodule(name).register_forward_hook(lambda m, i, o, name=name: note(name, o))
    last = [layer for layer in module.modules() if isinstance(layer, nn.Linear)][-1]
    last.register_forward_pre_hook(lambda m, i: note("code", i[0]))
    with torch.no_grad():
        module(x)


def fitted(x, mode):
    """torchvision's Resize(73), CenterCrop(64), Normalize of float tensors, which it does not clamp."""
    height, width = x.shape[2:]
    size = (73, 73 * width // height) if height < width else (73 * height // width, 73)
    x = F.interpolate(x.expand(-1, 3, -1, -1), size, mode=mode, antialias=True, align_corners=False)
    top, left = round((size[0] - 64) / 2), round((size[1] - 64) / 2)
    x = x[:, :, top : top + 64, left : left + 64]
    return (x - torch.tensor(MEAN).view(-1, 1, 1)) / torch.tensor(STD).view(-1, 1, 1)


def fixture(path):
    tensors = {}
    for name, shape in {
        "resnet18": (2, 3, 64, 64), "resnet50": (2, 3, 64, 64), "resnet20": (2, 1, 28, 28), "resnet32": (2, 3, 32, 32),
        "vgg11": (2, 3, 32, 32), "vgg11_bn": (2, 3, 32, 32), "densenet121": (2, 3, 64, 64),
    }.items():
        x = (picture("picture", shape) - 0.5) / 0.5
        module = filled(name, 10, shape[1])
        measured(name, module, x, stages(name, module), tensors)
    for mode in ("bilinear", "bicubic"):
        for shape in ((2, 1, 28, 20), (2, 3, 120, 90), (2, 1, 50, 151)):
            x = fitted(picture("picture", shape), mode)
            key = "-".join(["fitted", mode, *map(str, shape[1:])])
            measured(key, filled("resnet18", 10), x, ["conv1", "fc"], tensors)
    safetensors(path, tensors)
    print(path, len(tensors), "entries,", pathlib.Path(path).stat().st_size, "bytes")


def training(path):
    """Five steps of a ResNet-20 in training, whose batch norms follow the batches: losses, and some arrays after them."""
    module = filled("resnet20", 10, 1).train()
    x, labels = picture("picture", (40, 1, 16, 16)), torch.arange(40) % 10
    adam = torch.optim.Adam(module.parameters(), 1e-3)
    losses = []
    for step in range(5):
        batch = slice(8 * step, 8 * step + 8)
        loss = F.cross_entropy(module((x[batch] - 0.5) / 0.5), labels[batch])
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.detach())
    names = ["bn1.weight", "bn1.running_mean", "bn1.running_var", "layer3.2.bn2.running_mean", "layer3.2.bn2.running_var"]
    state = module.state_dict()
    safetensors(path, {"losses": torch.stack(losses), **{n: state[n] for n in [*names, "conv1.weight", "fc.bias"]}})


def names():
    """The number of parameters and a hash of all arrays' names and shapes, as torchvision's state dicts give them."""
    for name in NETWORKS:
        small = name in ("resnet20", "resnet32", "resnet44", "resnet56")
        module = network(name, 10 if small else 1000)
        print(name, sum(p.numel() for p in module.parameters()), fingerprint(module.state_dict()), sep=", ")


def fingerprint(state):
    lines = [f"{k} {'x'.join(map(str, v.shape))}\n" for k, v in sorted(state.items()) if v.dim()]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def export(folder, name, dtype="float32", layout="timm"):
    """As timm's models lie on a hub: config.json and model.safetensors; torchvision's layout is the bare state dict."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    module = filled(name, 1000)
    first = next(n for n, m in module.named_modules() if isinstance(m, nn.Conv2d))
    last = [n for n, m in module.named_modules() if isinstance(m, nn.Linear)][-1]
    features = module.get_submodule(last).in_features
    state = module.state_dict()
    if layout == "timm" and name.startswith("vgg"):
        renamed = {"classifier.0": "pre_logits.fc1", "classifier.3": "pre_logits.fc2", "classifier.6": "head.fc"}
        for old, new in renamed.items():
            weight = state.pop(old + ".weight")
            side = 7 if old == "classifier.0" else 1
            state[new + ".weight"] = weight if new == "head.fc" else weight.reshape(4096, -1, side, side)
            state[new + ".bias"] = state.pop(old + ".bias")
    state = {k: v.to(getattr(torch, dtype)) if v.is_floating_point() else v for k, v in state.items()}
    safetensors(folder / "model.safetensors", state, {"format": "pt"})
    if layout == "timm":
        config = {
            "architecture": name, "num_classes": 1000, "num_features": features,
            "pretrained_cfg": {
                "tag": "reference", "input_size": [3, 224, 224], "fixed_input_size": False, "interpolation": "bilinear",
                "crop_pct": 0.875, "crop_mode": "center", "mean": MEAN, "std": STD, "num_classes": 1000,
                "pool_size": [7, 7], "first_conv": first,
                "classifier": "head.fc" if name.startswith("vgg") else last,
            },
        }
        (folder / "config.json").write_text(json.dumps(config, indent=2))
    x = (picture("picture", (2, 3, 224, 224)) - torch.tensor(MEAN).view(-1, 1, 1)) / torch.tensor(STD).view(-1, 1, 1)
    with torch.no_grad():
        print(torch.softmax(module(x), 1).topk(3))


def script(folder):
    """A ResNet-20 as TorchScript and as a pickled state dict, in half precision, with values that TorchFileTests knows."""
    module = network("resnet20", 10).eval()
    for value in module.state_dict().values():
        if value.is_floating_point():
            value.copy_((torch.arange(value.numel()) % 13 - 6).reshape(value.shape) / 8)
    traced = torch.jit.trace(module, torch.zeros(1, 3, 32, 32))
    traced.half().save(f"{folder}/resnet20.pt")
    torch.save(module.half().state_dict(), f"{folder}/resnet20-state.pt")


if __name__ == "__main__":
    if sys.argv[1:2] == ["export"]:
        export(*sys.argv[2:])
    elif sys.argv[1:2] == ["script"]:
        script("src/test/resources/parity")
    elif sys.argv[1:2] == ["names"]:
        names()
    else:
        fixture("src/test/resources/parity/backbones.safetensors")
        training("src/test/resources/parity/resnet20-training.safetensors")
