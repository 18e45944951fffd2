"""Corrections kept in memory, as the fake of the tests."""

import threading
from dataclasses import replace

from simulator.corrected import NewCorrection, StoredCorrection, Withdrawal


class MemoryCorrectionStore:
    """A :class:`simulator.corrections.CorrectionStore` that forgets everything with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[int, StoredCorrection] = {}

    def add_correction(self, made: NewCorrection) -> StoredCorrection:
        with self._lock:
            stored = StoredCorrection(len(self._kept) + 1, made)
            self._kept[stored.id] = stored
            return stored

    def withdraw_correction(self, correction_id: int, withdrawal: Withdrawal) -> bool:
        with self._lock:
            stored = self._kept.get(correction_id)
            if stored is None or not stored.in_force:
                return False
            self._kept[correction_id] = replace(stored, withdrawal=withdrawal)
            return True

    def corrections(self) -> tuple[StoredCorrection, ...]:
        with self._lock:
            return tuple(self._kept.values())
