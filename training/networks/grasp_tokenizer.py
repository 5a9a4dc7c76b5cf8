"""The hierarchical VQ-VAE of SemGrasp (Li et al. 2024): a grasp as three tokens, each with a meaning.

    o, orientation → T          the hand's place and turn at the object
    m, manner      → θ, β       how it is bent, and whose hand it is
    r, refinement  → ΔT, Δθ, Δβ what is left

Every level sees the object's tokens and the codes before it. Two things are chosen here, where the paper
says nothing: θ are the 22 anatomical angles instead of 45 free ones, so that no token can bend a finger the
wrong way; and the place is told as an offset from a point that attention chooses among the object's patches,
since metres from the middle of a two-metre staff and of a ring can't be told with one accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .attention import Block, perceptron
from .hand_layer import rotation_from_6d, rotation_to_6d
from .object_encoder import METRE_SCALE
from .quantizer import Codebook, Quantized

ANGLES, BETAS = 22, 10
LEVELS = ("orientation", "manner", "refinement")


@dataclass(frozen=True)
class TokenizerConfig:
    """Sizes, and the variants of the paper's ablation.

    Attributes:
        object_width: of the object's tokens.
        width, heads, layers: of the decoders.
        codes, code_width: of each codebook.
        tokens: 1 to 3 tokens a grasp, or 4 for a second refinement.
        shared: one codebook for all levels.
        assigned: whether each token has its level's meaning; otherwise one decoder makes all from all tokens.
    """

    object_width: int = 192
    width: int = 256
    heads: int = 8
    layers: int = 2
    codes: int = 512
    code_width: int = 256
    tokens: int = 3
    shared: bool = False
    assigned: bool = True


@dataclass(frozen=True, eq=False)
class Hand:
    """B hands.

    Attributes:
        rotation: (B, 3, 3) hand to object.
        translation: (B, 3) metres, object frame.
        angles: (B, 22) radians.
        betas: (B, 10).
    """

    rotation: Tensor
    translation: Tensor
    angles: Tensor
    betas: Tensor

    def features(self) -> Tensor:
        """(B, 41) all of it as numbers of about one."""
        place = self.translation / METRE_SCALE
        return torch.cat([rotation_to_6d(self.rotation), place, self.angles, self.betas], dim=-1)


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """What the tokens say.

    Attributes:
        coarse: after orientation and manner.
        fine: after the last level.
        tokens: (B, tokens).
        commitment: mean over the levels.
    """

    coarse: Hand
    fine: Hand
    tokens: Tensor
    commitment: Tensor


class ObjectReader(nn.Module):
    """A token that reads the object: layers of attention to the object's tokens.

    Args:
        config: sizes.
        inputs: width of what is known beforehand.
    """

    def __init__(self, config: TokenizerConfig, inputs: int) -> None:
        super().__init__()
        self.inlet = perceptron(inputs, config.width, config.width)
        self.context = nn.Linear(config.object_width + 6, config.width)
        self.blocks = nn.ModuleList(
            [Block(config.width, config.heads, crossed=True) for _ in range(config.layers)]
        )
        self.norm = nn.LayerNorm(config.width)

    def forward(self, known: Tensor, objects: Tensor) -> tuple[Tensor, Tensor]:
        """(B, inputs), (B, 1 + K, object_width + 6) → what was read (B, width), object (B, 1 + K, width)."""
        context = self.context(objects)
        token = self.inlet(known)[:, None]
        for block in self.blocks:
            token = block(token, context)
        return self.norm(token)[:, 0], context


class PlaceDecoder(nn.Module):
    """Codes to T: a point of the object that attention chooses, an offset from it, and a turn."""

    def __init__(self, config: TokenizerConfig, inputs: int) -> None:
        super().__init__()
        self.reader = ObjectReader(config, inputs)
        self.point_at = nn.Linear(config.width, config.width)
        self.outlet = perceptron(config.width + 3, config.width, 9)

    def forward(self, known: Tensor, objects: Tensor, centres: Tensor) -> tuple[Tensor, Tensor]:
        """Rotation (B, 3, 3) and translation (B, 3) metres; centres are (B, K, 3) metres."""
        token, context = self.reader(known, objects)
        scores = (self.point_at(token)[:, None] * context[:, 1:]).sum(dim=-1) * context.shape[-1] ** -0.5
        anchor = (scores.softmax(dim=-1)[..., None] * centres).sum(dim=1)
        out = self.outlet(torch.cat([token, anchor / METRE_SCALE], dim=-1))
        return rotation_from_6d(out[:, :6]), anchor + METRE_SCALE * out[:, 6:]


class GraspTokenizer(nn.Module):
    """Grasps to tokens and back.

    Args:
        config: sizes and variant.
        lower, upper: (22,) limits of the angles, radians.
    """

    lower: Tensor
    upper: Tensor

    def __init__(self, config: TokenizerConfig, lower: Tensor, upper: Tensor) -> None:
        super().__init__()
        self.config = config
        self.register_buffer("lower", lower)
        self.register_buffer("upper", upper)
        code, hand = config.code_width, 9 + ANGLES + BETAS
        count = 1 if config.shared else config.tokens
        self.codebooks = nn.ModuleList([Codebook(config.codes, code) for _ in range(count)])
        # what a level is encoded from: the grasp, and what the levels before it made of it
        self.encoders = nn.ModuleList(
            [ObjectReader(config, hand if level == 0 else 2 * hand) for level in range(config.tokens)]
        )
        self.latents = nn.ModuleList([nn.Linear(config.width, code) for _ in range(config.tokens)])
        together = config.tokens * code
        self.place = PlaceDecoder(config, code if config.assigned else together)
        self.manner = ObjectReader(
            config, (2 if config.tokens > 1 else 1) * code if config.assigned else together
        )
        self.posture = nn.Linear(config.width, ANGLES + BETAS)
        refinements = max(config.tokens - 2, 0) if config.assigned else 0
        self.refiners = nn.ModuleList(
            [ObjectReader(config, (3 + level) * code + hand) for level in range(refinements)]
        )
        self.changes = nn.ModuleList([nn.Linear(config.width, hand) for _ in range(refinements)])
        for change in self.changes:
            nn.init.zeros_(change.weight)
            nn.init.zeros_(change.bias)

    def forward(self, hand: Hand, objects: Tensor, centres: Tensor) -> Reconstruction:
        """Encode and decode.

        Args:
            hand: what to say in tokens.
            objects: (B, 1 + K, object_width) tokens of the objects.
            centres: (B, K, 3) middles of their patches, metres.
        """
        objects = with_places(objects, centres)
        if not self.config.assigned:
            return self._unassigned(hand, objects, centres)
        codes: list[Quantized] = []
        known = hand.features()
        guess: Hand | None = None
        coarse: Hand | None = None
        for level in range(self.config.tokens):
            seen = known if guess is None else torch.cat([known, known - guess.features()], dim=-1)
            codes.append(self._quantize(level, seen, objects))
            guess = self._next([code.values for code in codes], guess, objects, centres)
            if level <= 1:
                coarse = guess
        assert guess is not None and coarse is not None
        return _reconstruction(coarse, guess, codes)

    def decode(self, tokens: Tensor, objects: Tensor, centres: Tensor) -> Hand:
        """Hands of tokens (B, tokens) on objects as in `forward`."""
        objects = with_places(objects, centres)
        values = [self._codebook(level).codes[tokens[:, level]] for level in range(self.config.tokens)]
        if not self.config.assigned:
            return self._together(values, objects, centres)
        hand = None
        for level in range(self.config.tokens):
            hand = self._next(values[: level + 1], hand, objects, centres)
        assert hand is not None
        return hand

    def _codebook(self, level: int) -> Codebook:
        book = self.codebooks[0 if self.config.shared else level]
        assert isinstance(book, Codebook)
        return book

    def _quantize(self, level: int, seen: Tensor, objects: Tensor) -> Quantized:
        read, _ = self.encoders[level](seen, objects)
        return self._codebook(level)(self.latents[level](read))

    def _next(self, values: list[Tensor], before: Hand | None, objects: Tensor, centres: Tensor) -> Hand:
        """The hand that the codes known so far describe, from the one before the last of them was known."""
        if before is None:
            rotation, translation = self.place(values[0], objects, centres)
            # the manner is that of no code yet, unless there is one token for all
            none = [torch.zeros_like(values[0])] if self.config.tokens > 1 else []
            return self._posed(rotation, translation, [*values, *none], objects)
        if len(values) == 2:
            return self._posed(before.rotation, before.translation, values, objects)
        return self._refined(len(values) - 3, values, before, objects)

    def _together(self, values: list[Tensor], objects: Tensor, centres: Tensor) -> Hand:
        """The hand that codes without a meaning of their own describe."""
        rotation, translation = self.place(torch.cat(values, dim=-1), objects, centres)
        return self._posed(rotation, translation, values, objects)

    def _posed(self, rotation: Tensor, translation: Tensor, values: list[Tensor], objects: Tensor) -> Hand:
        """A hand at a place, bent as the codes say."""
        read, _ = self.manner(torch.cat(values, dim=-1), objects)
        posture = self.posture(read)
        angles = self.lower + (self.upper - self.lower) * torch.sigmoid(posture[:, :ANGLES])
        return Hand(rotation, translation, angles, posture[:, ANGLES:])

    def _refined(self, level: int, values: list[Tensor], hand: Hand, objects: Tensor) -> Hand:
        read, _ = self.refiners[level](torch.cat([*values, hand.features()], dim=-1), objects)
        change = self.changes[level](read)
        turn = rotation_from_6d(change[:, :6] + change.new_tensor([1.0, 0, 0, 0, 1, 0]))
        angles = hand.angles + change[:, 9 : 9 + ANGLES]
        return Hand(
            turn @ hand.rotation,
            hand.translation + METRE_SCALE * change[:, 6:9],
            torch.minimum(torch.maximum(angles, self.lower), self.upper),
            hand.betas + change[:, 9 + ANGLES :],
        )

    def _unassigned(self, hand: Hand, objects: Tensor, centres: Tensor) -> Reconstruction:
        known = hand.features()
        codes = []
        for level in range(self.config.tokens):
            seen = known if level == 0 else torch.cat([known, known], dim=-1)
            codes.append(self._quantize(level, seen, objects))
        made = self._together([code.values for code in codes], objects, centres)
        return _reconstruction(made, made, codes)


def with_places(objects: Tensor, centres: Tensor) -> Tensor:
    """Object tokens (B, 1 + K, W + 6) that also tell where their patch is, in hands and in objects."""
    reach = centres.abs().amax(dim=(1, 2), keepdim=True).clamp_min(1e-6)
    places = torch.cat([centres / METRE_SCALE, centres / reach], dim=-1)
    nowhere = torch.zeros_like(places[:, :1])
    return torch.cat([objects, torch.cat([nowhere, places], dim=1)], dim=-1)


def _reconstruction(coarse: Hand, fine: Hand, codes: list[Quantized]) -> Reconstruction:
    return Reconstruction(
        coarse,
        fine,
        torch.stack([code.tokens for code in codes], dim=1),
        torch.stack([code.commitment for code in codes]).mean(),
    )
