# mypy: disable-error-code="import-not-found,import-untyped"
"""Write the trained encoder as ONNX, with 32-bit floats or with 8-bit weights.

The graph reads one window at a time, so it has no mask, and uses onnxruntime's own operators for
attention and normalisation, which are faster than what exporting a torch network gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

Floats = NDArray[np.float32]
HEAD = 32  # numbers of one head of attention
EPSILON = 1e-12
MICROSOFT = "com.microsoft"


@dataclass
class Graph:
    """Nodes and weights, as they are added."""

    nodes: list[Any] = field(default_factory=list)
    weights: dict[str, NDArray[Any]] = field(default_factory=dict)

    def add(self, kind: str, inputs: list[str], name: str, domain: str = "", **about: Any) -> str:  # noqa: ANN401
        """Add a node with one output, and return the output's name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **about))
        return name

    def weight(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant."""
        self.weights[name] = np.ascontiguousarray(values)
        return name

    def product(self, name: str, inputs: str, state: Mapping[str, Floats], key: str) -> str:
        """Multiply by a layer's weights, and add its bias."""
        weight = self.weight(f"{name}.weight", state[f"{key}.weight"].T)
        bias = self.weight(f"{name}.bias", state[f"{key}.bias"])
        product = self.add("MatMul", [inputs, weight], f"{name}.product")
        return self.add("Add", [product, bias], name)

    def norm(self, name: str, inputs: list[str], state: Mapping[str, Floats], key: str) -> str:
        """Normalise the sum of one or two inputs."""
        scale = self.weight(f"{name}.scale", state[f"{key}.weight"])
        shift = self.weight(f"{name}.shift", state[f"{key}.bias"])
        total = self.add("Add", inputs, f"{name}.sum") if len(inputs) > 1 else inputs[0]
        return self.add("LayerNormalization", [total, scale, shift], name, axis=-1, epsilon=EPSILON)


def build_graph(state: Mapping[str, Floats], pointer_size: int, middle: int) -> onnx.ModelProto:
    """Return the network as a graph: pieces and features (1 × pieces) to tags, links and names.

    middle: after so many layers are the states that names are read from, beside the last ones.
    """
    graph = Graph()
    sums = graph.add("Gather", [graph.weight("words", state["words.weight"]), "pieces"], "spelled")
    marks = graph.add(
        "Gather", [graph.weight("marks", state["features.weight"]), "features"], "marked"
    )
    graph.weight("zero", np.array([0]))
    graph.weight("one", np.array([1]))
    graph.weight("two", np.array([2]))
    shape = graph.add("Shape", ["pieces"], "shape")
    length = graph.add("Slice", [shape, "one", "two", "zero"], "length")
    places = graph.weight("positions", state["positions.weight"])
    placed = graph.add("Slice", [places, "zero", length, "zero"], "placed")
    sums = graph.add("Add", [graph.add("Add", [sums, marks], "described"), placed], "embedded")
    states = graph.norm("start", [sums], state, "norm")
    layers = [states]
    for number in range(len([name for name in state if name.endswith(".rise.bias")])):
        layers.append(add_layer(graph, f"layers.{number}", layers[-1], state))
    states = layers[-1]
    tags = graph.product("heads.tags", states, state, "tags")
    graph.add("LogSoftmax", [tags], "tags", axis=-1)
    both = graph.add("Concat", [layers[middle], states], "heads.both", axis=-1)
    graph.add("LogSoftmax", [graph.product("heads.names", both, state, "names")], "names", axis=-1)
    graph.weight("split", np.array([1, -1, 2, pointer_size]))
    ends = []
    for name, order in (("froms", [0, 2, 1, 3]), ("tos", [0, 2, 3, 1])):
        flat = graph.product(f"heads.{name}", states, state, name)
        parts = graph.add("Reshape", [flat, "split"], f"{name}.parts")
        ends.append(graph.add("Transpose", [parts], f"{name}.turned", perm=order))
    graph.weight("scale", np.array(pointer_size**-0.5, dtype=np.float32))
    graph.add("Mul", [graph.add("MatMul", ends, "heads.links"), "scale"], "links")
    return make_model(graph)


def add_layer(graph: Graph, name: str, states: str, state: Mapping[str, Floats]) -> str:
    """Add one transformer layer."""
    # One operator for products and attention: with 8 bits, a tenth quicker than one for each.
    weight = graph.weight(f"{name}.in.weight", state[f"{name}.inward.weight"].T)
    bias = graph.weight(f"{name}.in.bias", state[f"{name}.inward.bias"])
    heads = state[f"{name}.output.weight"].shape[1] // HEAD
    mixed = graph.add(
        "Attention", [states, weight, bias], f"{name}.mixed", MICROSOFT, num_heads=heads
    )
    output = graph.product(f"{name}.output", mixed, state, f"{name}.output")
    states = graph.norm(f"{name}.norm", [output, states], state, f"{name}.norm")
    risen = graph.product(f"{name}.rise", states, state, f"{name}.rise")
    bent = graph.add("Gelu", [risen], f"{name}.bent", MICROSOFT)
    fallen = graph.product(f"{name}.fall", bent, state, f"{name}.fall")
    return graph.norm(f"{name}.last_norm", [fallen, states], state, f"{name}.last_norm")


def make_model(graph: Graph) -> onnx.ModelProto:
    """Return the graph as a checked model."""
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"])
        for name in ("pieces", "features")
    ]
    outputs = [
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, [1, "length", None]),
        helper.make_tensor_value_info("links", TensorProto.FLOAT, [1, 2, "length", "length"]),
        helper.make_tensor_value_info("names", TensorProto.FLOAT, [1, "length", None]),
    ]
    weights = [numpy_helper.from_array(values, name) for name, values in graph.weights.items()]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="variorum", ir_version=9)
    onnx.checker.check_model(model)
    return model


def write_model(model: onnx.ModelProto, path: Path) -> None:
    """Write a model with 32-bit floats."""
    onnx.save(model, str(path))


def quantize(path: Path, out: Path) -> None:
    """Store the weights of products and of word pieces in 8 bits; the small heads stay exact."""
    model = onnx.load(str(path))
    heads = [
        node.name
        for node in model.graph.node
        if node.op_type == "MatMul" and node.name.startswith("heads.")
    ]
    quantize_dynamic(
        str(path),
        str(out),
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        reduce_range=True,  # 7 bits: sums of two products stay exact on CPUs without VNNI, too
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
