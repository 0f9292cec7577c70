"""Small exports that a test drops: opportunities in Tandem's own names, good and bad."""

HEADER = "opportunity_id,created_at,name,region,amount,currency,stage,is_closed,is_won,closed_at,lead_source,kind"


def opportunities(rows: int = 24, *, without_id: int = 0, region: str = "EMEA") -> bytes:
    """An export of opportunities, half of them closed; so many more rows have no id."""
    lines = [line(number, f"O{number:03}", region) for number in range(rows)]
    lines += [line(number, "", region) for number in range(without_id)]
    return "\n".join([HEADER, *lines, ""]).encode()


def line(number: int, identity: str, region: str) -> str:
    """One opportunity."""
    stage = ("Proposal", "Closed Won", "Proposal", "Closed Lost")[number % 4]
    month, day = 1 + number // 3 % 9, 1 + number % 28
    states = f"{stage},{number % 2},{int(stage == 'Closed Won')},2026-{month + 1:02}-{day:02} 10:00:00"
    opened = f"2026-{month:02}-05 09:00:00"
    return f"{identity},{opened},Deal {number},{region},{1000 + number},USD,{states},Webinar,new"


UNCLOSED = b'opportunity_id,stage\nO1,Proposal\nO2,"Proposal\nO3,Won\n'
ROTA = b"Who,From,Until,Stand-in\nAda,1 Aug,14 Aug,Max\n"
EITHER = b"opportunity_id,created_at,name,stage,amount\nO1,03/05/2026,A,Proposal,5\nO2,04/06/2026,B,Proposal,6\n"
MIXED = b"opportunity_id,created_at,name,stage,amount\nO1,13/02/2026,A,Proposal,5\nO2,02/13/2026,B,Proposal,6\n"
OWN_NAMES = b"Deal no,Opened,Title,Step\nX1,2026-03-05,A,Proposal\nX2,2026-04-06,B,Proposal\n"
