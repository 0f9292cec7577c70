"""Which side brought a lead source, where a company says nothing else."""

DEFAULT_SOURCES = {
    "marketing": [
        *["Web", "Website", "Organic search", "Paid search", "Paid social", "Social media", "Email", "Newsletter"],
        *["Webinar", "Event", "Trade show", "Content syndication", "Content download", "Advertisement", "Inbound"],
        "Marketing",
    ],
    "sales": [
        *["Outbound", "Cold call", "Prospecting", "Sales generated", "SDR", "Account executive"],
        "Referral by seller",
    ],
    "partner": ["Partner", "Partner referral", "Reseller", "Channel partner"],
}
