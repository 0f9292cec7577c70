"""What stops a load and asks: a person says why it is right all the same, and that reason is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.errors import Unanswered, WrongUse


@dataclass(frozen=True)
class Question:
    """Something that is most likely wrong: a code by which it is accepted, what it is, what to do."""

    code: str
    sentence: str
    remedy: str


def refuse_unanswered(questions: Sequence[Question], accepted: Mapping[str, str]) -> None:
    """Raises Unanswered while a question has no reason, and WrongUse for the reason to one that nobody asks."""
    codes = {question.code for question in questions}
    strangers = [code for code in accepted if code not in codes]
    if strangers:
        known = f"Asked: {', '.join(sorted(codes))}." if codes else "Nothing is asked."
        raise WrongUse(f"Nobody asks “{strangers[0]}”. {known}")
    unasked = [question for question in questions if not accepted.get(question.code, "").strip()]
    if unasked:
        said = " ".join(f"{question.sentence} {question.remedy}" for question in unasked)
        raise Unanswered(said)
