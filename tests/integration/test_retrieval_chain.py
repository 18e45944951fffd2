"""The retriever as part of a LangChain chain, and the library under several threads and processes."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from knowledge.catalogue import load_catalogue
from knowledge.library import Library, Sources
from knowledge.ports import Moment
from knowledge.retriever import HybridRetriever
from knowledge.settings import KnowledgeSettings
from tests.unit.knowledge.retrieval_fakes import PairEncoder

OFFLINE_CHAIN = """
import sys
from pathlib import Path

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise RuntimeError(f"the network was asked for: {event} {arguments[1:]}")

sys.addaudithook(refuse)
from langchain_core.runnables import RunnableLambda
from knowledge.library import open_library
from knowledge.retriever import HybridRetriever
from knowledge.settings import KnowledgeSettings

library = open_library(KnowledgeSettings(data_dir=Path(sys.argv[1])))
chain = RunnableLambda(lambda asked: asked["question"]) | HybridRetriever(library=library, k=1)
print(chain.invoke({"question": "问清停电范围"})[0].id)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = in_folder(tmp_path_factory.mktemp("data"))
    yield opened
    opened.close()


def in_folder(folder: Path) -> Library:
    settings = KnowledgeSettings(data_dir=folder)
    return Library(settings, Sources(load_catalogue(), PairEncoder(), {}), lambda _: None)


def cited(found: list[Document]) -> str:
    return "；".join(f"{document.metadata['title']}（{document.metadata['section']}）" for document in found)


def test_a_chain_leads_from_a_question_to_a_cited_answer(library: Library) -> None:
    chain = (
        RunnableLambda(lambda asked: asked["question"])
        | HybridRetriever(library=library, k=2)
        | RunnableLambda(cited)
    )
    answer = chain.invoke({"question": "问清停电范围"})
    best = library.find("问清停电范围", 1)[0].clause
    assert answer.startswith(f"{best.title}（{best.section}）；")


def test_a_batch_and_a_loop_of_events_get_what_single_calls_get(library: Library) -> None:
    retriever = HybridRetriever(library=library, k=3)
    questions = ["问清停电范围", "客户喝醉了", "打错电话"]
    alone = [retriever.invoke(question) for question in questions]
    assert retriever.batch(questions) == alone
    assert asyncio.run(retriever.abatch(questions)) == alone


def test_a_bad_question_or_number_fails_with_its_reason_in_a_chain(library: Library) -> None:
    chain = RunnableLambda(lambda text: text) | HybridRetriever(library=library)
    with pytest.raises(ValueError, match="the question is empty"):
        chain.invoke("")
    with pytest.raises(ValueError, match="ask for 1 to 50"):
        HybridRetriever(library=library, k=0).invoke("停电")


def test_a_chain_with_the_bundled_encoder_needs_no_network(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE_CHAIN, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "OMP_NUM_THREADS": "1"},
        cwd=Path(__file__).parents[2],
    )
    assert (done.stdout.strip(), "network" in done.stderr) == ("repair.ask_scope", False), done.stderr


def test_a_document_that_is_added_shows_in_a_chain_that_is_already_built(tmp_path: Path) -> None:
    library = in_folder(tmp_path)
    chain = RunnableLambda(str.strip) | HybridRetriever(library=library, k=1)
    library.add_document("规定.txt", "无人机巡线须提前登记航线。".encode())
    (found,) = chain.invoke(" 无人机巡线登记航线 ")
    assert found.metadata["document"] == "规定.txt"
    assert found.page_content == "无人机巡线须提前登记航线。"
    library.close()


def test_eight_threads_search_while_documents_come_and_go(tmp_path: Path) -> None:
    library = in_folder(tmp_path)
    expected = library.find("问清停电范围", 1)[0].clause.id
    moment = Moment("anxious_outage", "enquiry", "停电了", "请问在哪里")
    stop = threading.Event()

    def ask() -> int:
        asked = 0
        while not stop.is_set():
            assert library.find("问清停电范围", 1)[0].clause.id == expected
            assert library.retriever.for_moment(moment).ranked
            asked += 1
        return asked

    with ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(ask) for _ in range(8)]
        try:
            for n in range(3):
                report = library.add_document(f"{n}.txt", f"第{n}条 无人机巡线须登记。".encode())
                library.remove_document(report.document.id)
        finally:
            stop.set()
        assert all(future.result() > 0 for future in asking)
    assert library.documents() == ()
    library.close()


def test_the_same_file_from_eight_threads_is_added_once(tmp_path: Path) -> None:
    library = in_folder(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(lambda _: library.add_document("a.txt", "先致歉。".encode()), range(8)))
    assert sum(report.added for report in reports) == 1
    assert len({report.document for report in reports}) == 1
    library.close()


def test_processes_that_add_at_once_lose_no_document(tmp_path: Path) -> None:
    names = ["甲", "乙", "丙"]
    for name in names:
        (tmp_path / f"{name}.txt").write_text(f"{name}类来电先登记后转办。", encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "knowledge", "add", str(tmp_path / f"{name}.txt")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PATH": "", "DATA_DIR": str(tmp_path / "data"), "OMP_NUM_THREADS": "1", "LC_ALL": "C.UTF-8"},
            cwd=Path(__file__).parents[2],
        )
        for name in names
    ]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    library = in_folder(tmp_path / "data")
    assert {info.name for info in library.documents()} == {f"{name}.txt" for name in names}
    for name in names:
        assert library.find(f"{name}类来电先登记后转办", 1)[0].clause.document == f"{name}.txt"
    library.close()
