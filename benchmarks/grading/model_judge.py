"""A language model as a contestant: slow, so it sees a sample of the rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from benchmarks.grading.contestants import Labels
from scoring.judging import Judge, ModelJudge, Opinion, load_prompt
from scoring.schema import ReplyRow
from simulator.model_settings import Connection

TIMEOUT_S: Final = 300.0
MAX_TOKENS: Final = 400
CONTEXT: Final = 6_144


class ModelContestant:
    """Implements :class:`benchmarks.grading.contestants.Contestant`; no opinion is no label."""

    name = "local model judge"

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.silent: Counter[str] = Counter()
        self.disregarded = 0

    @property
    def described(self) -> str:
        """Which model, and how often its answers could not be used."""
        silent = ", ".join(f"{reason} {count}" for reason, count in self.silent.most_common()) or "never"
        return (
            f"{self.name}: {self._judge.model}, prompt {self._judge.prompt}; "
            f"without an opinion: {silent}; answers that counted as none: {self.disregarded}"
        )

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        return [self._note(self._judge.judge(row)).labels for row in rows]

    def _note(self, opinion: Opinion) -> Opinion:
        if opinion.silence is not None:
            self.silent[opinion.silence] += 1
        self.disregarded += len(opinion.disregarded)
        return opinion


@contextmanager
def model_judge(where: str, threads: int) -> Iterator[ModelContestant | None]:
    """``where``: the address of a server, or a GGUF file, which needs the package xllamacpp; ``""``: none.

    Raises :class:`FileNotFoundError` and :class:`ImportError`.
    """
    if not where:
        yield None
        return
    if where.startswith(("http://", "https://")):
        yield _contestant(where, "default")
        return
    file = Path(where)
    if not file.is_file():
        raise FileNotFoundError(f"there is no model file {where!r}; give a GGUF file or a server's address")
    with _served(file, threads) as url:
        yield _contestant(url, file.stem)


def _contestant(url: str, model: str) -> ModelContestant:
    from simulator.chat_model import ChatModel  # noqa: PLC0415 - slow to load, and rarely needed

    connection = Connection(
        base_url=url,
        model=model,
        api_key=SecretStr(""),
        timeout_s=TIMEOUT_S,
        max_retries=0,
        max_tokens=MAX_TOKENS,
    )
    return ModelContestant(ModelJudge(ChatModel(connection), load_prompt()))


@contextmanager
def _served(file: Path, threads: int) -> Iterator[str]:
    """llama.cpp in this process, on a free port of this machine."""
    xllamacpp = import_module("xllamacpp")  # optional: it is no requirement of the product

    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx, params.n_parallel = CONTEXT, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.warmup, params.verbosity = False, 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
