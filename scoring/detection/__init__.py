"""Finding in any wording what a reply does and what it breaks: by rules and by what examples taught."""

from scoring.detection.detector import Detector, load_detector
from scoring.detection.model import Detected, Detection, ReplyContext
from scoring.detection.rule_detector import RuleDetector, load_rules

__all__ = ["Detected", "Detection", "Detector", "ReplyContext", "RuleDetector", "load_detector", "load_rules"]
