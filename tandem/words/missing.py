"""What a page says when an extract was never loaded: which file to bring, and what it will show."""

EXPORTS = {
    "accounts": "accounts (Salesforce Account, HubSpot companies)",
    "people": "people (Salesforce Contact, HubSpot contacts)",
    "leads": "leads (Salesforce Lead, HubSpot contacts with lifecycle dates)",
    "opportunities": "opportunities (Salesforce Opportunity, HubSpot deals)",
    "opportunity_stages": "opportunity history (Salesforce OpportunityHistory)",
    "opportunity_people": "people on opportunities (Salesforce OpportunityContactRole)",
    "campaigns": "campaigns (Salesforce Campaign)",
    "touches": "responses and activities (Salesforce CampaignMember, Task or Event)",
    "spend": "spend by month and channel (ad platforms, finance)",
    "assets": "collateral assets (Showpad, Highspot, Seismic)",
    "asset_uses": "collateral uses (Showpad or Highspot events)",
    "asset_ratings": "collateral ratings",
    "users": "sellers and marketers (Salesforce User)",
    "targets": "targets by quarter and metric",
    "incentives": "incentive periods",
    "fx_rates": "exchange rates by month",
}
SHOWS = {
    "questions": "six headlines with their change and eight quarters of history",
    "funnel": "the joint funnel from lead to won, with both inflows and every step’s conversion",
    "funnel_steps": "the joint funnel from lead to won: who enters each step, moves on or leaves",
    "funnel_flow": "both inflows of the joint funnel, from leads and opened by sales",
    "win_rate": "the share of closed deals that were won, by number and by amount",
    "sourced_rules": "the share of pipeline that marketing sourced, under three rules",
    "attribution_models": "the channels that brought the pipeline, under every model",
    "influenced": "the share of pipeline that marketing touched, whoever sourced it",
    "touches_to_win": "how many touches and days a win takes, and on which paths",
    "disputed": "the deals that the two sides’ rules give to different sources",
    "time_to_convert": "how many have moved on after how many days, a curve for each step of the funnel",
    "stuck_deals": "how fast the pipeline flows, days in each stage, and the deals that are stuck",
    "reach_by_side": "the target accounts by who reached them, and those that nobody did",
    "buying_group": "how many people are on open and on won deals",
    "spend_and_return": "spend of both sides against what was won",
    "cost_per_step": "what an MQL, an SQL, an opportunity and a win cost",
    "channel_return": "what each channel’s spend brought back, under every model",
    "value_by_stage": "what everything open is worth by stage, now and a quarter ago",
    "what_if": "the money that more leads, better conversion, bigger deals or a shorter cycle would bring",
    "leaks": "what leaks out of the funnel, in expected money",
    "collateral_summary": "how much collateral no buyer ever saw, and what it cost",
}


def exports(tables: tuple[str, ...]) -> str:
    """The exports to bring, as a phrase."""
    names = [EXPORTS.get(table, table.replace("_", " ")) for table in tables]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def to_load(question: str, tables: tuple[str, ...]) -> str:
    """What to load, and what will then stand here."""
    shows = SHOWS.get(question)
    return f"Load {exports(tables)}" + (f" to see {shows}." if shows else ".")


NOTHING = "Nothing falls into this quarter under these filters. Choose another quarter, or widen the filters."
UNPUBLISHED = (
    "Nothing is published yet. Drop your exports on the Data page, or load them with “python -m tandem load FILE…”."
)
UNPUBLISHED_DATA = (
    "Here will stand which checks hold, how much of the data joins up, who is who, every file and every version, "
    "with the way back. A script loads with “python -m tandem load FILE…”."
)
