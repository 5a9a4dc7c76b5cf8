"""The words' side of the language models: text to token ids and back."""

from __future__ import annotations

from .bundled import minilm_tokenizer, smollm2_tokenizer
from .byte_pairs import BytePairs
from .text_tokenizer import TextTokenizer
from .word_pieces import WordPieces

__all__ = ["BytePairs", "TextTokenizer", "WordPieces", "minilm_tokenizer", "smollm2_tokenizer"]
