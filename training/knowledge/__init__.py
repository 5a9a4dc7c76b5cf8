"""What people do with things: categories, their parts and uses, and the sentences in which one asks for them.

The knowledge itself is text that needs no programmer: `families/*.yaml` and `sentences/*.yaml`, explained in
`docs/corpus.md`. This package reads and checks it.
"""

from .load import load_knowledge
from .values import Category, Intent, Knowledge, PartWords, Sentence

__all__ = ["Category", "Intent", "Knowledge", "PartWords", "Sentence", "load_knowledge"]
