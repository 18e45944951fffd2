"""Finding in any wording what a reply does and what it breaks, by rules alone."""

from scoring.detection.detector import Detector, load_detector
from scoring.detection.model import Detected, Detection, ReplyContext

__all__ = ["Detected", "Detection", "Detector", "ReplyContext", "load_detector"]
