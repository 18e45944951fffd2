"""Everything that the interface says, in both languages; the words live in ``messages/*.yaml``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, get_args

from knowledge.content import ContentError, ContentProblem, read_yaml

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
HTML_LANGUAGE: Final[Mapping[Language, str]] = {"zh": "zh-CN", "en": "en"}
MESSAGES: Final = Path(__file__).parent / "messages"


class Texts:
    """The messages of one language, by dotted key (``call.answer``)."""

    def __init__(self, language: Language, messages: Mapping[str, str]) -> None:
        self.language: Language = language
        self._messages = dict(messages)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._messages)

    def __call__(self, key: str, **values: object) -> str:
        """The message with its blanks filled. Raises :class:`KeyError` for an unknown key."""
        return self._messages[key].format(**values) if values else self._messages[key]

    def first(self, *keys: str) -> str:
        """The first key that exists: a specific message before the general one."""
        return next(self._messages[key] for key in keys if key in self._messages)


def load_texts(folder: Path = MESSAGES) -> dict[Language, Texts]:
    """Both languages. Raises :class:`ContentError` where one has a message that the other lacks."""
    loaded = {language: _flatten(read_yaml(folder / f"{language}.yaml")) for language in LANGUAGES}
    every = frozenset().union(*loaded.values())
    problems = [
        ContentProblem(f"{language}.yaml", key, "message is missing; translate it")
        for language, messages in loaded.items()
        for key in sorted(every - messages.keys())
    ]
    if problems:
        raise ContentError(problems)
    return {language: Texts(language, messages) for language, messages in loaded.items()}


def _flatten(node: object, prefix: str = "") -> dict[str, str]:
    if not isinstance(node, dict):
        return {prefix: str(node)}
    flat: dict[str, str] = {}
    for key, value in node.items():
        if not isinstance(key, str):  # YAML reads a bare off, no or yes as a truth value
            raise ContentError([ContentProblem("messages", prefix, f"key {key!r} is not text; quote it")])
        flat |= _flatten(value, f"{prefix}.{key}" if prefix else key)
    return flat
