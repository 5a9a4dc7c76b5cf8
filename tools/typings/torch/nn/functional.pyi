# Not installed for lint: every name is taken as Any.
from typing import Any

def __getattr__(name: str) -> Any: ...
