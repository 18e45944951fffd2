"""The hybrid search as a LangChain retriever, for chains and agents of others."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from knowledge.library import Library
from knowledge.ports import RetrievedClause


class HybridRetriever(BaseRetriever):
    """``HybridRetriever(library=open_library(settings), k=5).invoke("客户喝醉了怎么办")``.

    A document's text is the requirement and the required phrases; its metadata has ``clause``,
    ``section``, ``title``, ``document`` (``None`` for the standard) and ``score`` (0..1).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    library: SkipValidation[Library]
    k: int = 5

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it
    ) -> list[Document]:
        return [_document(found) for found in self.library.find(query, self.k)]


def _document(found: RetrievedClause) -> Document:
    clause = found.clause
    metadata = {
        "clause": clause.id,
        "section": clause.section,
        "title": clause.title,
        "document": clause.document,
        "score": found.score,
    }
    return Document(
        id=clause.id, page_content="\n".join((clause.requirement, *clause.phrases)), metadata=metadata
    )
