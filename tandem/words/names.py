"""What things are called on the page: stages, sides, rules, models, tables, headlines."""

from dataclasses import dataclass

ALL_TIME = "all"
STAGES = {"lead": "Lead", "mql": "MQL", "sal": "SAL", "sql": "SQL", "opportunity": "Opportunity", "won": "Won"}
AGAINST = {"against the quarter before": "previous", "against the year before": "year_ago"}
STAGE_MEANINGS = {
    "lead": "created",
    "mql": "marketing qualified",
    "sal": "accepted by sales",
    "sql": "qualified by sales",
    "opportunity": "opened",
    "won": "closed won",
}
SIDES = {"marketing": "Marketing", "sales": "Sales", "partner": "Partner", "unknown": "Unknown"}
INFLOWS = {"lead": "From leads", "sales": "Opened by sales"}
RULES = {
    "crm_field": "Recorded source",
    "first_touch": "First touch",
    "before_sales": "Before sales’ first activity",
}
SHORT_RULES = {"crm_field": "Recorded", "first_touch": "First touch", "before_sales": "Before sales"}
SPOKEN_RULES = {
    "crm_field": "by the recorded source",
    "first_touch": "by first touch",
    "before_sales": "by touches before sales",
}
MODELS = {
    "first": "First touch",
    "lead": "Lead creation",
    "u_marketo": "U-shaped (Marketo Measure)",
    "u_hubspot": "U-shaped (HubSpot)",
    "position": "Position based (Google)",
    "w_marketo": "W-shaped (Marketo Measure)",
    "w_hubspot": "W-shaped (HubSpot)",
    "full": "Full path",
    "linear": "Linear",
    "time_decay": "Time decay",
    "last": "Last touch",
    "markov": "Markov",
    "shapley": "Shapley",
}
SHORT_MODELS = {
    "first": "First",
    "lead": "Lead",
    "u_marketo": "U Marketo",
    "u_hubspot": "U HubSpot",
    "position": "Position",
    "w_marketo": "W Marketo",
    "w_hubspot": "W HubSpot",
    "full": "Full path",
    "linear": "Linear",
    "time_decay": "Time decay",
    "last": "Last",
    "markov": "Markov",
    "shapley": "Shapley",
}


@dataclass(frozen=True)
class Headline:
    """A headline figure: title, meaning, unit, which way is good, whether it is a share or median of its records."""

    title: str
    meaning: str
    unit: str
    lower_is_better: bool = False
    is_of_records: bool = True


HEADLINES = {
    "value": Headline("Value", "Expected value of open business", "money", is_of_records=False),
    "conversion": Headline("Conversion", "Leads won within 90 days", "ratio"),
    "reach": Headline("Reach", "Target accounts engaged", "ratio"),
    "velocity": Headline("Velocity", "Median time from lead to won", "days", lower_is_better=True),
    "return": Headline("Return", "Net return on joint spend", "times", is_of_records=False),
    "agreement": Headline("Disputed", "Pipeline the two sides dispute", "ratio", lower_is_better=True),
}


def stage(name: str) -> str:
    """The name of a stage as the page shows it."""
    return STAGES.get(name, name)


def step(name: str) -> str:
    """The step that leads out of a stage, as “Lead → MQL”."""
    stages = list(STAGES)
    after = stages[stages.index(name) + 1] if name in stages[:-1] else ""
    return f"{stage(name)} → {stage(after)}" if after else stage(name)


def short_step(name: str) -> str:
    """The step that leads out of a stage where there is little room, as “SQL → Opp.”."""
    return step(name).replace("Opportunity", "Opp.")


def side(name: str) -> str:
    """The name of a side as the page shows it."""
    return SIDES.get(name, name)


def title_case(name: str) -> str:
    """A name written with underscores as words, its first letter large."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
