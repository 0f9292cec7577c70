"""Asks questions of one published version: what is counted, for whom, under which settings."""

from tandem.review.ahead import Ahead, Question
from tandem.review.answers import AnswerCache
from tandem.review.effect import effect, published
from tandem.review.presented import as_presented, changed_records
from tandem.review.review import Options, Review, Stamp

__all__ = [
    "Ahead",
    "AnswerCache",
    "Options",
    "Question",
    "Review",
    "Stamp",
    "as_presented",
    "changed_records",
    "effect",
    "published",
]
