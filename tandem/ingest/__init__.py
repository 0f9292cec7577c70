"""From files to a version: recognised, mapped, cast, checked, staged; refused rows kept with line and reason."""

from tandem.ingest.extract import Extract
from tandem.ingest.guards import Question
from tandem.ingest.look import look
from tandem.ingest.looks import ColumnLook, Look
from tandem.ingest.orders import Order
from tandem.ingest.prepare import Prepared, prepare
from tandem.ingest.recorded import published_as, record_load
from tandem.ingest.remembered import as_toml, remember
from tandem.ingest.report import FileReport
from tandem.ingest.teaching import misplaced, taught

__all__ = [
    "ColumnLook",
    "Extract",
    "FileReport",
    "Look",
    "Order",
    "Prepared",
    "Question",
    "as_toml",
    "look",
    "misplaced",
    "prepare",
    "published_as",
    "record_load",
    "remember",
    "taught",
]
