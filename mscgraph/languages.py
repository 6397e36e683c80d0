"""The two languages of the graph; the lowest module, since everything speaks them."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans")
"""The language tags of every text, the first being the fallback."""
