"""What only rows show: a history taken for opportunities, one lead in two systems, a system in another's place."""

import pytest

from tandem.errors import Unanswered
from tests.ingest.loading import rows
from tests.ingest.office import ACCOUNTS, Office

SALESFORCE = "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon,LastModifiedDate"
STAGES = ("Prospecting", "Proposal", "Negotiation")
OWN = "opportunity_id,account_id,created_at,stage,amount"
LEAD = "Id,Email,Company,Status,LeadSource,CreatedDate,IsConverted"
CONTACT = "Record ID,Email,Create Date,Lifecycle Stage,Original Source"


def moved(number: int, stages: int) -> list[str]:
    """The rows of a history of one opportunity in Salesforce's own columns."""
    about = f"006000000000{number:03},,Deal {number}"
    return [
        f"{about},{STAGES[at]},100,2026-09-30,2026-01-05T08:00:00.000Z,false,false,2026-0{at + 2}-01T08:00:00.000Z"
        for at in range(stages)
    ]


def lead(number: int, email: str) -> str:
    return f"00Q000000000{number:03},{email},Acme {number},Open,Webinar,2026-03-05T08:00:00.000Z,false"


def contact(number: int, email: str) -> str:
    return f"{number},{email},2026-03-06 10:00,Lead,Organic search"


def test_a_history_with_the_header_of_opportunities_is_asked_about(office: Office) -> None:
    history = rows(SALESFORCE, *(line for number in range(20) for line in moved(number, 3)))
    with office.prepared(office.files(history=history)) as prepared:
        [question] = prepared.questions
        assert question.code == "history:opportunities"
        assert "history.csv" in question.sentence
        assert "looks like their history: 20 of 20 opportunities stand in several rows" in question.sentence
        assert question.remedy.startswith("Leave it out, and load one row per opportunity")
        with pytest.raises(Unanswered):
            prepared.publish()
        assert prepared.publish({question.code: "only the newest matter"}).manifest.tables["opportunities"] == 20


def test_a_history_in_own_columns_is_asked_about_besides_its_doubles(office: Office) -> None:
    lines = [f"O{number},A1,2026-03-05,{stage},100" for number in range(9) for stage in STAGES]
    with office.prepared(office.files(deals=rows(OWN, *lines))) as prepared:
        assert [question.code for question in prepared.questions] == ["refused:opportunities", "history:opportunities"]


def test_a_few_changed_records_are_no_history(office: Office) -> None:
    lines = [line for number in range(40) for line in moved(number, 2 if number < 3 else 1)]
    with office.prepared(office.files(deals=rows(SALESFORCE, *lines))) as prepared:
        assert prepared.questions == ()
    same_stage = [line for number in range(10) for line in (moved(number, 1)[0], moved(number, 1)[0])]
    with office.prepared(office.files(deals=rows(SALESFORCE, *same_stage))) as prepared:
        assert prepared.questions == ()


def notes(office: Office, **texts: str) -> dict[str, list[str]]:
    """What is noted of every file of a load that is not published."""
    with office.prepared(office.files(**texts)) as prepared:
        found: dict[str, list[str]] = {}
        for report in prepared.reports:
            found.setdefault(report.file, []).extend(report.notes)
        return found


def test_leads_of_two_systems_are_counted_by_their_e_mail(office: Office) -> None:
    leads = rows(LEAD, lead(1, "ann@acme.test"), lead(2, "BOB@acme.test "), lead(3, "cy@acme.test"))
    contacts = rows(CONTACT, contact(7, "Ann@acme.test"), contact(8, "bob@acme.test"), contact(9, "new@acme.test"))
    found = notes(office, contacts=contacts, leads=leads)
    assert found["leads.csv"] == []
    assert found["contacts.csv"] == [
        "2 of its 3 leads have the e-mail of a lead in leads.csv, and each counts twice. "
        "Leave this file out, or export it without them."
    ]


def test_leads_of_two_systems_without_e_mails_are_in_doubt(office: Office) -> None:
    leads = rows(LEAD, lead(1, ""), lead(2, ""))
    found = notes(office, leads=leads, contacts=rows(CONTACT, contact(7, "ann@acme.test")))
    assert found["contacts.csv"] == [
        "no lead of leads.csv has an e-mail, so nobody can say which are leads of contacts.csv too: "
        "those would count twice."
    ]


def test_one_system_in_two_files_and_others_alone_are_not_noted(office: Office) -> None:
    first, second = (rows(LEAD, lead(number, "ann@acme.test")) for number in (1, 2))
    assert notes(office, a=first, b=second) == {"a.csv": [], "b.csv": []}
    assert notes(office, contacts=rows(CONTACT, contact(7, "ann@acme.test"))) == {"contacts.csv": []}
    apart = notes(office, leads=first, contacts=rows(CONTACT, contact(7, "other@acme.test")))
    assert apart == {"leads.csv": [], "contacts.csv": []}


def test_it_is_said_when_one_system_makes_room_for_another(office: Office) -> None:
    leads = rows(LEAD, lead(1, "ann@acme.test"))
    office.load(office.files(accounts=ACCOUNTS, leads=leads))
    with office.prepared(office.files(contacts=rows(CONTACT, contact(7, "ann@acme.test")))) as prepared:
        assert prepared.warnings == [
            "leads: the 1 row that Salesforce leads brought make room for those of HubSpot contacts. "
            "To keep both, load the files of both together."
        ]
    with office.prepared(office.files(again=rows(LEAD, lead(1, "new@acme.test")))) as prepared:
        assert prepared.warnings == []
