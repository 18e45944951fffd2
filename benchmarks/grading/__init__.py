"""How well replies are judged, beside simpler ways and on other people's data."""
