"""From files to a version: recognised, mapped, cast, checked, staged; refused rows kept with line and reason."""

from tandem.ingest.prepare import Prepared, prepare
from tandem.ingest.report import FileReport

__all__ = ["FileReport", "Prepared", "prepare"]
