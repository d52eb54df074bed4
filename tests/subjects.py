"""The subject of the worked examples, which a document about something else must not speak of."""

from __future__ import annotations

import re

SUBJECT = re.compile(
    r"(?i)\b(?:safeguard\w*|child\w*|young\b|youth\w*|famil(?:y|ies)|police|constabulary|ofsted|school\w*|pupil\w*|adults?\b|boards?\b|trusts?\b|lscb|health\w*|"
    r"nurse|social care|independent (?:chair\w*|scrutineer|critical)|rapid review\w*|practice review\w*|working together to|huddle|business manager)\b"
)
